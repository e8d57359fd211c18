import { createHash } from 'node:crypto'
import { AppError, type CertificateCheck, type CertificateFinding } from '#contract'
import type { Clock, StoredKey, TrustServices } from '../ports.ts'
import type { RevocationAnswer, RevocationChecker } from '../revocation/check-revocation.ts'
import { findIssuer, isSelfSigned } from '../revocation/issuers.ts'
import { type Certificate, isSameCertificate, readCertificate } from './certificate.ts'
import { findChain } from './chain.ts'
import { isForSigning } from './usable.ts'

/** Steps at which a signer is reminded to renew, in days. */
export const EXPIRY_STEPS = [7, 30, 60, 90] as const

const DAY_MS = 86_400_000
const MAX_CHAIN = 6

type Parts = { services: TrustServices; revocation: RevocationChecker; clock: Clock }
type Question = { certificate: Uint8Array; chain: readonly Uint8Array[]; anchors: readonly Uint8Array[] }
type Finding = CertificateCheck['findings'][number]

/**
 * Checks a certificate before it signs: in force, meant for signatures, up to an authority that the office trusts, not
 * revoked, nor its issuers. What could not be checked is a finding that the signer has to see, not a silent yes.
 *
 * @throws AppError `certificate-unreadable`.
 * @see TT 15/2025/TT-BKHCN, Điều 5.1.a and Phụ lục II; RFC 5280, 6.
 */
export async function checkBeforeSigning(parts: Parts, question: Question): Promise<CertificateCheck> {
  const certificate = readCertificate(question.certificate)
  const anchors = question.anchors.map(readCertificate)
  const now = parts.clock.now()
  const path = await pathFrom(parts, certificate, [...question.chain.map(readCertificate), ...anchors])
  const own = await statusOf(parts, certificate, path[0])
  const findings: Finding[] = [
    ...ownFindings(certificate, now),
    ...chainFindings(certificate, { path, anchors, now }),
    ...revocationFindings(certificate, own),
    ...(await issuerFindings(parts, path, anchors)),
  ]
  return { findings, revocationBy: own.kind === 'unknown' ? null : own.evidence.kind }
}

const finding = (code: CertificateFinding, details: Finding['details'] = {}): Finding => ({ code, details })

function ownFindings(certificate: Certificate, now: Date): Finding[] {
  const { notBefore, notAfter } = certificate.facts
  if (now < certificate.notBefore) return [finding('not-yet-valid', { notBefore })]
  if (now > certificate.notAfter) return [finding('expired', { notAfter })]
  const found = isForSigning(certificate) ? [] : [finding('not-for-signing')]
  const days = Math.floor((certificate.notAfter.getTime() - now.getTime()) / DAY_MS)
  const step = EXPIRY_STEPS.find((limit) => days < limit)
  return step === undefined ? found : [...found, finding('ends-soon', { days, step, notAfter })]
}

/** Issuers one above the other, as far as they can be found. */
async function pathFrom(parts: Parts, leaf: Certificate, pool: readonly Certificate[]): Promise<Certificate[]> {
  const path: Certificate[] = []
  for (let at = leaf; path.length < MAX_CHAIN && !isSelfSigned(at); ) {
    const issuer = await findIssuer(parts.services, at, pool)
    if (!issuer) break
    path.push(issuer)
    at = issuer
  }
  return path
}

type Surroundings = { path: readonly Certificate[]; anchors: readonly Certificate[]; now: Date }

function chainFindings(certificate: Certificate, { path, anchors, now }: Surroundings): Finding[] {
  if (anchors.length === 0) return [finding('no-trust-anchors')]
  const { issuer } = certificate.facts
  const result = findChain(certificate, path, anchors, now)
  if (result.found || now < certificate.notBefore || now > certificate.notAfter) return []
  return [finding(result.problem === 'no-issuer' ? 'issuer-unknown' : 'chain-broken', { issuer })]
}

async function statusOf(
  { revocation }: Parts,
  certificate: Certificate,
  issuer: Certificate | undefined,
): Promise<RevocationAnswer> {
  if (!issuer) return { kind: 'unknown', problems: ['issuer-not-found'] }
  return revocation.check(certificate, issuer)
}

function revocationFindings({ facts }: Certificate, answer: RevocationAnswer): Finding[] {
  if (answer.kind === 'revoked') {
    return [finding('revoked', { subject: facts.subject, revokedAt: answer.at.toISOString() })]
  }
  return answer.kind === 'unknown' ? [finding('revocation-unknown', { problem: answer.problems.join(', ') })] : []
}

/** Authorities below the anchor: what is revoked there takes its certificates along. */
async function issuerFindings(
  parts: Parts,
  path: readonly Certificate[],
  anchors: readonly Certificate[],
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [index, certificate] of path.entries()) {
    if (anchors.some((anchor) => isSameCertificate(anchor, certificate)) || isSelfSigned(certificate)) break
    const answer = await statusOf(parts, certificate, path[index + 1])
    if (answer.kind === 'revoked') {
      const details = { issuer: certificate.facts.subject, revokedAt: answer.at.toISOString() }
      findings.push(finding('issuer-revoked', details))
    }
  }
  return findings
}

/**
 * Refuses what must not sign; the other refusals are `requireUsableForSigning`'s.
 *
 * @throws AppError `certificate-revoked`, `issuer-revoked`.
 */
export function requireNotRevoked({ findings }: CertificateCheck): void {
  for (const { code, details } of findings) {
    if (code === 'revoked') throw new AppError('certificate-revoked', details)
    if (code === 'issuer-revoked') throw new AppError('issuer-revoked', details)
  }
}

const KEPT_MS = 60_000

/** The check, remembered for a minute: what the sheet has shown is what the batch asks again. One that failed is not. */
export function createCertificateChecks(
  parts: Parts,
  anchors: () => Promise<readonly Uint8Array[]>,
): (key: Pick<StoredKey, 'certificate' | 'chain'>) => Promise<CertificateCheck> {
  const kept = new Map<string, { until: number; check: Promise<CertificateCheck> }>()
  return async ({ certificate, chain = [] }) => {
    const trusted = await anchors()
    const key = keyOf([[certificate], chain, trusted])
    const now = parts.clock.now().getTime()
    const known = kept.get(key)
    if (known && known.until > now) return known.check
    for (const [name, { until }] of kept) if (until <= now) kept.delete(name)
    const check = checkBeforeSigning(parts, { certificate, chain, anchors: trusted })
    const entry = { until: now + KEPT_MS, check }
    kept.set(key, entry)
    check.catch(() => {
      if (kept.get(key) === entry) kept.delete(key)
    })
    return check
  }
}

const keyOf = (groups: readonly (readonly Uint8Array[])[]): string =>
  groups.map((group) => group.map((der) => createHash('sha256').update(der).digest('hex')).join()).join(' ')
