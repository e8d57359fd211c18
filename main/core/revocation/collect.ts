import { AppError } from '#contract'
import { type Certificate, displayNameOf, isSameCertificate, issuerNameOf } from '../certificates/certificate.ts'
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

export type CollectingParts = {
  services: TrustServices
  revocation: RevocationChecker
  /** For all that one document asks for together; ten minutes if absent. */
  deadlineMs?: number
}

type Question = {
  /** Signers and time-stamping authorities. */
  leaves: readonly Certificate[]
  /** Certificates to build chains with. */
  pool: readonly Certificate[]
  anchors: readonly Certificate[]
  /** Of the key that signs: its services may be asked without an anchor above it. */
  own?: Certificate | undefined
}

/** Chains of a few signers, their authorities and responders; more is not made for us. */
const MAX_CERTIFICATES = 60
const MAX_CHAIN = 10
const LONGEST_MS = 600_000
/** A list goes into every document that is signed: a larger one would make a letter of one page a file of its size. */
const MAX_LIST_BYTES = 16 << 20

/**
 * Collects for every leaf its chain up to an anchor or a self-signed certificate, and for each certificate of the chains
 * what says that it was not revoked; OCSP responders with certificates of their own included. Where there are anchors,
 * nobody is asked about a certificate that does not chain to one of them: its addresses could be anybody's.
 *
 * @throws AppError `certificate-revoked`, `issuer-not-found`, `revocation-unavailable`, `validation-data-too-large`.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3 (B-LT: certificate and revocation values); RFC 6960, 4.2.2.2.
 */
export async function collectValidationData(parts: CollectingParts, question: Question): Promise<ValidationData> {
  const deadline = AbortSignal.timeout(parts.deadlineMs ?? LONGEST_MS)
  const [first] = question.leaves
  const subject = first ? displayNameOf(first) : ''
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => {
      reject(new AppError('revocation-unavailable', { subject, problem: 'deadline' }))
    }
    deadline.addEventListener('abort', giveUp, { once: true })
  })
  return Promise.race([collect(parts, question, deadline), late])
}

async function collect(parts: CollectingParts, question: Question, deadline: AbortSignal): Promise<ValidationData> {
  const found: Certificate[] = []
  const evidence: Evidence[] = []
  const pool = [...question.anchors, ...question.pool, ...question.leaves]
  await requireAnchored(parts, question, pool)
  const waiting = [...question.leaves]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const certificate = next
    deadline.throwIfAborted()
    if (found.some((one) => isSameCertificate(one, certificate))) continue
    if (found.length >= MAX_CERTIFICATES) throw issuerNotFound(certificate)
    found.push(certificate)
    if (isEndOfChain(certificate, question)) continue
    const issuer = await findIssuer(parts.services, certificate, pool)
    if (!issuer) throw issuerNotFound(certificate)
    waiting.push(issuer)
    if (isNotToBeChecked(certificate)) continue
    const proof = await proveNotRevoked(parts, certificate, issuer)
    evidence.push(proof)
    const { certificates, responders } = signersOf(proof)
    pool.push(...certificates)
    waiting.push(...responders)
  }
  return {
    certificates: found.map(({ der }) => der),
    ocsps: evidence.flatMap(({ kind, der }) => (kind === 'ocsp' ? [der] : [])),
    crls: evidence.flatMap(({ kind, der }) => (kind === 'crl' ? [der] : [])),
  }
}

const isEndOfChain = (certificate: Certificate, { anchors }: Question): boolean =>
  anchors.some((one) => isSameCertificate(one, certificate)) || isSelfSigned(certificate)

/** Who signed an answer, where that is another than the issuer, and what it brought along. */
function signersOf(proof: Evidence): { certificates: readonly Certificate[]; responders: readonly Certificate[] } {
  if (proof.kind === 'crl') return { certificates: [], responders: [] }
  return { certificates: proof.certificates, responders: proof.responder ? [proof.responder] : [] }
}

async function requireAnchored(parts: CollectingParts, question: Question, pool: Certificate[]): Promise<void> {
  const { leaves, anchors, own } = question
  if (anchors.length === 0) return
  for (const leaf of leaves) {
    const isOwn = own !== undefined && isSameCertificate(leaf, own)
    if (!isOwn) await requireChain(parts, leaf, { pool, anchors })
  }
}

/**
 * Issuers that are fetched on the way are put into the pool: they are needed again.
 *
 * @throws AppError `issuer-not-found` where the chain ends at none of the anchors.
 */
export async function requireChain(
  { services }: Pick<CollectingParts, 'services'>,
  leaf: Certificate,
  { pool, anchors }: { pool: Certificate[]; anchors: readonly Certificate[] },
): Promise<void> {
  let at = leaf
  for (let length = 0; length < MAX_CHAIN; length += 1) {
    const certificate = at
    if (anchors.some((anchor) => isSameCertificate(anchor, certificate))) return
    const issuer = isSelfSigned(certificate) ? undefined : await findIssuer(services, certificate, pool)
    if (issuer === undefined) break
    if (!pool.includes(issuer)) pool.push(issuer)
    at = issuer
  }
  throw issuerNotFound(at)
}

const issuerNotFound = (certificate: Certificate): AppError =>
  new AppError('issuer-not-found', { subject: displayNameOf(certificate), issuer: issuerNameOf(certificate) })

async function proveNotRevoked(
  { revocation }: CollectingParts,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Evidence> {
  const subject = displayNameOf(certificate)
  const answer = await revocation.check(certificate, issuer)
  if (answer.kind === 'revoked') {
    throw new AppError('certificate-revoked', { subject, revokedAt: answer.at.toISOString() })
  }
  if (answer.kind === 'unknown') {
    throw new AppError('revocation-unavailable', { subject, problem: answer.problems.join(', ') })
  }
  const { kind, der } = answer.evidence
  if (kind === 'crl' && der.length > MAX_LIST_BYTES) {
    throw new AppError('validation-data-too-large', { issuer: displayNameOf(issuer), size: der.length })
  }
  return answer.evidence
}
