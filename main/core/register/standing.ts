import type { CheckedSignature, DocumentCheck, FileReport, SignatureReport } from '#contract'
import { FINDING_CODES } from '#contract/findings'
import { judgeFindings } from '#core/verification/indication'
import { isUnanswered } from './checks.ts'
import type { DocumentRecord, NewRevision, SignatureFacts } from './document.ts'

/** What a signature is worth to the register today: it counts, it does not, or nothing new can be said. */
export type Standing = 'good' | 'bad' | 'open'

/**
 * A certificate that was revoked later takes nothing from a signature that is proved to be older than the revocation: by a
 * trusted timestamp, or by the register itself, which has held these very bytes since `heldSince`. It gives nothing either:
 * what else stands against the signature stands on. A certificate on hold is not revoked yet.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.6.2.4 (past signature validation), 5.5 (proof of existence).
 */
export function standingOf(signature: SignatureReport | undefined, heldSince: string | null): Standing {
  if (!signature) return 'bad'
  if (signature.indication === 'TOTAL-PASSED') return 'good'
  if (isBroken(signature)) return 'bad'
  const { revocation } = signature
  if (!revocation || !isRevokedForGood(signature)) return 'open'
  if (!isOlderThan(revocation.revokedAt, [provedTime(signature), heldSince])) return 'bad'
  return signature.trusted && isOnlyRevoked(signature) ? 'good' : 'open'
}

/** It shows that bytes are not those that were signed or stamped, or that what was done since is forbidden. */
export const isBroken = ({ intact, modification, indication }: SignatureReport): boolean =>
  indication === 'TOTAL-FAILED' || !intact || modification === 'forbidden'

/** Nothing that decides was found but the revocation (EN 319 102-1, 5.1.3, REVOKED_NO_POE). */
function isOnlyRevoked({ findings }: SignatureReport): boolean {
  const others = FINDING_CODES.filter((code) => code !== 'revoked-without-proof' && findings.includes(code))
  return judgeFindings(others).indication === 'TOTAL-PASSED'
}

/** A certificate on hold may be released again (RFC 5280, 5.3.1, certificateHold). */
export const isRevokedForGood = ({ revocation }: Pick<CheckedSignature, 'revocation'>): boolean =>
  revocation?.status === 'revoked' && revocation.reason !== 'certificateHold'

/** The time of checking is no proof of anything earlier. */
const provedTime = ({ provedBy, bestSignatureTime }: SignatureReport): string | null =>
  provedBy === 'time-of-checking' ? null : bestSignatureTime

const isOlderThan = (revokedAt: string | null, proofs: readonly (string | null)[]): boolean =>
  revokedAt !== null && proofs.some((proof) => proof !== null && Date.parse(proof) < Date.parse(revokedAt))

type Asked = {
  /** So many signatures of people or agencies have to stand in the file. */
  least: number
  /** Since when the register holds a signature; null where it comes only now. */
  heldSince: (signature: SignatureReport) => string | null
}

/**
 * The one rule for what a checked file is worth: on arrival, when a signed revision is handed in, for every later revision
 * and when it is checked again. Each signature of a person or an agency counts. A document timestamp is nobody's signature:
 * that its authority is not trusted, not heard of or run out takes away only the time that it would have proved
 * (EN 319 102-1, 5.6.3). One that is broken tells of tampering and stands against the file like any broken signature.
 *
 * @see NĐ 30/2020/NĐ-CP, Điều 5.1; ISO 32000-2:2020, 12.8.5 (document timestamp).
 */
export function fileStanding({ signatures }: Pick<FileReport, 'signatures'>, { least, heldSince }: Asked): Standing {
  const real = signatures.filter(({ kind }) => kind === 'signature')
  const all = real.map((signature) => standingOf(signature, heldSince(signature)))
  if (signatures.some(isBroken) || all.includes('bad')) return 'bad'
  return real.length >= least && all.every((standing) => standing === 'good') ? 'good' : 'open'
}

const HELD_BY_NOBODY = () => null

/** Whether a file that comes only now is evidence: `least` is 1, or 2 where a leader's and an agency's have to be there. */
export const isVerified = (report: Pick<FileReport, 'signatures'>, least: number): boolean =>
  fileStanding(report, { least, heldSince: HELD_BY_NOBODY }) === 'good'

type Known = {
  document: Pick<DocumentRecord, 'direction' | 'evidence' | 'leaderSigned' | 'agencySigned' | 'sha256'>
  /** Those that the office accepted, without those of appendices. */
  accepted: readonly SignatureFacts[]
  revisions: readonly NewRevision[]
}

export type Counted = Pick<DocumentRecord, 'evidence' | 'leaderSigned' | 'agencySigned'>

/**
 * As what the document counts after a check. What is proved bad counts no more, what passes counts (again); what is only
 * undecided changes nothing: it was verified when the office took it, and that check is kept.
 *
 * @see NĐ 30/2020/NĐ-CP, Điều 5.1.
 */
