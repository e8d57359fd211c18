import type { SignatureReport } from '#contract'
import type { FindingCode } from '#contract/findings'
import { displayNameOf } from '../certificates/certificate.ts'
import { provesTime } from './baseline-level.ts'
import { type BestSignatureTime, bestSignatureTime, type JudgedToken, judgeToken } from './best-signature-time.ts'
import { isDamaged } from './damaged-certificates.ts'
import { judgeFindings } from './indication.ts'
import { type CertificateAnswer, judgeCertificate } from './past-validation.ts'
import { attributeFindings, type CheckedSignature } from './signature-check.ts'
import { claimedTimeOf } from './signature-dictionary.ts'
import type { TimestampResult } from './timestamp.ts'
import { addToPool, type ValidationContext } from './validation-context.ts'
import type { ContentsResult } from './verify-contents.ts'

type Readable = CheckedSignature & { result: ContentsResult }

/**
 * Judges all signatures of a document together, since they prove times for each other: the document timestamps from the
 * last one back, each for the time that those after it prove; then the tokens in the signatures; then the signatures, each
 * for the earliest time at which it is proved to have existed.
 *
 * @param checked In the order in which they cover the file.
 * @see ETSI EN 319 102-1 V1.3.1, 5.5 and 5.6.3.
 */
export async function judgeSignatures(
  checked: readonly CheckedSignature[],
  context: ValidationContext,
): Promise<CheckedSignature[]> {
  const readable = checked.filter((one): one is Readable => one.result !== undefined)
  gatherMaterial(readable, context)
  const damaged = new Set(readable.filter((one) => carriesDamage(one, context)).map(({ signature }) => signature))
  const judged = new Map<CheckedSignature, JudgedToken[]>()
  for (const one of readable.filter(isTimestamp).reverse()) judged.set(one, await judgeDocumentTimestamp(one, context))
  for (const one of readable) {
    if (!isTimestamp(one)) judged.set(one, await judgeTokens(one.result.tokens, one.end, context))
  }
  const times = timesWithin(judged)
  const reports: CheckedSignature[] = []
  for (const found of checked) {
    const tokens = judged.get(found) ?? []
    const one = damaged.has(found.signature) ? withDamage(found) : found
    if (!one.result) reports.push({ ...one, report: { ...one.report, ...judgeFindings(one.findings) } })
    else if (isTimestamp(one)) reports.push(reportTimestamp({ ...one, result: one.result }, tokens, context))
    else reports.push(await judgeOne({ ...one, result: one.result }, { tokens, times }, context))
  }
  return reports
}

const isTimestamp = ({ signature }: CheckedSignature): boolean => signature.isDocumentTimestamp

const withDamage = (one: CheckedSignature): CheckedSignature => ({
  ...one,
  findings: [...one.findings, 'signed-data-irregular'],
})

function carriesDamage({ result }: Readable, context: ValidationContext): boolean {
  const tokens = [...result.tokens, ...result.before]
  const carried = [...result.certificates, ...tokens.flatMap(({ certificates }) => certificates)]
  return carried.some((certificate) => isDamaged(certificate, context))
}

/** Every signature of a document brings certificates and evidence for all of them. */
function gatherMaterial(readable: readonly Readable[], context: ValidationContext): void {
  for (const { result, end } of readable) {
    const tokens = [...result.tokens, ...result.before]
    addToPool(context, [...result.certificates, ...tokens.flatMap(({ certificates }) => certificates)])
    const carried = [...result.evidence, ...tokens.flatMap(({ evidence }) => evidence)]
    context.evidence.push(...carried.map((one) => ({ ...one, source: 'file' as const, end })))
  }
}

async function judgeTokens(
  tokens: ContentsResult['tokens'],
  end: number,
  context: ValidationContext,
): Promise<JudgedToken[]> {
  const judged: JudgedToken[] = []
  for (const token of tokens) judged.push(await judgeToken(token, end, context))
  return judged
}

/** One that counts proves everything before it from then on. */
async function judgeDocumentTimestamp({ result, end }: Readable, context: ValidationContext): Promise<JudgedToken[]> {
  const judged = await judgeTokens(result.tokens, end, context)
  for (const { counts, token } of judged) if (counts && token.time) context.proofs.push({ time: token.time, end })
  return judged
}

/** Times that count, with the end of what covers them: whatever covers more was made later. */
type ProvedTimes = readonly { time: Date; end: number }[]

function timesWithin(judged: ReadonlyMap<CheckedSignature, readonly JudgedToken[]>): ProvedTimes {
  return [...judged].flatMap(([{ end }, tokens]) =>
    tokens.flatMap(({ counts, token }) => (counts && token.time ? [{ time: token.time, end }] : [])),
  )
}

