import { AppError, DEFAULT_LEVELS, type LevelSettings, PadesLevel } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { anchorsInForce } from '#core/people/trust-anchors'
import { type SignPdf, signPdf } from '#core/signing/sign-pdf'
import { isAtLeast, type RaisingParts } from './raise-level.ts'
import { signAtLevel } from './sign-at-level.ts'

type Ports = Pick<OfficePorts, 'settings' | 'trust'>

export async function levelSettings({ settings }: Pick<OfficePorts, 'settings'>): Promise<LevelSettings> {
  return (await settings.get())?.levels ?? DEFAULT_LEVELS
}

/** Changes level and authority, with its event; documents that wait, wait for the new level. Throws `forbidden`, `workspace-not-ready`. */
export async function changeLevelSettings(
  { settings, store, clock }: Pick<OfficePorts, 'settings' | 'store' | 'clock'>,
  caller: Caller,
  levels: LevelSettings,
): Promise<LevelSettings> {
  requireRole(caller, 'admin')
  await settings.change((present) => {
    if (!present) throw new AppError('workspace-not-ready')
    return { ...present, levels }
  })
  const object = { kind: 'settings', id: 'levels', agencyId: caller.agencyId }
  const event = { action: 'change-settings', actorId: caller.personId, at: clock.now(), object }
  const satisfied = PadesLevel.options.filter((level) => isAtLeast(level, levels.level))
  await store.transaction(async ({ events, raising }) => {
    await raising.want(levels.level, satisfied)
    await events.append(event)
  })
  return levels
}

/** For what one document asks of OCSP responders, lists and issuers together. */
const DEADLINE_MS = { quick: 60_000, patient: 600_000 } as const

/** What raising needs, with the office's authority and anchors. */
export async function officeRaisingParts(
  { settings, trust }: Ports,
  patience: 'quick' | 'patient',
): Promise<RaisingParts> {
  const anchors = anchorsInForce(await settings.get())
  const { services, revocation, timestamperOf } = trust[patience]
  return {
    services,
    revocation,
    deadlineMs: DEADLINE_MS[patience],
    timestamper: timestamperOf(await levelSettings({ settings })),
    anchors: anchors.map(({ der }) => readCertificate(der)),
  }
}

/**
 * Signs at the office's level. A level that cannot be reached now leaves a whole signature of a lower one, which is told:
 * an authority that is down must not keep an office from working.
 */
export function signerAtOfficeLevel(ports: Ports): SignPdf {
  return async (request, sink) => {
    const { level } = await levelSettings(ports)
    const wanted = lower(level, request.atMost ?? level)
    if (wanted === 'B-B') return signPdf(request, sink)
    const { timestamp: _timestamp, ...rest } = request
    return signAtLevel(rest, { ...(await officeRaisingParts(ports, 'quick')), level: wanted, acceptLower: true }, sink)
  }
}

/** The lower of two levels. */
export const lower = (one: PadesLevel, other: PadesLevel): PadesLevel => (isAtLeast(one, other) ? other : one)

/**
 * What a signature of this role is to reach: only the agency's, the last one, gets validation data and archive timestamps,
 * for all signers at once; the others get their proved time.
 */
export function levelForRole(level: PadesLevel, role: string): PadesLevel {
  return role === 'agency' ? level : lower(level, 'B-T')
}

/** The lowest level among a file's signatures; undefined where one of them is no PAdES signature. */
export function lowestLevel(found: readonly string[]): PadesLevel | undefined {
  const parsed = found.map((level) => PadesLevel.safeParse(level))
  const levels = parsed.flatMap((one) => (one.success ? [one.data] : []))
  return levels.length === found.length ? levels.reduce<PadesLevel>(lower, 'B-LTA') : undefined
}
