import type { KeyObject } from 'node:crypto'

/**
 * Until when an algorithm could be relied on; what is not in the table is good today. A signature made with one that has
 * ended counts only with a proof that it existed before (EN 319 102-1, 5.2.8.4.4 and 5.6.2.4).
 *
 * @see ETSI TS 119 312 V1.4.3, 7 and 9, with the ends of use of its earlier editions: SHA-1 for signatures August 2012,
 *   RSA below 1,900 bits October 2019. TT 15/2025/TT-BKHCN, Phụ lục I, since 15/08/2025: RSA from 2,048 bits, curves
 *   from 256 bits, no SHA-1.
 */
const ENDS = {
  sha1: new Date('2012-08-01T00:00:00Z'),
  rsaBelow1900: new Date('2019-10-01T00:00:00Z'),
  thisYearsRules: new Date('2025-08-15T00:00:00Z'),
}

const CURVE_BITS: Readonly<Record<string, number>> = { prime192v1: 192, secp224r1: 224, secp192k1: 192, secp224k1: 224 }

/** What a signature stands on: digests by node:crypto's names, and the key that made it. */
export type UsedAlgorithms = { digests: readonly string[]; key: KeyObject }

/** Whether what was used could be relied on no more at `at`. */
export function isTooWeakAt({ digests, key }: UsedAlgorithms, at: Date): boolean {
  return [digests.includes('sha1') ? ENDS.sha1 : undefined, endOfKey(key)].some((end) => end !== undefined && at >= end)
}

function endOfKey({ asymmetricKeyDetails: details }: KeyObject): Date | undefined {
  const bits = details?.modulusLength
  if (bits !== undefined && bits < 1900) return ENDS.rsaBelow1900
  const curve = CURVE_BITS[details?.namedCurve ?? '']
  return (bits !== undefined && bits < 2048) || curve !== undefined ? ENDS.thisYearsRules : undefined
}
