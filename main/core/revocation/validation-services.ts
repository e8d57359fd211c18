import { AppError } from '#contract'
import { readCertificate } from '../certificates/certificate.ts'
import { readCertificates } from '../certificates/read-certificates.ts'
import type { Clock, TrustServices, ValidationServices } from '../ports.ts'
import { createRevocationChecker, type RevocationChecker } from './check-revocation.ts'
import { readPointers } from './pointers.ts'

type Parts = {
  services: TrustServices
  clock: Clock
  /** To share what another one keeps; one of its own if absent. */
  revocation?: RevocationChecker
}

type Evidence = Awaited<ReturnType<ValidationServices['evidence']>>

/** Certificates of issuers do not change; where nobody answers, the next file of a batch does not wait again. */
const KEPT_MS = { found: 24 * 3_600_000, nothing: 60_000 }
const MAX_KEPT = 500

/**
 * The outside world of a validation: OCSP responders and then lists, each answer kept until its `nextUpdate`; issuers'
 * certificates by AIA, kept for a day. A service that fails is left alone for a minute.
 *
 * @see RFC 6960; RFC 5280, 4.2.2.1 and 6.3.
 */
export function createValidationServices({ services, clock, revocation }: Parts): ValidationServices {
  const checker = revocation ?? createRevocationChecker({ services, clock })
  const silent = createMemory<Evidence>(clock)
  const issuers = createMemory<Uint8Array[]>(clock)
  return {
    evidence: async (certificate, issuer) => {
      const [subject, above] = [readCertificate(certificate), readCertificate(issuer)]
      const key = `${subject.facts.sha256} ${above.facts.sha256}`
      const known = silent.get(key)
      if (known) return known
      const answer = await checker.check(subject, above)
      if (answer.kind !== 'unknown') {
        const { kind, der, kept } = answer.evidence
        return { answers: [{ kind, der, kept }], problems: [] }
      }
      return silent.keep(key, { answers: [], problems: [...answer.problems] }, KEPT_MS.nothing)
    },
    issuers: async (certificate) => {
      const found: Uint8Array[] = []
      for (const url of readPointers(readCertificate(certificate)).issuers) {
        const known = issuers.get(url)
        const fetched = known ?? (await fetchCertificates(services, url))
        if (!known) issuers.keep(url, fetched, fetched.length > 0 ? KEPT_MS.found : KEPT_MS.nothing)
        found.push(...fetched)
      }
      return found
    },
  }
}

/** A server that is not there, or has something else, is as good as none. */
async function fetchCertificates(services: TrustServices, url: string): Promise<Uint8Array[]> {
  try {
    return readCertificates(await services.call({ kind: 'certificate', url })).map(({ der }) => der)
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

function createMemory<T>(clock: Clock) {
  const kept = new Map<string, { value: T; until: number }>()
  return {
    get: (key: string): T | undefined => {
      const found = kept.get(key)
      return found && found.until > clock.now().getTime() ? found.value : undefined
    },
    keep: (key: string, value: T, forMs: number): T => {
      kept.delete(key)
      kept.set(key, { value, until: clock.now().getTime() + forMs })
      for (const oldest of kept.keys()) {
        if (kept.size <= MAX_KEPT) break
        kept.delete(oldest)
      }
      return value
    },
  }
}
