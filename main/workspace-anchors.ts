import { anchorsInForce } from '#core/people/trust-anchors'
import { workspaceSettings } from './adapters/settings/workspace-settings.ts'

/** Trust anchors (DER) of a workspace, read without opening its register; none where there is no office. */
export async function anchorsOfWorkspace(folder: string): Promise<Uint8Array[]> {
  return anchorsInForce(await workspaceSettings(folder).get()).map(({ der }) => der)
}
