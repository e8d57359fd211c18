import type { RevocationFacts } from '#contract'
import { isAnyTooWeakAt } from '../certificates/algorithm-dates.ts'
import type { Certificate } from '../certificates/certificate.ts'
import { isNotToBeChecked, readPointers } from '../revocation/pointers.ts'
import { CLOCK_DIFFERENCE_MS, freshnessProblem, type RevocationStatus } from '../revocation/status.ts'
import { type JudgedEvidence, judgeEvidence } from './judged-evidence.ts'
import { type Evidence, provedTimeOf, type ValidationContext } from './validation-context.ts'

export type RevocationQuestion = {
  certificate: Certificate
  issuer: Certificate
  /** The issuer is an anchor: its own validity is not questioned. */
  isUnderAnchor: boolean
  /** Evidence has to be in force then: when the signature or the token was made, as far as that is proved. */
  freshAt: Date
  /** Until then a revocation counts: the best signature time. What is older is followed up where services may be asked. */
  moment: Date
  /** Evidence counts only if it is proved to have existed by then: no later than what its issuer's revocation spoils. */
  until: Date
}

export type RevocationAnswer = {
  /** Why nothing is known; undefined where it is. */
  open: 'not-checked' | 'outdated' | 'weak' | 'unavailable' | undefined
  /** Since when it is revoked, in whatever evidence. */
  revokedAt: Date | undefined
  isOnHold: boolean
  facts: RevocationFacts
}

type Found = JudgedEvidence & {
  evidence: Evidence
  thisUpdate: Date
  status: Exclude<RevocationStatus, { kind: 'unusable' }>
}

/**
 * What is known of the revocation of a certificate that chains up to an anchor, for a moment: from the file, else from its
 * services. Of evidence that can be relied on the latest counts; but a revocation, other than a hold, is never taken back.
 * Evidence that is only older than the moment, though in force then, is followed up where services may be asked, and so is a hold.
 *
 * A file may hold more than is judged of it. What was left out could be the revocation: then the file's own good news does
 * not count, services are asked, and without their answer nothing is known, which is held against the signature.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.2.5 (freshness), 5.2.6 and 5.6.2.2 (evidence proved in time); RFC 5280, 5.3.1.
 */
export async function revocationOf(
  question: RevocationQuestion,
  context: ValidationContext,
): Promise<RevocationAnswer> {
  const inFile = context.evidence.flatMap((one) => judgeFor(one, question, context))
  const isLeftOut = context.memory.isExceeded
  const known = latestOf(inFile.filter(isFound))
  if (known && !isLeftOut && !isToBeFollowedUp(known, question, context)) return answerOf(known)
  const outside = await ask(question, context)
  const fromServices = outside.found.flatMap((one) => judgeFor(one, question, context))
  const judged = [...inFile, ...fromServices]
  const found = latestOf(judged.filter(isFound))
  const isSure = !isLeftOut || found?.status.kind === 'revoked' || fromServices.some(isFound)
  if (found && isSure) return answerOf(found)
  const said = [...(isLeftOut ? ['too-much-evidence'] : []), ...fromServices.flatMap(problemsOf), ...outside.problems]
  return unknownFor(said, inFile.flatMap(problemsOf))
}

type Refused = { problem: string }
const isFound = (one: Found | Refused): one is Found => !('problem' in one)
const problemsOf = (one: Found | Refused): string[] => ('problem' in one ? [one.problem] : [])

/** Evidence of other certificates is nothing to tell of. */
const OF_OTHERS: ReadonlySet<string> = new Set(['unknown-certificate', 'other-issuer', 'signed-by-a-stranger'])

function judgeFor(evidence: Evidence, question: RevocationQuestion, context: ValidationContext): (Found | Refused)[] {
  const judged = judgeEvidence(evidence, question, context.memory)
  if (judged === undefined) return []
  const { status, thisUpdate } = judged
  if (status.kind === 'unusable' || thisUpdate === undefined) {
    const problem = status.kind === 'unusable' ? status.problem : 'malformed'
    return evidence.source === 'file' && OF_OTHERS.has(problem) ? [] : [{ problem }]
  }
  const provedAt = provedTimeOf(context, evidence.end)
  const problem =
    problemOf({ ...judged, thisUpdate }, question, provedAt) ??
    (isOfRevokedResponder(judged, question.issuer, { context, provedAt }) ? 'responder-revoked' : undefined)
  return [problem === undefined ? { ...judged, status, thisUpdate, evidence } : { problem }]
}

function problemOf(
  { status, thisUpdate, nextUpdate, reachesBackTo, used }: JudgedEvidence & { thisUpdate: Date },
  { certificate, issuer, isUnderAnchor, freshAt, until }: RevocationQuestion,
  provedAt: Date,
): string | undefined {
  if (status.kind === 'revoked') return undefined
  if (provedAt > until || (!isUnderAnchor && provedAt > issuer.notAfter)) return 'not-proved-in-time'
  if (isAnyTooWeakAt(used, provedAt)) return 'weak-algorithm'
  const { notAfter } = certificate
  if (thisUpdate > notAfter && (reachesBackTo === undefined || reachesBackTo > notAfter)) return 'after-expiry'
  // What was said after that instant is as good as it can be; what was said before must have been in force.
  return thisUpdate >= freshAt ? undefined : freshnessProblem({ thisUpdate, nextUpdate }, freshAt)
}