export function countedAfter(report: Pick<FileReport, 'signatures'>, known: Known): Counted {
  const { document, accepted } = known
  const real = report.signatures.filter(({ kind }) => kind === 'signature')
  const isOwn = document.direction !== 'incoming'
  const whole = fileStanding(report, { least: 1, heldSince: (signature) => heldSince(signature, known) })
  const roles = { leader: roleStanding('leader', real, known), agency: roleStanding('agency', real, known) }
  const everything = [whole, roles.leader, roles.agency].filter((standing) => standing !== undefined)
  return {
    evidence: evidenceOf(document.evidence, everything, !isOwn || accepted.length > 0),
    leaderSigned: signedAs(document.leaderSigned, roles.leader),
    agencySigned: signedAs(document.agencySigned, roles.agency),
  }
}

function evidenceOf(before: DocumentRecord['evidence'], all: readonly Standing[], isComplete: boolean) {
  if (all.includes('bad')) return 'none'
  return isComplete && all.every((standing) => standing === 'good') ? 'verified' : before
}

/** Whether a document counts as less than it did: that is for somebody to look at. */
export const isLost = (before: Counted, now: Counted): boolean =>
  (before.evidence === 'verified' && now.evidence !== 'verified') ||
  (before.leaderSigned && !now.leaderSigned) ||
  (before.agencySigned && !now.agencySigned)

const signedAs = (before: boolean, standing: Standing | undefined): boolean =>
  standing === undefined || standing === 'open' ? before : standing === 'good'

/** Of the signature that the office accepted last in this role; undefined where it accepted none. */
function roleStanding(role: SignatureFacts['role'], real: readonly SignatureReport[], known: Known) {
  const last = known.accepted.findLast((facts) => facts.role === role)
  if (!last) return undefined
  const found = real.find((signature) => isOf(signature, last))
  return standingOf(found, found ? heldSince(found, known) : null)
}

const isOf = (signature: SignatureReport, facts: SignatureFacts): boolean =>
  signature.field === facts.field && signature.certificate?.sha256 === facts.certificateSha256

/** The first instant at which the register is known to have held a file with this signature. */
function heldSince(signature: SignatureReport, { accepted, revisions, document }: Known): string | null {
  const taken = accepted.find((facts) => isOf(signature, facts))?.at
  const present = revisions.find(({ sha256 }) => sha256 === document.sha256)?.at
  const [first = null] = [taken, present].filter((at) => at !== undefined).sort()
  return first
}

const RANK = { 'TOTAL-FAILED': 0, 'NO-SIGNATURE': 0, INDETERMINATE: 1, 'TOTAL-PASSED': 2 } as const

/** Whether a check found something less than the one before it. */
export const isWorse = (now: keyof typeof RANK, before: keyof typeof RANK): boolean => RANK[now] < RANK[before]

const isRevoked = ({ revocation }: Pick<CheckedSignature, 'revocation'>) => revocation?.status === 'revoked'

/** Only a service that is asked now can take a revocation back: an answer kept from before may be older than it. */
const isGoodByOlderAnswer = ({ revocation }: CheckedSignature): boolean =>
  revocation?.status === 'good' && revocation.source !== 'fetched'

/** Whether a kept check since then knew of a revocation. */
export const isKnownRevoked = (checks: readonly DocumentCheck[], since: string): boolean =>
  checks.some(({ checkedAt, signatures }) => checkedAt >= since && signatures.some(isRevokedForGood))

/**
 * A check that could not be finished: a service that was asked said nothing and a signature is therefore less than it was, or
 * a revocation that was known is not heard of any more. What was known before stays.
 */
export function isUnfinished(now: readonly CheckedSignature[], before: readonly CheckedSignature[]): boolean {
  return before.some((was) => {
    const found = now.find(({ field }) => field === was.field)
    if (!found) return false
    const isSilent = found.revocation === null || found.revocation.status === 'unknown'
    const isLess = isUnanswered(found.indication, found.finding) && isWorse(found.indication, was.indication)
    const isForgotten = (isRevoked(was) && isSilent) || (isRevokedForGood(was) && isGoodByOlderAnswer(found))
    return isLess || (isForgotten && found.intact)
  })
}

/** Everything passes, or would if the services had answered: where it passed before, nothing new is known. */
export function isOnlySilence({ signatures }: Pick<FileReport, 'signatures'>): boolean {
  const open = signatures.filter(({ indication }) => indication !== 'TOTAL-PASSED')
  return open.length > 0 && open.every(({ indication, findings }) => isUnanswered(indication, findings[0] ?? null))
}

/** Whether two checks of a file say the same. */
export function saysTheSame(now: Pick<DocumentCheck, 'verdict' | 'signatures'>, before: DocumentCheck): boolean {
  const told = ({ verdict, signatures }: typeof now) =>
    JSON.stringify([
      verdict,
      signatures.map(({ field, indication, subIndication, revocation, finding }) => [
        ...[field, indication, subIndication, finding],
        revocation?.status === 'revoked' ? revocation.revokedAt : null,
      ]),
    ])
  return told(now) === told(before)
}
