/** What a responder or a list says of one certificate. */
export type RevocationStatus =
  | { kind: 'good' }
  | { kind: 'revoked'; at: Date; reason: string | undefined }
  /** The answer cannot be relied on, or says nothing of this certificate. */
  | { kind: 'unusable'; problem: RevocationProblem }

export type RevocationProblem =
  | 'malformed'
  | 'not-successful'
  | 'unknown-certificate'
  | 'not-yet-valid'
  | 'outdated'
  | 'signed-by-a-stranger'
  | 'responder-not-authorised'
  | 'signature-wrong'
  | 'other-issuer'
  | 'nonce-wrong'
  | 'partial-list'
  | 'weak-algorithm'
  | 'responder-revoked'

export const unusable = (problem: RevocationProblem): RevocationStatus => ({ kind: 'unusable', problem })

/** CRLReason by its number (RFC 5280, 5.3.1). */
export const REVOCATION_REASONS: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
}

/** Clocks of an office and of a responder differ by minutes. */
export const CLOCK_DIFFERENCE_MS = 5 * 60_000
/** An answer that does not say until when it is good is good for this long. */
const WITHOUT_NEXT_UPDATE_MS = 24 * 3_600_000

/** Whether an answer made at `thisUpdate` may be relied on at `at` (RFC 6960, 4.2.2.1; RFC 5280, 6.3.3). */
export function freshnessProblem(
  { thisUpdate, nextUpdate }: { thisUpdate: Date; nextUpdate: Date | undefined },
  at: Date,
): RevocationProblem | undefined {
  const now = at.getTime()
  if (thisUpdate.getTime() > now + CLOCK_DIFFERENCE_MS) return 'not-yet-valid'
  const end = nextUpdate?.getTime() ?? thisUpdate.getTime() + WITHOUT_NEXT_UPDATE_MS
  return end + CLOCK_DIFFERENCE_MS < now ? 'outdated' : undefined
}
