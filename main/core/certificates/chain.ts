import { type Certificate, isSameCertificate } from './certificate.ts'
import { isWithinConstraints } from './name-constraints.ts'
import { isSameName } from './names.ts'
import { isSignatureOver } from './signature-value.ts'

const MAX_CHAIN_LENGTH = 10
/** Signature checks in one search: a pool made to branch endlessly ends here. */
const MAX_SIGNATURE_CHECKS = 100

/** Why no chain was found, the nearest miss first. */
export type ChainProblem =
  | 'no-anchors'
  | 'no-issuer'
  | 'issuer-not-a-ca'
  | 'chain-too-long'
  | 'certificate-outside-validity'
  | 'unknown-critical-extension'
  | 'name-not-permitted'
  | 'search-too-large'

export type ChainResult =
  | { readonly found: true; readonly chain: readonly Certificate[] }
  | { readonly found: false; readonly problem: ChainProblem; readonly subject: string }

type Search = {
  pool: readonly Certificate[]
  anchors: readonly Certificate[]
  at: Date
  checks: number
  problem: ChainProblem
  subject: string
}

/**
 * Looks for a path from `leaf` to one of the anchors in which every certificate is signed by the next, the issuers are
 * authorities that may sign certificates and may have that many below them, and everything but the anchor is valid at
 * `at`. Names only choose whom to try; the signature decides.
 *
 * @param pool Certificates to build with, in any order; none of them is trusted.
 * @param anchors What is trusted; an anchor's own signature and validity are not questioned (RFC 5280, 6.1.1 d).
 * @see RFC 5280, 6.1 (without policies; revocation is not looked at here).
 */
export function findChain(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
): ChainResult {
  if (anchors.length === 0) return { found: false, problem: 'no-anchors', subject: leaf.facts.subject }
  const search: Search = { pool, anchors, at, checks: 0, problem: 'no-issuer', subject: leaf.facts.issuer }
  const chain = extend([leaf], search)
  return chain ? { found: true, chain } : { found: false, problem: search.problem, subject: search.subject }
}

function extend(chain: readonly Certificate[], search: Search): readonly Certificate[] | undefined {
  const last = chain.at(-1)
  if (last === undefined) return undefined
  if (search.anchors.some((anchor) => isSameCertificate(anchor, last))) return chain
  const problem = problemOf(last, chain.length, search.at)
  if (problem) {
    miss(search, problem, last)
    return undefined
  }

  for (const issuer of issuersOf(last, chain, search)) {
    const caProblem = authorityProblem(issuer, chain, search)
    if (caProblem) {
      miss(search, caProblem, issuer)
      continue
    }
    const whole = extend([...chain, issuer], search)
    if (whole) return whole
  }
  return undefined
}

function miss(search: Search, problem: ChainProblem, certificate: Certificate): void {
  search.problem = problem
  search.subject = certificate.facts.subject
}

function problemOf(certificate: Certificate, length: number, at: Date): ChainProblem | undefined {
  if (length > MAX_CHAIN_LENGTH) return 'chain-too-long'
  if (at < certificate.notBefore || at > certificate.notAfter) return 'certificate-outside-validity'
  if (certificate.extensions.unknownCritical.length > 0) return 'unknown-critical-extension'
  return undefined
}

/** Anchors first; each is yielded only after its key has verified the signature on `certificate`. */
function* issuersOf(certificate: Certificate, chain: readonly Certificate[], search: Search): Iterable<Certificate> {
  for (const candidate of [...search.anchors, ...search.pool]) {
    if (!mayHaveIssued(candidate, certificate) || chain.some((used) => isSameCertificate(used, candidate))) continue
    search.checks += 1
    if (search.checks > MAX_SIGNATURE_CHECKS) {
      miss(search, 'search-too-large', certificate)
      return
    }
    if (isIssuedBy(certificate, candidate)) yield candidate
  }
}

function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!isSameName(issuer.subject, certificate.issuer)) return false
  const [wanted, has] = [certificate.extensions.authorityKeyId, issuer.extensions.subjectKeyId]
  return wanted === undefined || has === undefined || Buffer.compare(wanted, has) === 0
}

/** Whether the issuer's key made the signature on the certificate (RFC 5280, 6.1.3 a.1). */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  const pair = `${certificate.facts.sha256} ${issuer.facts.sha256}`
  const known = issued.get(pair)
  if (known !== undefined) return known
  const { data, algorithm, value } = certificate.signed
  const answer = algorithm !== undefined && isSignatureOver(data, value, { key: issuer.publicKey, algorithm })
  if (issued.size >= MAX_REMEMBERED) issued.clear()
  issued.set(pair, answer)
  return answer
}

/** An office sees the same authorities in every document. */
const issued = new Map<string, boolean>()
const MAX_REMEMBERED = 2000

/**
 * An issuer is a CA, may sign certificates, may have that many CAs below it, and may certify their names. What issued
 * itself is not counted, and its names are not bound, but for the leaf's.
 *
 * @see RFC 5280, 6.1.3 (b) and (c), 6.1.4 (k) to (n).
 */
function authorityProblem(
  issuer: Certificate,
  below: readonly Certificate[],
  { anchors }: Search,
): ChainProblem | undefined {
  const { basicConstraints, keyUsage } = issuer.extensions
  if (basicConstraints?.ca !== true && !isPlainAnchor(issuer, anchors)) return 'issuer-not-a-ca'
  if (keyUsage && !keyUsage.has('keyCertSign')) return 'issuer-not-a-ca'
  const authoritiesBelow = below.slice(1).filter((one) => !isSelfIssued(one)).length
  const pathLength = basicConstraints?.pathLength
  if (pathLength !== undefined && authoritiesBelow > pathLength) return 'chain-too-long'
  const named = below.filter((one, index) => index === 0 || !isSelfIssued(one))
  return named.every((one) => isWithinConstraints(one, issuer)) ? undefined : 'name-not-permitted'
}

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => isSameName(subject, issuer)

/** A root from before there were extensions; whoever made it an anchor has said that it is an authority (6.1.1 d). */
function isPlainAnchor(issuer: Certificate, anchors: readonly Certificate[]): boolean {
  const isAnchor = issuer.extensions.all.size === 0 && anchors.some((anchor) => isSameCertificate(anchor, issuer))
  return isAnchor && isSelfIssued(issuer) && isIssuedBy(issuer, issuer)
}