/**
 * Whether an answer that all is well is of a responder that was revoked before the answer is proved to have existed, by
 * whatever the file holds. What is said of a responder is taken as it stands, so this ends. A responder without the mark
 * that it need not be checked, of which nothing is said, is left to its issuer.
 *
 * @see RFC 6960, 4.2.2.2.1.
 */
function isOfRevokedResponder(
  { status, responder }: JudgedEvidence,
  issuer: Certificate,
  { context, provedAt }: { context: ValidationContext; provedAt: Date },
): boolean {
  if (status.kind !== 'good' || responder === undefined || isNotToBeChecked(responder)) return false
  return context.evidence.some((one) => {
    const said = judgeEvidence(one, { certificate: responder, issuer }, context.memory)?.status
    return said?.kind === 'revoked' && said.at <= provedAt
  })
}

function latestOf(found: readonly Found[]): Found | undefined {
  const sorted = [...found].sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())
  return sorted.find(({ status }) => status.kind === 'revoked' && status.reason !== 'certificateHold') ?? sorted[0]
}

/** In force at the moment but older than it: a revocation in between would not be in it. A hold may have been lifted since. */
function isToBeFollowedUp(
  { status, thisUpdate }: Found,
  { certificate, moment }: RevocationQuestion,
  { at }: ValidationContext,
): boolean {
  if (status.kind === 'revoked' && status.reason !== 'certificateHold') return false
  const latest = status.kind === 'good' ? moment : at
  return thisUpdate.getTime() + CLOCK_DIFFERENCE_MS < latest.getTime() && at <= certificate.notAfter
}

const NOTHING = { found: [], problems: [] }

async function ask({ certificate, issuer }: RevocationQuestion, { services, asked, left }: ValidationContext) {
  const { ocsp, crls } = readPointers(certificate)
  if (ocsp.length + crls.length === 0) return { ...NOTHING, problems: ['no-service-named'] }
  if (!services) return NOTHING
  const pair = `${certificate.facts.sha256} ${issuer.facts.sha256}`
  const known = asked.get(pair)
  if (known) return known
  // Not the same as nobody answering: whoever made the file may have meant it to be so.
  if (left.questions <= 0) return { ...NOTHING, problems: ['too-many-questions'] }
  left.questions -= 1
  const { answers, problems } = await services.evidence(certificate.der, issuer.der)
  const found = answers.map(
    ({ kind, der, kept }): Evidence => ({ kind, der, source: kept ? 'kept' : 'fetched', end: undefined }),
  )
  asked.set(pair, { found, problems })
  return { found, problems }
}

function answerOf({ status, thisUpdate, nextUpdate, evidence }: Found): RevocationAnswer {
  const isRevoked = status.kind === 'revoked'
  const reason = isRevoked ? (status.reason ?? '') : ''
  return {
    open: undefined,
    revokedAt: isRevoked ? status.at : undefined,
    isOnHold: reason === 'certificateHold',
    facts: {
      status: status.kind,
      source: evidence.source,
      kind: evidence.kind,
      producedAt: thisUpdate.toISOString(),
      nextUpdate: nextUpdate?.toISOString() ?? null,
      revokedAt: isRevoked ? status.at.toISOString() : null,
      reason,
      problems: [],
    },
  }
}

/** Nobody could be asked, or nobody can know any more: that is said, and nothing is held against the signature. */
const NO_ANSWER: ReadonlySet<string> = new Set([
  'service-unreachable',
  'service-answer-unreadable',
  'cancelled',
  'malformed',
  'not-successful',
  'no-service-named',
  'after-expiry',
])

/** What the file holds and is of no use leaves as open as a file without it: only what was said when asked is held against it. */
function unknownFor(said: readonly string[], inFile: readonly string[]): RevocationAnswer {
  const isOutdated = said.some((one) => one === 'outdated' || one === 'not-proved-in-time')
  const isRefused = said.some((one) => !NO_ANSWER.has(one))
  const isWeak = said.includes('weak-algorithm')
  const open = isOutdated ? 'outdated' : isWeak ? 'weak' : isRefused ? 'unavailable' : 'not-checked'
  return {
    open,
    revokedAt: undefined,
    isOnHold: false,
    facts: { ...NOT_ASKED, problems: [...new Set([...inFile, ...said])] },
  }
}

/** Of a certificate that leads to no anchor nothing is asked, and nothing that the file brings along is judged: anybody may make one. */
export const NOT_ASKED = {
  status: 'unknown',
  source: null,
  kind: null,
  producedAt: null,
  nextUpdate: null,
  revokedAt: null,
  reason: '',
  problems: [],
} as const satisfies RevocationFacts