function latest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>((last, time) => (last && last >= time ? last : time), undefined)
}

async function judgeOne(
  one: Readable,
  { tokens, times }: { tokens: readonly JudgedToken[]; times: ProvedTimes },
  context: ValidationContext,
): Promise<CheckedSignature> {
  const { signature, result, end } = one
  const best = bestSignatureTime(tokens, end, context)
  const moment = best.time
  const claimedAt = claimedTimeOf(context.document, signature.dict) ?? result.crypto.signingTime
  const { signer, digests } = result.crypto
  const answer =
    signer &&
    (await judgeCertificate(
      {
        ...{
          leaf: signer,
          purpose: 'signing',
          moment,
          freshAt: moment,
          isProved: best.provedBy !== 'time-of-checking',
        },
        ...{ madeAfter: await lowerBound(one, times, context), claimedAt, digests },
      },
      context,
    ))
  const judgedResult = { ...result, timestamp: speakingOf(tokens) }
  const findings = [...one.findings, ...(answer?.findings ?? []), ...tokens.flatMap((token) => token.findings)]
  const report: SignatureReport = {
    ...one.report,
    ...judgeFindings(findings),
    ...describeSigner(judgedResult, answer),
    ...describeTimestamp(judgedResult),
    ...describeTime(claimedAt, signer ? best : undefined),
    level: levelInItself(one, judgedResult, context),
  }
  return { ...one, report, result: judgedResult }
}

/** The token that counts, else one that holds. */
function speakingOf(tokens: readonly JudgedToken[]): TimestampResult | undefined {
  const found = tokens.find(({ counts }) => counts) ?? tokens.find(({ token }) => token.intact) ?? tokens[0]
  return found?.token
}

/** The signature covers what proves these times: it was made later. */
async function lowerBound(
  { result, end }: Readable,
  times: ProvedTimes,
  context: ValidationContext,
): Promise<Date | undefined> {
  const before = await judgeTokens(result.before, end, context)
  const covered = times.filter((other) => other.end < end).map(({ time }) => time)
  const content = before.flatMap(({ counts, token }) => (counts && token.time ? [token.time] : []))
  return latest([...covered, ...content])
}

/** A document timestamp is its own proof, and is judged for the time that those after it prove. */
function reportTimestamp(
  one: Readable,
  [judged]: readonly JudgedToken[],
  context: ValidationContext,
): CheckedSignature {
  const token = judged?.token ?? one.result.timestamp
  const result = { ...one.result, timestamp: token }
  const { answer, own = [] } = judged ?? {}
  const report: SignatureReport = {
    ...one.report,
    ...judgeFindings([...one.findings, ...(answer?.findings ?? []), ...own.map(asOfDocumentTimestamp)]),
    ...describeSigner(result, answer),
    ...describeTimestamp(result),
    ...describeTime(token?.time, answer ? bestSignatureTime([], one.end, context) : undefined),
  }
  return { ...one, report, result }
}

/** In a signature a token that does not count is only to be known; here it is the whole. */
const asOfDocumentTimestamp = (code: FindingCode): FindingCode =>
  code === 'timestamp-untrusted' ? 'timestamp-not-by-authority' : code

function describeSigner({ crypto: { signer } }: ContentsResult, answer: CertificateAnswer | undefined) {
  return {
    signer: signer ? displayNameOf(signer) : '',
    certificate: signer?.facts ?? null,
    trusted: answer?.trusted ?? false,
    revocation: answer?.revocation ?? null,
    chain: (answer?.chain ?? []).map(({ facts }) => facts),
  }
}

function describeTimestamp({ timestamp }: ContentsResult) {
  const authority = timestamp?.crypto?.signer
  const time = timestamp?.intact === true ? timestamp.time : undefined
  return { timestamp: time?.toISOString() ?? null, timestampAuthority: authority ? displayNameOf(authority) : '' }
}

function describeTime(claimedAt: Date | undefined, best: BestSignatureTime | undefined) {
  return {
    signedAt: claimedAt?.toISOString() ?? null,
    bestSignatureTime: best?.time.toISOString() ?? null,
    provedBy: best?.provedBy ?? ('time-of-checking' as const),
  }
}

/** B-B or B-T by what is in the signature itself. */
function levelInItself(
  { signature }: CheckedSignature,
  result: ContentsResult,
  { anchors }: ValidationContext,
): SignatureReport['level'] {
  if (result.crypto.signerInfo === undefined) return 'unknown'
  const isBaseline = signature.subFilter === 'ETSI.CAdES.detached' && attributeFindings(signature, result).length === 0
  if (!isBaseline) return 'CMS'
  return provesTime(result.timestamp, anchors) ? 'B-T' : 'B-B'
}
