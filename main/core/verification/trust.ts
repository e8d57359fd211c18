import type { FindingCode } from '#contract/findings'
import type { Certificate } from '../certificates/certificate.ts'
import { type ChainResult, findChain } from '../certificates/chain.ts'
import { isForSigning } from '../certificates/usable.ts'

export type TrustQuestion = {
  signer: Certificate
  /** Certificates that came with the signature. */
  pool: readonly Certificate[]
  anchors: readonly Certificate[]
  /** When the signature is proved to have existed: a trusted timestamp's time, else the time of checking. */
  provedAt: Date
  /** When the signer says to have signed. */
  claimedAt: Date | undefined
}

export type TrustAnswer = { trusted: boolean; findings: readonly FindingCode[] }

/**
 * Whether the signer's certificate chains up to an anchor, is for signatures, and was valid when it signed. A signing time
 * that is only claimed proves nothing: outside the validity it leaves the signature undecided, as an expired certificate
 * without timestamp does. Revocation is not looked at in this first level: that is a finding of its own which does not
 * prevent a signature from passing.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.2.6 and 5.6.2; TT 15/2025/TT-BKHCN, Phụ lục II.
 */
export function judgeTrust({ signer, pool, anchors, provedAt, claimedAt }: TrustQuestion): TrustAnswer {
  const findings: FindingCode[] = ['revocation-not-checked']
  if (provedAt > signer.notAfter) findings.push('certificate-expired')
  if (provedAt < signer.notBefore) findings.push('certificate-not-yet-valid')
  if (claimedAt && !isWithin(claimedAt, signer)) findings.push('signed-outside-validity')
  if (!isForSigning(signer)) findings.push('certificate-not-for-signing')
  const result = findChain(signer, pool, anchors, clamp(provedAt, signer))
  const problem = problemOf(result)
  if (problem) findings.push(problem)
  return { trusted: result.found, findings }
}

function problemOf(result: ChainResult): FindingCode | undefined {
  if (result.found) return undefined
  if (result.problem === 'no-anchors') return 'no-trust-anchors'
  return result.problem === 'no-issuer' ? 'no-chain' : 'chain-constraints'
}

function isWithin(instant: Date, { notBefore, notAfter }: Certificate): boolean {
  return instant >= notBefore && instant <= notAfter
}

/** The chain is looked for within the leaf's own validity: that it is outside now is said once, by its own finding. */
function clamp(instant: Date, { notBefore, notAfter }: Certificate): Date {
  if (instant < notBefore) return notBefore
  return instant > notAfter ? notAfter : instant
}
