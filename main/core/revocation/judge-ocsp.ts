import { createHash } from 'node:crypto'
import { isAnyTooWeakAt, type UsedAlgorithms, usedBy } from '../certificates/algorithm-dates.ts'
import type { Certificate } from '../certificates/certificate.ts'
import { isIssuedBy } from '../certificates/chain.ts'
import { isSameName } from '../certificates/names.ts'
import { isSignatureOver } from '../certificates/signature-value.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { keyBitsOf, type OcspResponse, readOcspResponse, type SingleResponse } from './ocsp-messages.ts'
import {
  CLOCK_DIFFERENCE_MS,
  freshnessProblem,
  type RevocationProblem,
  type RevocationStatus,
  unusable,
} from './status.ts'

export type OcspQuestion = {
  certificate: Certificate
  issuer: Certificate
  /** For when the answer must be good; absent where only what it says and who says it is asked. */
  at?: Date
  /** What was asked with; an answer may leave it out, never change it. */
  nonce?: Uint8Array
}

export type OcspJudgement = {
  status: RevocationStatus
  /** Who signed the answer, where that is another than the issuer. */
  responder: Certificate | undefined
  thisUpdate: Date | undefined
  nextUpdate: Date | undefined
  /** The responder keeps what it knows of certificates that ran out since then (RFC 6960, 4.4.4). */
  reachesBackTo: Date | undefined
  /** What the answer stands on: its own signature, and the one that its responder's certificate bears. */
  used: readonly UsedAlgorithms[]
}

/**
 * What an OCSP response says of a certificate, and whether it can be relied on: signed by the issuer, or by a responder
 * whose certificate the issuer itself has issued for this purpose; in force; about this very certificate.
 *
 * @see RFC 6960, 3.2, 4.2.2.1 and 4.2.2.2.
 */
export function judgeOcsp(bytes: Uint8Array, question: OcspQuestion): OcspJudgement {
  try {
    const response = readOcspResponse(bytes)
    return response ? judge(response, question) : refused('not-successful')
  } catch (error) {
    if (error instanceof DerError) return refused('malformed')
    throw error
  }
}

const refused = (problem: RevocationProblem): OcspJudgement => ({
  status: unusable(problem),
  responder: undefined,
  thisUpdate: undefined,
  nextUpdate: undefined,
  reachesBackTo: undefined,
  used: [],
})

function judge(response: OcspResponse, question: OcspQuestion): OcspJudgement {
  const { certificate, issuer, at } = question
  const { signer, problem } = findSigner(response, issuer)
  if (problem) return refused(problem)
  if (isOtherNonce(response, question)) return refused('nonce-wrong')
  const single = response.responses.find((one) => one.isAbout(certificate, issuer))
  if (single === undefined || single.hasUnknownCritical) return refused('unknown-certificate')
  const responder = signer === issuer ? undefined : signer
  const used = [usedBy(response.signed, signer), ...(responder ? [usedBy(responder.signed, issuer)] : [])]
  const problemNow = timeProblem(single, { response, responder, at }) ?? strengthProblem(single, used, at)
  if (problemNow) return refused(problemNow)
  const status = single.status.kind === 'unknown' ? unusable('unknown-certificate') : single.status
  const { thisUpdate, nextUpdate, archiveCutoff } = single
  return { status, responder, thisUpdate, nextUpdate, reachesBackTo: archiveCutoff, used }
}

/** A revocation is believed however weakly it is signed. */
function strengthProblem(
  { status }: SingleResponse,
  used: readonly UsedAlgorithms[],
  at: Date | undefined,
): RevocationProblem | undefined {
  return at && status.kind === 'good' && isAnyTooWeakAt(used, at) ? 'weak-algorithm' : undefined
}

/**
 * A response speaks of a time before it was signed, never of one to come: who keeps the key of a responder that has run out
 * could else date what it says as late as wanted. A responder that was renewed since may speak of a time before its own.
 *
 * @see RFC 6960, 2.4 (thisUpdate, producedAt) and 4.2.2.1.
 */
function timeProblem(
  single: SingleResponse,
  { response, responder, at }: { response: OcspResponse; responder: Certificate | undefined; at: Date | undefined },
): RevocationProblem | undefined {
  const { thisUpdate } = single
  if (thisUpdate.getTime() > response.producedAt.getTime() + CLOCK_DIFFERENCE_MS) return 'not-yet-valid'
  if (responder && thisUpdate > responder.notAfter) return 'not-yet-valid'
  return at && freshnessProblem(single, at)
}

const isOtherNonce = (response: OcspResponse, { nonce }: OcspQuestion): boolean =>
  nonce !== undefined && response.nonce !== undefined && Buffer.compare(nonce, response.nonce) !== 0

type Signer = { signer: Certificate; problem?: undefined } | { signer?: undefined; problem: RevocationProblem }

/**
 * Who made the signature, of all that have the responder's name: a responder that was renewed sends old and new ones, in
 * any order. The issuer first: it needs no further proof.
 */
function findSigner(response: OcspResponse, issuer: Certificate): Signer {
  let problem: RevocationProblem = 'signed-by-a-stranger'
  for (const signer of [issuer, ...response.certificates].filter((one) => isNamed(one, response))) {
    if (!isAuthorised(signer, issuer, response.producedAt)) problem = 'responder-not-authorised'
    else if (isSignedBy(response, signer)) return { signer }
    else problem = 'signature-wrong'
  }
  return { problem }
}

function isNamed(candidate: Certificate, { responder }: OcspResponse): boolean {
  return 'name' in responder
    ? isSameName(candidate.subject, responder.name)
    : Buffer.compare(createHash('sha1').update(keyBitsOf(candidate)).digest(), responder.keyHash) === 0
}

/** The issuer itself, or one that it has delegated: issued by it, in force, for OCSP signing (RFC 6960, 4.2.2.2). */
function isAuthorised(signer: Certificate, issuer: Certificate, producedAt: Date): boolean {
  if (signer === issuer) return true
  const isDelegated = signer.extensions.extendedKeyUsage?.includes(OID.ocspSigning) === true
  const isInForce = producedAt >= signer.notBefore && producedAt <= signer.notAfter
  return isDelegated && isInForce && isSameName(signer.issuer, issuer.subject) && isIssuedBy(signer, issuer)
}

function isSignedBy({ signed: { data, algorithm, value } }: OcspResponse, { publicKey }: Certificate): boolean {
  return algorithm !== undefined && isSignatureOver(data, value, { key: publicKey, algorithm })
}
