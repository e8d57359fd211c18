import { AppError, type FileReport } from '#contract'
import type { ByteSource, TrustedAnchor, ValidationServices } from '#core/ports'
import { openPdf, type PdfDocument } from '../pdf/document.ts'
import { requirePasswordGiven } from '../pdf/file-permissions.ts'
import { withLevels } from './baseline-level.ts'
import { createCoverage } from './covered-content.ts'
import { verdictOf } from './indication.ts'
import { analyseRevisions } from './later-revisions.ts'
import { createPageFinder } from './page-of-widget.ts'
import { type CheckedSignature, checkSignature, type PlacedSignature } from './signature-check.ts'
import { findCoverage, listSignatures, type SignatureDictionary } from './signature-dictionary.ts'
import { judgeSignatures } from './signature-judgement.ts'
import { hasUnfinishedUpdate } from './unfinished-update.ts'
import { createValidationContext } from './validation-context.ts'

const MAX_SIGNATURES = 200
/** Bytes to hash behind the signatures' gaps, all together: honest revisions add up to about one file. */
const MAX_HASHED = { times: 8, atLeast: 256 * 1024 * 1024 }

/**
 * Checks every signature of a PDF: where it stands and what it covers, its cryptography, what later revisions did; and, for
 * the time at which it is proved to have existed, whether its certificate chains up to an anchor, was valid and was not
 * revoked. A bad signature is an answer, not an error. With no anchors nothing ever passes. Revocation that nobody could be
 * asked about is a finding that does not by itself prevent TOTAL-PASSED (docs/decisions/0018).
 *
 * @param options.anchors Trusted certificates, DER, with their purpose: one for timestamps alone vouches for no signer.
 * @param options.at The time for which to judge; the office's clock, or an instant in the past.
 * @param options.services Who may be asked for issuers and revocation; absent for a validation that stays offline.
 * @returns Signatures in the order in which they cover the file.
 * @throws AppError `pdf-empty`, `not-a-pdf`, `pdf-damaged` (with offset), `pdf-encrypted`, `pdf-password-wrong`, `pdf-unsupported` for a file
 *   that cannot be read as a whole, `certificate-unreadable` for an anchor.
 * @see ETSI EN 319 102-1 V1.3.1, 5; ISO 32000-1:2008, 12.8.
 */
export async function verifyPdf(
  source: ByteSource,
  options: { anchors: readonly TrustedAnchor[]; at: Date; file: string; services?: ValidationServices | undefined },
): Promise<FileReport> {
  const document = openPdf(source)
  requirePasswordGiven(document)
  const found = listSignatures(document)
  if (found.length > MAX_SIGNATURES) throw new AppError('pdf-unsupported', { signatures: found.length })
  const context = createValidationContext(document, options)
  const placed = found.map((signature) => place(document, signature)).sort((a, b) => a.end - b.end)
  requireBoundedWork(placed, source.size)
  const tools = {
    context,
    contentOf: createCoverage(source),
    changesAfter: analyseRevisions(document),
    pageOf: createPageFinder(document),
  }
  const checked: CheckedSignature[] = []
  for (const one of placed) checked.push(await checkSignature(one, tools))
  const signatures = withLevels(await judgeSignatures(checked, context), context)
  return {
    file: options.file,
    checkedAt: options.at.toISOString(),
    offline: options.services === undefined,
    revisions: factsOfRevisions(document, checked),
    ...(hasUnfinishedUpdate(document) ? { unfinished: true as const } : {}),
    signatures,
    verdict: verdictOf(signatures),
  }
}

/** The revisions of the file, each with the fields of the signatures that cover it and nothing behind it. */
function factsOfRevisions(document: PdfDocument, checked: readonly CheckedSignature[]): FileReport['revisions'] {
  return document.revisions.map(({ end }, index) => ({
    number: index + 1,
    end,
    signatures: checked.filter(({ revision }) => revision === index).map(({ report }) => report.field),
  }))
}

/** Many signatures that each cover the whole of a large file would keep us hashing for hours. */
function requireBoundedWork(placed: readonly PlacedSignature[], size: number): void {
  const total = placed.reduce(
    (sum, { coverage }) => sum + (typeof coverage === 'string' ? 0 : coverage.range.end - coverage.range.gapEnd),
    0,
  )
  if (total > Math.max(size * MAX_HASHED.times, MAX_HASHED.atLeast)) {
    throw new AppError('pdf-unsupported', { signatures: placed.length })
  }
}

function place(document: PdfDocument, signature: SignatureDictionary): PlacedSignature {
  const coverage = findCoverage(document, signature)
  return { signature, coverage, end: typeof coverage === 'string' ? document.source.size : coverage.range.end }
}
