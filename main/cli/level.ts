import { PadesLevel } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import type { RaisingParts } from '#core/levels/raise-level'
import type { DigestName } from '#core/ports'
import { createRevocationChecker } from '#core/revocation/check-revocation'
import { createTimestamper } from '#core/timestamps/timestamper'
import { createTrustServices } from '#main/adapters/net/trust-services'
import { readAnchors } from './anchors.ts'
import { UsageError } from './failures.ts'

export type LevelFlags = { level: string; tsa?: string; tsaDigest?: string; trust?: string[] }

export type LevelOptions = {
  level: PadesLevel
  tsa: string | undefined
  digest: DigestName
  trust: readonly string[]
}

const DIGESTS: readonly DigestName[] = ['sha256', 'sha384', 'sha512']

/** What contradicts itself is refused before any file is opened. */
export function readLevelOptions({ level, tsa, tsaDigest = 'sha256', trust = [] }: LevelFlags): LevelOptions {
  const known = PadesLevel.safeParse(level)
  if (!known.success) throw notUnderstood('--level', level)
  const digest = DIGESTS.find((name) => name === tsaDigest)
  if (digest === undefined) throw notUnderstood('--tsa-digest', tsaDigest)
  if (tsa !== undefined && !/^https?:\/\//i.test(tsa)) throw notUnderstood('--tsa', tsa)
  if (known.data !== 'B-B' && tsa === undefined) {
    throw new UsageError({
      vi: `--level ${known.data} cần --tsa URL (máy chủ cấp dấu thời gian).`,
      en: `--level ${known.data} needs --tsa URL (a time-stamping authority).`,
    })
  }
  return { level: known.data, tsa, digest, trust }
}

function notUnderstood(flag: string, value: string): UsageError {
  return new UsageError({ vi: `${flag}: không hiểu “${value}”.`, en: `${flag}: “${value}” is not understood.` })
}

/**
 * The clients that reach a level; one set for all files, so that answers are asked for once. Whoever names an authority in
 * their own network means its other services too.
 */
export async function raisingParts({ tsa, digest, trust }: LevelOptions): Promise<RaisingParts> {
  const services = createTrustServices({ localHosts: tsa === undefined ? [] : [new URL(tsa).host] })
  const clock = { now: () => new Date() }
  return {
    services,
    revocation: createRevocationChecker({ services, clock }),
    timestamper: tsa === undefined ? undefined : createTimestamper({ services, clock }, { url: tsa, digest }),
    anchors: (await readAnchors(trust)).map(readCertificate),
  }
}
