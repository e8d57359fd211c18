import { AppError, type AuthorityTrial, type LevelSettings } from '#contract'
import type { Clock, Timestamper, TrustServices, ValidationServices } from '#core/ports'
import { type AnswerMemory, createAnswerMemory } from '#core/revocation/answer-memory'
import { createRevocationChecker, type RevocationChecker } from '#core/revocation/check-revocation'
import { createEvidenceCache, type EvidenceCache } from '#core/revocation/evidence-cache'
import { createValidationServices } from '#core/revocation/validation-services'
import { createTimestamper } from '#core/timestamps/timestamper'

/** The clients of the public key infrastructure, one set for a running core: they remember answers and token sizes. */
export type TrustClients = {
  services: TrustServices
  revocation: RevocationChecker
  /** The same services, as the validation of a file asks them. */
  validation: ValidationServices
  /** The office's authority; undefined where it has none. */
  timestamperOf: (settings: LevelSettings) => Timestamper | undefined
  /** This authority has just answered somebody: what it failed in before counts no more. */
  wake: (authority: AuthorityTrial) => void
}

export type TrustPorts = {
  /** While somebody waits: a service that fails is left alone for a while, so that a batch goes on without it. */
  quick: TrustClients
  /** In the background: slow authorities get their time. */
  patient: TrustClients
  /** What they said of files that were checked just now. */
  answers: AnswerMemory
}

export function createTrustPorts({
  quick,
  patient,
  clock,
}: Record<'quick' | 'patient', TrustServices> & { clock: Clock }): TrustPorts {
  // What one of them has heard the other knows: an older answer of its own would take a revocation back.
  const cache = createEvidenceCache(clock)
  return {
    quick: clientsOf({ services: quick, clock, cache }, (timestamper) => restingAfterFailure(timestamper, clock)),
    patient: clientsOf({ services: patient, clock, cache }, (timestamper) => timestamper),
    answers: createAnswerMemory(clock),
  }
}

type Known = Timestamper & { wake?: () => void }

const keyOf = ({ tsaUrl, tsaDigest }: AuthorityTrial): string => `${tsaDigest} ${tsaUrl}`

function clientsOf(
  parts: { services: TrustServices; clock: Clock; cache: EvidenceCache },
  wrap: (timestamper: Timestamper) => Known,
): TrustClients {
  const known = new Map<string, Known>()
  const revocation = createRevocationChecker(parts)
  return {
    services: parts.services,
    revocation,
    validation: createValidationServices({ ...parts, revocation }),
    timestamperOf: ({ tsaUrl, tsaDigest }) => {
      if (tsaUrl === null) return undefined
      const key = keyOf({ tsaUrl, tsaDigest })
      const timestamper = known.get(key) ?? wrap(createTimestamper(parts, { url: tsaUrl, digest: tsaDigest }))
      known.set(key, timestamper)
      return timestamper
    },
    wake: (authority) => known.get(keyOf(authority))?.wake?.(),
  }
}

const REST_MS = 60_000

/** The next document of a batch does not wait for an authority that has just not answered: it gets the same failure. */
export function restingAfterFailure(timestamper: Timestamper, clock: Clock): Known {
  let failed: { error: AppError; until: number } | undefined
  return {
    digest: timestamper.digest,
    wake: () => {
      failed = undefined
    },
    get tokenSize() {
      return timestamper.tokenSize
    },
    stamp: async (imprint) => {
      if (failed && clock.now().getTime() < failed.until) throw failed.error
      try {
        return await timestamper.stamp(imprint)
      } catch (error) {
        if (error instanceof AppError) failed = { error, until: clock.now().getTime() + REST_MS }
        throw error
      }
    },
  }
}
