import { AppError } from '#contract'
import { createRevocationChecker } from '#core/revocation/check-revocation'
import { createTimestamper } from '#core/timestamps/timestamper'
export function createTrustPorts({ quick, patient, clock }) {
  return {
    quick: clientsOf({ services: quick, clock }, (timestamper) => restingAfterFailure(timestamper, clock)),
    patient: clientsOf({ services: patient, clock }, (timestamper) => timestamper),
  }
}
function clientsOf(parts, wrap) {
  const known = new Map()
  return {
    services: parts.services,
    revocation: createRevocationChecker(parts),
    timestamperOf: ({ tsaUrl, tsaDigest }) => {
      if (tsaUrl === null) return undefined
      const key = `${tsaDigest} ${tsaUrl}`
      const timestamper = known.get(key) ?? wrap(createTimestamper(parts, { url: tsaUrl, digest: tsaDigest }))
      known.set(key, timestamper)
      return timestamper
    },
  }
}
const REST_MS = 60_000
/** The next document of a batch does not wait for an authority that has just not answered: it gets the same failure. */
export function restingAfterFailure(timestamper, clock) {
  let failed
  return {
    digest: timestamper.digest,
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
