import { createHash } from 'node:crypto'
import { AppError, type CertificateFacts, type OfficeSettings, type Sha256, type TrustAnchor } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { WorkspaceSettings } from '#core/ports'
import { type Caller, requireRole } from './caller.ts'

type Ports = Pick<OfficePorts, 'store' | 'settings' | 'clock' | 'certificates'>

/** Throws `workspace-not-ready` before an office was made. */
async function requireSettings({ settings }: Pick<Ports, 'settings'>): Promise<WorkspaceSettings> {
  return ready(await settings.get())
}

function ready(workspace: WorkspaceSettings | undefined): WorkspaceSettings {
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

async function note({ store, clock }: Ports, caller: Caller, about: { action: string; id: string; reason?: string }) {
  const { action, id, reason = '' } = about
  const object = { kind: 'settings', id, agencyId: caller.agencyId }
  await store.transaction(({ events }) =>
    events.append({ action, actorId: caller.personId, at: clock.now(), reason, object }),
  )
}

const sha256Of = (der: Uint8Array) => createHash('sha256').update(der).digest('hex') as Sha256

const fingerprint = ({ der }: { der: string }) => sha256Of(Buffer.from(der, 'base64'))

export async function listAnchors({
  settings,
  certificates,
}: Pick<Ports, 'settings' | 'certificates'>): Promise<TrustAnchor[]> {
  const workspace = await settings.get()
  return (workspace?.trustAnchors ?? []).map(({ der, addedAt, addedBy }) => {
    const bytes = Buffer.from(der, 'base64')
    return { sha256: sha256Of(bytes), facts: certificates.facts(bytes), addedAt, addedBy }
  })
}

/** Reads certificates so that their fingerprints can be compared before they are trusted. Throws `certificate-unreadable`. */
export function inspectAnchors({ certificates }: Ports, caller: Caller, data: string): CertificateFacts[] {
  requireRole(caller, 'admin')
  return certificates.split(Buffer.from(data, 'base64')).map((der) => certificates.facts(der))
}

/** Adds those whose fingerprints were confirmed; one that is there already stays as it is. */
export async function addAnchors(
  ports: Ports,
  caller: Caller,
  { data, confirmed }: { data: string; confirmed: readonly Sha256[] },
): Promise<TrustAnchor[]> {
  requireRole(caller, 'admin')
  const found = ports.certificates.split(Buffer.from(data, 'base64'))
  const addedAt = ports.clock.now().toISOString()
  let added: Uint8Array[] = []
  await ports.settings.change((present) => {
    const workspace = ready(present)
    const known = new Set(workspace.trustAnchors.map(fingerprint))
    added = found.filter((der) => confirmed.includes(sha256Of(der)) && !known.has(sha256Of(der)))
    const anchors = added.map((der) => ({ der: Buffer.from(der).toString('base64'), addedAt, addedBy: caller.name }))
    return { ...workspace, trustAnchors: [...workspace.trustAnchors, ...anchors] }
  })
  for (const der of added) await note(ports, caller, { action: 'add-trust-anchor', id: sha256Of(der) })
  return listAnchors(ports)
}

/** Removes one, with a reason. Throws `not-found`. */
export async function removeAnchor(
  ports: Ports,
  caller: Caller,
  { sha256, reason }: { sha256: Sha256; reason: string },
): Promise<TrustAnchor[]> {
  requireRole(caller, 'admin')
  await ports.settings.change((present) => {
    const workspace = ready(present)
    const kept = workspace.trustAnchors.filter((anchor) => fingerprint(anchor) !== sha256)
    if (kept.length === workspace.trustAnchors.length) throw new AppError('not-found', { id: sha256 })
    return { ...workspace, trustAnchors: kept }
  })
  await note(ports, caller, { action: 'remove-trust-anchor', id: sha256, reason })
  return listAnchors(ports)
}
