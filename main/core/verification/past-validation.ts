import type { RevocationFacts } from '#contract'
import type { FindingCode } from '#contract/findings'
import { isTooWeakAt, usedBy } from '../certificates/algorithm-dates.ts'
import type { Certificate } from '../certificates/certificate.ts'
import type { ChainProblem } from '../certificates/chain.ts'
import { isForSigning, mayCertifySigners } from '../certificates/usable.ts'
import { findPath } from './certificate-path.ts'
import { NOT_ASKED, type RevocationAnswer, revocationOf } from './revocation-of-signature.ts'
import type { ValidationContext } from './validation-context.ts'

export type CertificateQuestion = {
  /** Whose key made the signature or the token. */
  leaf: Certificate
  purpose: 'signing' | 'timestamping'
  /** Best signature time: the signature is proved to have existed then. */
  moment: Date
  /** Evidence has to be in force then: the moment itself, or for a token the time that it says. */
  freshAt: Date
  /** A timestamp proves the moment; else it is the time of checking. */
  isProved: boolean
  /** The signature was made no earlier: it covers something of that time. */
  madeAfter: Date | undefined
  /** When the signer says to have signed. */
  claimedAt: Date | undefined
  /** Digests that the signature stands on. */
  digests: readonly string[]
}

export type CertificateAnswer = {
  trusted: boolean
  chain: readonly Certificate[]
  /** Of the certificate itself; null where there is no issuer. */
  revocation: RevocationFacts | null
  findings: readonly FindingCode[]
}

/**
 * Whether a certificate could make this signature: it chains up to an anchor, was valid and not revoked, nor were its
 * issuers, and what was used was strong enough, all at the moment at which the signature is proved to have existed. So an
 * expired or later revoked certificate passes with a timestamp from before, and does not without.
 *
 * A claimed time proves nothing for the signer; against it, it does: who claims to have signed after the revocation has.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.2.6, 5.2.8, 5.5.4 and 5.6.2.4; TT 15/2025/TT-BKHCN, Phụ lục II.
 */
export async function judgeCertificate(
  question: CertificateQuestion,
  context: ValidationContext,
): Promise<CertificateAnswer> {
  const { leaf, moment, purpose } = question
  const path = await findPath(leaf, moment, { ...context, anchors: context.anchorsFor[purpose] })
  const findings: FindingCode[] = [...validityFindings(question)]
  if (purpose === 'signing' && !isMeantForSigning(leaf, path.chain)) findings.push('certificate-not-for-signing')
  if (isTooWeak(question, path.chain)) findings.push('weak-algorithm')
  if (!path.trusted) {
    findings.push(problemFinding(path.problem), 'revocation-not-checked')
    const revocation = path.chain.length > 1 ? NOT_ASKED : null
    return { trusted: false, chain: path.chain, revocation, findings }
  }
  const statuses = await statusesOf(path.chain, question, context)
  findings.push(
    ...statuses.flatMap((status, index) =>
      index === 0 ? ownFindings(status, question) : issuerFindings(status, moment),
    ),
  )
  return { trusted: true, chain: path.chain, revocation: statuses[0]?.facts ?? null, findings }
}

/** The leaf, and what those between it and the anchor may certify. */
const isMeantForSigning = (leaf: Certificate, chain: readonly Certificate[]): boolean =>
  isForSigning(leaf) && chain.slice(1, -1).every(mayCertifySigners)

function problemFinding(problem: ChainProblem): FindingCode {
  if (problem === 'no-anchors') return 'no-trust-anchors'
  return problem === 'no-issuer' ? 'no-chain' : 'chain-constraints'
}

function validityFindings({
  leaf,
  moment,
  isProved,
  madeAfter,
  claimedAt,
  purpose,
}: CertificateQuestion): FindingCode[] {
  const findings: FindingCode[] = []
  if (madeAfter && madeAfter > leaf.notAfter) findings.push('signed-after-validity')
  if (moment > leaf.notAfter) findings.push('certificate-expired')
  if (moment < leaf.notBefore) findings.push(isProved ? 'signed-before-validity' : 'certificate-not-yet-valid')
  const isOutside = claimedAt && (claimedAt < leaf.notBefore || claimedAt > leaf.notAfter)
  if (isOutside && purpose === 'signing') findings.push('signed-outside-validity')
  return findings
}

/** The signature itself, and the certificates of the chain; an anchor's own signature is not questioned. */
function isTooWeak({ leaf, digests, moment }: CertificateQuestion, chain: readonly Certificate[]): boolean {
  if (isTooWeakAt({ digests, key: leaf.publicKey }, moment)) return true
  return chain.slice(0, -1).some(({ signed }, index) => {
    const issuer = chain[index + 1]
    return issuer !== undefined && isTooWeakAt(usedBy(signed, issuer), moment)
  })
}

/**
 * Status of every certificate below the anchor, the leaf's first. It is asked from the anchor down: what a revoked issuer
 * has signed counts only if it is proved to be from before.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.6.2.2 (validation time sliding).
 */
async function statusesOf(
  chain: readonly Certificate[],
  { moment, freshAt }: CertificateQuestion,
  context: ValidationContext,
): Promise<RevocationAnswer[]> {
  const statuses: RevocationAnswer[] = []
  let until = context.at
  for (let index = chain.length - 2; index >= 0; index -= 1) {
    const [certificate, issuer] = chain.slice(index, index + 2)
    if (!certificate || !issuer) break
    const isUnderAnchor = index === chain.length - 2
    const asked = { certificate, issuer, isUnderAnchor, freshAt, moment, until }
    const answer = await revocationOf(asked, context)
    if (answer.revokedAt && answer.revokedAt < until) until = answer.revokedAt
    statuses.unshift(answer)
  }
  return statuses
}

const OPEN = {
  'not-checked': 'revocation-not-checked',
  outdated: 'revocation-outdated',
  weak: 'revocation-weak',
  unavailable: 'revocation-unavailable',
} as const satisfies Record<NonNullable<RevocationAnswer['open']>, FindingCode>

function ownFindings(answer: RevocationAnswer, { moment, madeAfter, claimedAt }: CertificateQuestion): FindingCode[] {
  const { open, revokedAt, isOnHold } = answer
  if (open) return [OPEN[open]]
  if (!revokedAt || revokedAt > moment) return []
  if (isOnHold) return ['certificate-on-hold']
  const isMadeAfter = [madeAfter, claimedAt].some((time) => time !== undefined && time >= revokedAt)
  return [isMadeAfter ? 'certificate-revoked' : 'revoked-without-proof']
}

function issuerFindings({ open, revokedAt }: RevocationAnswer, moment: Date): FindingCode[] {
  if (open) return [OPEN[open]]
  return revokedAt && revokedAt <= moment ? ['issuer-revoked'] : []
}
