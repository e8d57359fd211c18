import type { FindingCode } from '#contract/findings'
import { CLOCK_DIFFERENCE_MS } from '../revocation/status.ts'
import { type CertificateAnswer, judgeCertificate } from './past-validation.ts'
import type { TimestampResult } from './timestamp.ts'
import { provedTimeOf, type ValidationContext } from './validation-context.ts'

/** A token with what its authority's certificate says of it. */
export type JudgedToken = {
  token: TimestampResult
  /** Its time counts as proved. */
  counts: boolean
  /** Of the authority's certificate; undefined where the token itself does not hold. */
  answer: CertificateAnswer | undefined
  /** Why it does not count by itself, whatever its authority's certificate. */
  own: readonly FindingCode[]
  /** Why it does not count, for the signature that it stands in. */
  findings: readonly FindingCode[]
}

/**
 * Judges a token for the time at which it is proved to have existed: that of a later document timestamp over it which
 * counts itself, else now. So an archive timestamp lends its time to the one before it, whose authority has expired since.
 *
 * @param end Offset after the bytes of the file that hold the token.
 * @see ETSI EN 319 102-1 V1.3.1, 5.4 and 5.6.3.
 */
export async function judgeToken(
  token: TimestampResult,
  end: number,
  context: ValidationContext,
): Promise<JudgedToken> {
  const signer = token.crypto?.signer
  const { time } = token
  if (!token.intact || !signer || !time) return { token, counts: false, answer: undefined, own: [], findings: [] }
  const moment = provedTimeOf(context, end)
  const answer = await judgeCertificate(
    {
      ...{ leaf: signer, purpose: 'timestamping', moment, freshAt: time, isProved: moment < context.at },
      ...{ madeAfter: time, claimedAt: undefined, digests: token.digests },
    },
    context,
  )
  const own = ownFindings(token, time, { moment, at: context.at })
  const findings = [...own, ...answer.findings.flatMap(asOfToken)]
  const counts = findings.length === 0
  return { token: { ...token, trusted: counts }, counts, answer, own, findings }
}

/** A token cannot be younger than a timestamp over it, nor than the checking itself. */
function ownFindings(token: TimestampResult, time: Date, { moment, at }: { moment: Date; at: Date }): FindingCode[] {
  if (!token.isByAuthority) return ['timestamp-untrusted']
  if (time.getTime() > at.getTime() + CLOCK_DIFFERENCE_MS) return ['timestamp-after-checking']
  return time.getTime() > moment.getTime() + CLOCK_DIFFERENCE_MS ? ['timestamp-untrusted'] : []
}

/** What a finding about the authority's certificate means for the signature that the token stands in. */
const AS_OF_TOKEN: Readonly<Partial<Record<FindingCode, FindingCode>>> = {
  'no-trust-anchors': 'timestamp-untrusted',
  'no-chain': 'timestamp-untrusted',
  'chain-constraints': 'timestamp-untrusted',
  'certificate-not-yet-valid': 'timestamp-untrusted',
  'signed-before-validity': 'timestamp-untrusted',
  'signed-after-validity': 'timestamp-untrusted',
  'certificate-revoked': 'timestamp-revoked',
  'revoked-without-proof': 'timestamp-revoked',
  'issuer-revoked': 'timestamp-revoked',
  'certificate-expired': 'timestamp-expired',
  'weak-algorithm': 'timestamp-weak',
  'certificate-on-hold': 'timestamp-revocation-unknown',
  'revocation-unavailable': 'timestamp-revocation-unknown',
  'revocation-outdated': 'timestamp-revocation-unknown',
  'revocation-weak': 'timestamp-revocation-unknown',
}

const asOfToken = (code: FindingCode): FindingCode[] => {
  const found = AS_OF_TOKEN[code]
  return found ? [found] : []
}

export type BestSignatureTime = {
  time: Date
  provedBy: 'signature-timestamp' | 'document-timestamp' | 'time-of-checking'
}

/**
 * The earliest time at which a signature is proved to have existed: by its own tokens and by the document timestamps over
 * it, as far as they count; without any it is the time of checking.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.5.4.
 */
export function bestSignatureTime(
  tokens: readonly JudgedToken[],
  end: number,
  context: ValidationContext,
): BestSignatureTime {
  const { at } = context
  const byDocument = provedTimeOf(context, end)
  const own = tokens.flatMap(({ counts, token }) => (counts && token.time ? [token.time] : []))
  const earliest = own.reduce<Date | undefined>((first, time) => (first && first <= time ? first : time), undefined)
  // Where no document timestamp proves more, a token that counts does, be its clock a minute ahead of ours.
  if (earliest && (earliest <= byDocument || byDocument >= at))
    return { time: earliest, provedBy: 'signature-timestamp' }
  return { time: byDocument, provedBy: byDocument < at ? 'document-timestamp' : 'time-of-checking' }
}
