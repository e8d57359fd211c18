import { randomBytes } from 'node:crypto'
import { AppError } from '#contract'
import type { Certificate } from '../certificates/certificate.ts'
import type { Clock, TrustServices } from '../ports.ts'
import { judgeCrl } from './crl.ts'
import { createEvidenceCache, type EvidenceCache } from './evidence-cache.ts'
import { judgeOcsp } from './judge-ocsp.ts'
import { buildOcspRequest, readOcspResponse } from './ocsp-messages.ts'
import { isNotToBeChecked, readPointers } from './pointers.ts'
import type { RevocationStatus } from './status.ts'

/** What a status rests on, to be kept beside a signature (EN 319 142-1, 5.4.2.2). */
export type Evidence = { /** From an earlier question. */ kept: boolean; der: Uint8Array } & (
  | { kind: 'ocsp'; certificates: readonly Certificate[]; responder: Certificate | undefined }
  | { kind: 'crl' }
)

export type RevocationAnswer =
  | { kind: 'good'; evidence: Evidence }
  | { kind: 'revoked'; at: Date; reason: string | undefined; evidence: Evidence }
  /** Nobody could be asked, or no answer could be relied on: why not, one for each service. */
  | { kind: 'unknown'; problems: readonly string[] }

export type RevocationChecker = {
  check: (certificate: Certificate, issuer: Certificate) => Promise<RevocationAnswer>
}

type Parts = { services: TrustServices; clock: Clock; cache: EvidenceCache }
type Question = { certificate: Certificate; issuer: Certificate }

/**
 * Asks the certificate's OCSP responders, then its lists, until one answer can be relied on. Answers are kept until their
 * `nextUpdate`; questions that are asked at the same time share one call.
 *
 * @see RFC 6960; RFC 5280, 6.3.
 */
export function createRevocationChecker({
  services,
  clock,
  cache = createEvidenceCache(clock),
}: Omit<Parts, 'cache'> & { cache?: EvidenceCache }): RevocationChecker {
  const parts: Parts = { services, clock, cache }
  const underWay = new Map<string, Promise<RevocationAnswer>>()
  return {
    check: (certificate, issuer) => {
      const key = `${certificate.facts.sha256} ${issuer.facts.sha256}`
      const present = underWay.get(key)
      if (present) return present
      const fresh = ask(parts, { certificate, issuer }).finally(() => underWay.delete(key))
      underWay.set(key, fresh)
      return fresh
    },
  }
}

async function ask(parts: Parts, question: Question): Promise<RevocationAnswer> {
  const { ocsp, crls } = readPointers(question.certificate)
  const problems: string[] = []
  const sources = [
    ...ocsp.map((url) => () => askResponder(parts, question, url)),
    ...crls.map((url) => () => askList(parts, question, url)),
  ]
  for (const source of sources) {
    const answer = await source().catch(unanswered)
    if (answer.kind !== 'unknown') return answer
    problems.push(...answer.problems)
  }
  return { kind: 'unknown', problems: sources.length > 0 ? problems : ['no-service-named'] }
}

/** A service that fails is no answer; the next one is asked. */
function unanswered(error: unknown): RevocationAnswer {
  if (error instanceof AppError) return { kind: 'unknown', problems: [error.code] }
  throw error
}

function answerOf(status: RevocationStatus, evidence: Evidence): RevocationAnswer {
  if (status.kind === 'unusable') return { kind: 'unknown', problems: [status.problem] }
  return { ...status, evidence }
}

const NONCE_BYTES = 16

async function askResponder(parts: Parts, { certificate, issuer }: Question, url: string): Promise<RevocationAnswer> {
  const { services, clock, cache } = parts
  const key = `ocsp ${url} ${certificate.facts.sha256}`
  const known = cache.get(key)
  const nonce = randomBytes(NONCE_BYTES)
  const body = buildOcspRequest(certificate, issuer, nonce)
  const der = known ?? (await services.call({ kind: 'ocsp', url, body }))
  const asked = { certificate, issuer, at: clock.now(), ...(known ? {} : { nonce }) }
  const { status, responder, nextUpdate } = judgeOcsp(der, asked)
  if (status.kind !== 'unusable') cache.keep(key, der, nextUpdate)
  if (status.kind === 'good' && responder && (await isRevokedResponder(parts, { certificate: responder, issuer })))
    return { kind: 'unknown', problems: ['responder-revoked'] }
  const certificates = status.kind === 'unusable' ? [] : (readOcspResponse(der)?.certificates ?? [])
  return answerOf(status, { kind: 'ocsp', kept: known !== undefined, der, certificates, responder })
}

/**
 * Whether the issuer's own lists name a responder that it has delegated. Responders are not asked about responders, so this
 * ends; where no list can be had, the issuer has left it open, and the answer counts.
 *
 * @see RFC 6960, 4.2.2.2.1.
 */
async function isRevokedResponder(parts: Parts, question: Question): Promise<boolean> {
  if (isNotToBeChecked(question.certificate)) return false
  for (const url of readPointers(question.certificate).crls) {
    const answer = await askList(parts, question, url).catch(unanswered)
    if (answer.kind !== 'unknown') return answer.kind === 'revoked'
  }
  return false
}

async function askList(
  { services, clock, cache }: Parts,
  { certificate, issuer }: Question,
  url: string,
): Promise<RevocationAnswer> {
  const key = `crl ${url}`
  const known = cache.get(key)
  const der = known ?? unarmoured(await services.call({ kind: 'crl', url }))
  const { status, nextUpdate } = judgeCrl(der, { certificate, issuer, at: clock.now() })
  if (status.kind !== 'unusable') cache.keep(key, der, nextUpdate)
  return answerOf(status, { kind: 'crl', kept: known !== undefined, der })
}

const ARMOUR = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/

/** Some issuers publish their list as PEM (RFC 7468, 7). */
function unarmoured(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x2d) return bytes
  const base64 = ARMOUR.exec(Buffer.from(bytes).toString('latin1'))?.[1]
  return base64 === undefined ? bytes : Buffer.from(base64, 'base64')
}
