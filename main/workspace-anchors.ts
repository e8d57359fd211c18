import { workspaceSettings } from './adapters/settings/workspace-settings.ts'

/** Trust anchors (DER) of a workspace, read without opening its register; none where there is no office. */
export async function anchorsOfWorkspace(folder: string): Promise<Uint8Array[]> {
  const settings = await workspaceSettings(folder).get()
  return (settings?.trustAnchors ?? []).map(({ der }) => Buffer.from(der, 'base64'))
}
