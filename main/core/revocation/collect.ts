import { AppError } from '#contract'
import { type Certificate, isSameCertificate } from '../certificates/certificate.ts'
import type { TrustServices } from '../ports.ts'
import type { Evidence, RevocationChecker } from './check-revocation.ts'
import { findIssuer, isSelfSigned } from './issuers.ts'
import { isNotToBeChecked } from './pointers.ts'

/** What a validator needs in twenty years, when nobody answers any more (EN 319 142-1, 5.4.2.2). */
export type ValidationData = {
  certificates: readonly Uint8Array[]
  ocsps: readonly Uint8Array[]
  crls: readonly Uint8Array[]
}

export type CollectingParts = { services: TrustServices; revocation: RevocationChecker }

type Question = {
  /** Signers and time-stamping authorities. */
  leaves: readonly Certificate[]
  /** Certificates to build chains with. */
  pool: readonly Certificate[]
  anchors: readonly Certificate[]
}

/** Chains of a few signers, their authorities and responders; more is not made for us. */
const MAX_CERTIFICATES = 60
/** A list goes into every document that is signed: a larger one would make a letter of one page a file of its size. */
const MAX_LIST_BYTES = 16 << 20

/**
 * Collects for every leaf its chain up to an anchor or a self-signed certificate, and for each certificate of the chains
 * what says that it was not revoked; OCSP responders with certificates of their own included.
 *
 * @throws AppError `certificate-revoked`, `issuer-not-found`, `revocation-unavailable`, `validation-data-too-large`.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3 (B-LT: certificate and revocation values); RFC 6960, 4.2.2.2.
 */
export async function collectValidationData(parts: CollectingParts, question: Question): Promise<ValidationData> {
  const found: Certificate[] = []
  const evidence: Evidence[] = []
  const pool = [...question.pool, ...question.anchors, ...question.leaves]
  const waiting = [...question.leaves]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const certificate = next
    if (found.some((one) => isSameCertificate(one, certificate))) continue
    if (found.length >= MAX_CERTIFICATES) throw new AppError('issuer-not-found', { issuer: certificate.facts.issuer })
    found.push(certificate)
    if (question.anchors.some((one) => isSameCertificate(one, certificate)) || isSelfSigned(certificate)) continue
    const issuer = await findIssuer(parts.services, certificate, pool)
    if (!issuer) throw new AppError('issuer-not-found', { issuer: certificate.facts.issuer })
    waiting.push(issuer)
    if (isNotToBeChecked(certificate)) continue
    const proof = await proveNotRevoked(parts, certificate, issuer)
    evidence.push(proof)
    if (proof.kind === 'ocsp') {
      pool.push(...proof.certificates)
      if (proof.responder) waiting.push(proof.responder)
    }
  }
  return {
    certificates: found.map(({ der }) => der),
    ocsps: evidence.flatMap(({ kind, der }) => (kind === 'ocsp' ? [der] : [])),
    crls: evidence.flatMap(({ kind, der }) => (kind === 'crl' ? [der] : [])),
  }
}

async function proveNotRevoked(
  { revocation }: CollectingParts,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Evidence> {
  const { subject } = certificate.facts
  const answer = await revocation.check(certificate, issuer)
  if (answer.kind === 'revoked') {
    throw new AppError('certificate-revoked', { subject, revokedAt: answer.at.toISOString() })
  }
  if (answer.kind === 'unknown') {
    throw new AppError('revocation-unavailable', { subject, problem: answer.problems.join(', ') })
  }
  const { kind, der } = answer.evidence
  if (kind === 'crl' && der.length > MAX_LIST_BYTES) {
    throw new AppError('validation-data-too-large', { issuer: issuer.facts.subject, size: der.length })
  }
  return answer.evidence
}
