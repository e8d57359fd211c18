import type { SignatureReport } from '#contract'
import { FINDING_CODES } from '#contract/findings'
import type { Certificate } from '../certificates/certificate.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import type { DssMemory } from './dss-certificates.ts'
import { judgeFindings } from './indication.ts'
import type { CheckedSignature } from './signature-check.ts'
import type { TimestampResult } from './timestamp.ts'
import { hasValidationData } from './validation-data.ts'
import type { ContentsResult } from './verify-contents.ts'

/** One signature as far as its level needs it. */
type Leveled = Pick<CheckedSignature, 'report' | 'result' | 'end' | 'revision'>

type Context = { document: PdfDocument; anchors: readonly Certificate[]; memory: DssMemory }

/** Document timestamps that are asked whether they cover the validation data, from the last one on. */
const MAX_TIMESTAMPS = 5

/**
 * Says of each baseline signature which level it has reached: proved time from its own token or a later document timestamp
 * (B-T), validation data in the security store (B-LT), a document timestamp over that (B-LTA).
 *
 * @see ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export function withLevels(checked: readonly Leveled[], context: Context): SignatureReport[] {
  const timestamps = checked.filter(
    ({ report, result }) => report.kind === 'document-timestamp' && provesTime(result?.timestamp, context.anchors),
  )
  const reports = checked.map((one) => ({ ...one.report, level: levelOf(one, timestamps, context) }))
  const { isExceeded, isCut } = context.memory
  return isExceeded || isCut ? reports.map(withDataLeftOut) : reports
}

/**
 * Whether a timestamp counts: it holds and, where it is said whom to trust, its authority is. Without any anchor a level is
 * what the bytes say, even of a token that came without its authority's certificate.
 */
export function provesTime(timestamp: TimestampResult | undefined, anchors: readonly Certificate[]): boolean {
  if (timestamp === undefined) return false
  if (anchors.length > 0) return timestamp.intact && timestamp.trusted
  const isAuthorityMissing = timestamp.isRegular && timestamp.isOverContent && !timestamp.crypto?.signer
  return timestamp.intact || isAuthorityMissing
}

/** Validation data beyond what is judged proves no level; the signature itself does not stand on it. */
function withDataLeftOut(report: SignatureReport): SignatureReport {
  if (!isBaseline(report)) return report
  const found = FINDING_CODES.filter((code) => code === 'validation-data-too-large' || report.findings.includes(code))
  return { ...report, ...judgeFindings(found) }
}

const isBaseline = ({ level }: SignatureReport): boolean => level.startsWith('B-')

function levelOf(
  one: Leveled,
  timestamps: readonly Leveled[],
  { document, anchors, memory }: Context,
): SignatureReport['level'] {
  const { report, result } = one
  const later = timestamps.filter(({ end }) => end > one.end)
  if (!isBaseline(report) || !result || (report.level === 'B-B' && later.length === 0)) return report.level
  const question = { ...questionOf(result, later, anchors), memory }
  const hasData = (view: ObjectView) => hasValidationData(view, question)
  if (!hasData(document)) return 'B-T'
  const isArchived = later
    .slice(-MAX_TIMESTAMPS)
    .some(({ revision }) => revision !== undefined && hasData(document.atRevision(revision)))
  return isArchived ? 'B-LTA' : 'B-LT'
}

/** Whose chains have to be proved: the signer's, and that of the authority which proves the time. */
function questionOf(result: ContentsResult, later: readonly Leveled[], anchors: readonly Certificate[]) {
  const own = provesTime(result.timestamp, anchors) ? result.timestamp : undefined
  const proof = own ?? later[0]?.result?.timestamp
  const all = [result, ...later.flatMap((timestamp) => timestamp.result ?? [])]
  return {
    leaves: [result.crypto.signer, proof?.crypto?.signer].filter((signer) => signer !== undefined),
    pool: all.flatMap(({ certificates, timestamp }) => [...certificates, ...(timestamp?.certificates ?? [])]),
    anchors,
  }
}
