import type { SignatureReport } from '#contract'
import type { Certificate } from '../certificates/certificate.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { hasValidationData } from './validation-data.ts'
import type { ContentsResult } from './verify-contents.ts'

/** One signature after its check: the report without its level's long-term part, and what the level needs beside it. */
export type CheckedSignature = {
  report: SignatureReport
  result: ContentsResult | undefined
  /** Offset after what it covers. */
  end: number
  /** Index of the revision it covers; undefined where it covers none. */
  revision: number | undefined
}

type Context = { document: PdfDocument; anchors: readonly Certificate[] }

/** Document timestamps that are asked whether they cover the validation data, from the last one on. */
const MAX_TIMESTAMPS = 5

/**
 * Says of each baseline signature which level it has reached: proved time from its own token or a later document timestamp
 * (B-T), validation data in the security store (B-LT), a document timestamp over that (B-LTA).
 *
 * @see ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export function withLevels(checked: readonly CheckedSignature[], context: Context): SignatureReport[] {
  const timestamps = checked.filter(({ report }) => report.kind === 'document-timestamp' && report.intact)
  return checked.map((one) => ({ ...one.report, level: levelOf(one, timestamps, context) }))
}

function levelOf(
  one: CheckedSignature,
  timestamps: readonly CheckedSignature[],
  { document, anchors }: Context,
): SignatureReport['level'] {
  const { report, result } = one
  const isBaseline = report.level === 'B-B' || report.level === 'B-T'
  const later = timestamps.filter(({ end }) => end > one.end)
  if (!isBaseline || !result || (report.level === 'B-B' && later.length === 0)) return report.level
  const question = questionOf(result, later, anchors)
  const hasData = (view: ObjectView) => hasValidationData(view, question)
  if (!hasData(document)) return 'B-T'
  const isArchived = later
    .slice(-MAX_TIMESTAMPS)
    .some(({ revision }) => revision !== undefined && hasData(document.atRevision(revision)))
  return isArchived ? 'B-LTA' : 'B-LT'
}

/** Whose chains have to be proved: the signer's, and that of the authority which proves the time. */
function questionOf(result: ContentsResult, later: readonly CheckedSignature[], anchors: readonly Certificate[]) {
  const proof = result.timestamp ?? later[0]?.result?.timestamp
  const all = [result, ...later.flatMap((timestamp) => timestamp.result ?? [])]
  return {
    leaves: [result.crypto.signer, proof?.crypto?.signer].filter((signer) => signer !== undefined),
    pool: all.flatMap(({ certificates, timestamp }) => [...certificates, ...(timestamp?.certificates ?? [])]),
    anchors,
  }
}
