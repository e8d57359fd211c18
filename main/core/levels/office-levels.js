import { AppError, DEFAULT_LEVELS, PadesLevel } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { requireRole } from '#core/people/caller'
import { signPdf } from '#core/signing/sign-pdf'
import { isAtLeast } from './raise-level.ts'
import { signAtLevel } from './sign-at-level.ts'
export async function levelSettings({ settings }) {
  return (await settings.get())?.levels ?? DEFAULT_LEVELS
}
/** Changes level and authority, with its event. Throws `forbidden`, `workspace-not-ready`. */
export async function changeLevelSettings({ settings, store, clock }, caller, levels) {
  requireRole(caller, 'admin')
  await settings.change((present) => {
    if (!present) throw new AppError('workspace-not-ready')
    return { ...present, levels }
  })
  const object = { kind: 'settings', id: 'levels', agencyId: caller.agencyId }
  const event = { action: 'change-settings', actorId: caller.personId, at: clock.now(), object }
  await store.transaction(({ events }) => events.append(event))
  return levels
}
/** What raising needs, with the office's authority and anchors. */
export async function officeRaisingParts({ settings, trust }, patience) {
  const anchors = (await settings.get())?.trustAnchors ?? []
  const { services, revocation, timestamperOf } = trust[patience]
  return {
    services,
    revocation,
    timestamper: timestamperOf(await levelSettings({ settings })),
    anchors: anchors.map(({ der }) => readCertificate(Buffer.from(der, 'base64'))),
  }
}
/**
 * Signs at the office's level. A level that cannot be reached now leaves a whole signature of a lower one, which is told:
 * an authority that is down must not keep an office from working.
 */
export function signerAtOfficeLevel(ports) {
  return async (request, sink) => {
    const { level } = await levelSettings(ports)
    const wanted = lower(level, request.atMost ?? level)
    if (wanted === 'B-B') return signPdf(request, sink)
    const { timestamp: _timestamp, ...rest } = request
    return signAtLevel(rest, { ...(await officeRaisingParts(ports, 'quick')), level: wanted, acceptLower: true }, sink)
  }
}
/** The lower of two levels. */
export const lower = (one, other) => (isAtLeast(one, other) ? other : one)
/**
 * What a signature of this role is to reach: only the agency's, the last one, gets validation data and archive timestamps,
 * for all signers at once; the others get their proved time.
 */
export function levelForRole(level, role) {
  return role === 'agency' ? level : lower(level, 'B-T')
}
/** The lowest level among a file's signatures; undefined where one of them is no PAdES signature. */
export function lowestLevel(found) {
  const parsed = found.map((level) => PadesLevel.safeParse(level))
  const levels = parsed.flatMap((one) => (one.success ? [one.data] : []))
  return levels.length === found.length ? levels.reduce(lower, 'B-LTA') : undefined
}
