import { AppError, type OfficeSettings } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { WorkspaceSettings } from '#core/ports'
import { type Caller, requireRole } from './caller.ts'

type Ports = Pick<OfficePorts, 'store' | 'settings' | 'clock'>

/** Throws `workspace-not-ready` before an office was made. */
async function requireSettings({ settings }: Pick<Ports, 'settings'>): Promise<WorkspaceSettings> {
  return ready(await settings.get())
}

/** Throws `workspace-not-ready` where there is no office yet. */
export function ready(workspace: WorkspaceSettings | undefined): WorkspaceSettings {
  if (!workspace) throw new AppError('workspace-not-ready')
  return workspace
}

export async function getSettings(ports: Pick<Ports, 'settings'>): Promise<OfficeSettings> {
  const { trustAnchors: _trustAnchors, ...settings } = await requireSettings(ports)
  return settings
}

export async function updateSettings(
  ports: Ports,
  caller: Caller,
  changes: Omit<OfficeSettings, 'demo'>,
): Promise<OfficeSettings> {
  requireRole(caller, 'admin')
  await ports.settings.change((present) => ({ ...ready(present), ...changes }))
  await note(ports, caller, { action: 'change-settings', id: 'office' })
  return getSettings(ports)
}

/** An event of the settings: nothing of an office changes without one. */
export async function note(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  caller: Caller,
  about: { action: string; id: string; reason?: string },
): Promise<void> {
  const { action, id, reason = '' } = about
  const object = { kind: 'settings', id, agencyId: caller.agencyId }
  await store.transaction(({ events }) =>
    events.append({ action, actorId: caller.personId, at: clock.now(), reason, object }),
  )
}
