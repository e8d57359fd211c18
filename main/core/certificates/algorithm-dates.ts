import type { KeyObject } from 'node:crypto'

/**
 * Until when an algorithm could be relied on; what is not in the table is good today, but for curves, of which the good ones are named. A signature made with one that has
 * ended counts only with a proof that it existed before (EN 319 102-1, 5.2.8 and 5.6.2.4).
 *
 * SHA-1 for signatures to August 2012, RSA below 1,900 bits to October 2019, curves of less than 224 bits to August 2012 and
 * of less than 256 bits to October 2021 are the dates of the default policy of the European Commission's reference validator
 * (DSS), which takes them from ETSI TS 119 312 V1.5.1.
 *
 * @see TT 15/2025/TT-BKHCN, Phụ lục I, since 15/08/2025: RSA from 2,048 bits, curves from 256 bits, no SHA-1.
 */
const ENDS = {
  sha1: new Date('2012-08-01T00:00:00Z'),
  rsaBelow1900: new Date('2019-10-01T00:00:00Z'),
  curvesBelow224: new Date('2012-08-01T00:00:00Z'),
  curvesBelow256: new Date('2021-10-01T00:00:00Z'),
  thisYearsRules: new Date('2025-08-15T00:00:00Z'),
  never: new Date(0),
}

/** Curves that count today, by OpenSSL's names: of primes from 256 bits (NIST, SEC 2, Brainpool). */
const GOOD_CURVES: ReadonlySet<string> = new Set([
  ...['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1'],
  ...['brainpoolP256r1', 'brainpoolP320r1', 'brainpoolP384r1', 'brainpoolP512r1'],
  ...['brainpoolP256t1', 'brainpoolP320t1', 'brainpoolP384t1', 'brainpoolP512t1'],
])

/** Those that counted once; any other, shorter or of another kind, never did. */
const SHORT_CURVES: ReadonlyMap<string, Date> = new Map([
  ['prime192v1', ENDS.curvesBelow224],
  ['secp192k1', ENDS.curvesBelow224],
  ['secp224r1', ENDS.curvesBelow256],
  ['secp224k1', ENDS.curvesBelow256],
])

/** What a signature stands on: digests by node:crypto's names, and the key that made it. */
export type UsedAlgorithms = { digests: readonly string[]; key: KeyObject }

/** What a signature of a certificate, an answer or a list stands on. */
export const usedBy = (
  { algorithm }: { algorithm: { digest: string | undefined } | undefined },
  { publicKey }: { publicKey: KeyObject },
): UsedAlgorithms => ({ digests: algorithm?.digest === undefined ? [] : [algorithm.digest], key: publicKey })

export const isAnyTooWeakAt = (used: readonly UsedAlgorithms[], at: Date): boolean =>
  used.some((one) => isTooWeakAt(one, at))

/** Whether what was used could be relied on no more at `at`. */
export function isTooWeakAt({ digests, key }: UsedAlgorithms, at: Date): boolean {
  return [digests.includes('sha1') ? ENDS.sha1 : undefined, endOfKey(key)].some((end) => end !== undefined && at >= end)
}

function endOfKey({ asymmetricKeyDetails: { modulusLength: bits, namedCurve } = {} }: KeyObject): Date | undefined {
  if (namedCurve !== undefined) return endOfCurve(namedCurve)
  if (bits === undefined || bits >= 2048) return undefined
  return bits < 1900 ? ENDS.rsaBelow1900 : ENDS.thisYearsRules
}

function endOfCurve(name: string): Date | undefined {
  return GOOD_CURVES.has(name) ? undefined : (SHORT_CURVES.get(name) ?? ENDS.never)
}
