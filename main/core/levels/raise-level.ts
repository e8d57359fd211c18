import { AppError, type PadesLevel } from '#contract'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { requireReadable } from '#core/pdf/file-permissions'
import type { ByteSink, ByteSource, Timestamper } from '#core/ports'
import { type CollectingParts, collectValidationData } from '#core/revocation/collect'
import { requirePermitted } from '#core/signing/signature-permissions'
import type { Certificate } from '../certificates/certificate.ts'
import { appendDocumentTimestamp } from './document-timestamp.ts'
import { copiedFile, type GrowingFile } from './growing-file.ts'
import { readSignedMaterial } from './signed-material.ts'
import { writeValidationData } from './validation-store.ts'

/** What raising a level asks of the world. */
export type RaisingParts = CollectingParts & {
  /** Undefined where the office has no authority. */
  timestamper: Timestamper | undefined
  anchors: readonly Certificate[]
  /** The certificate of the key that has just signed, where one has. */
  own?: Certificate
}

/** How far it came; `shortfall` says why not further. Each step that is done is whole, and stays. */
export type Raised = { level: PadesLevel; shortfall: AppError | undefined }

const RANK: Readonly<Record<PadesLevel, number>> = { 'B-B': 0, 'B-T': 1, 'B-LT': 2, 'B-LTA': 3 }

export const isAtLeast = (level: PadesLevel, wanted: PadesLevel): boolean => RANK[level] >= RANK[wanted]

/** A level that needs an authority needs its address. Throws `tsa-not-set`. */
export function requireTimestamper(timestamper: Timestamper | undefined): Timestamper {
  if (!timestamper) throw new AppError('tsa-not-set')
  return timestamper
}

/**
 * Appends to a signed file what its signatures lack for a level, step by step; a step that fails ends the raising and is
 * told, and what was appended before it stays.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export async function raiseLevel(file: GrowingFile, wanted: PadesLevel, parts: RaisingParts): Promise<Raised> {
  let level: PadesLevel = 'B-B'
  try {
    requireRaisable(openPdf(file.snapshot()))
    if (isAtLeast(wanted, 'B-T')) await proveTime(file, parts)
    level = isAtLeast(wanted, 'B-T') ? 'B-T' : level
    if (isAtLeast(wanted, 'B-LT')) await addValidationData(file, parts)
    level = isAtLeast(wanted, 'B-LT') ? 'B-LT' : level
    if (isAtLeast(wanted, 'B-LTA')) await addDocumentTimestamp(file, parts)
    level = wanted
    return { level, shortfall: undefined }
  } catch (error) {
    if (error instanceof AppError) return { level, shortfall: error }
    throw error
  }
}

/**
 * Raises an existing signed file, whose bytes are a prefix of what goes to `sink`. The strict truth of it: a signature's own
 * bytes never change, so a timestamp cannot be put into its CMS afterwards. A signature without one gets its proved time
 * (B-T) from a document timestamp behind it, which EN 319 142-1 accepts in its place; validation data (B-LT) and a document
 * timestamp over that (B-LTA) follow as further updates. Nothing proves a time earlier than this raising.
 *
 * @throws AppError `no-signature` and what reading a PDF throws, before anything is written.
 * @see ETSI EN 319 142-1 V1.2.1, 5.4 and 6.3; ISO 32000-1:2008, 7.5.6.
 */
export async function upgradePdf(
  source: ByteSource,
  { level, ...parts }: RaisingParts & { level: PadesLevel },
  sink: ByteSink,
): Promise<Raised & { sha256: string; size: number }> {
  const document = openPdf(source)
  requireRaisable(document)
  if (readSignedMaterial(document).signatures.length === 0) throw new AppError('no-signature')
  const file = await copiedFile(source, sink)
  const raised = await raiseLevel(file, level, parts)
  return { ...raised, ...file.result() }
}

/**
 * ISO 32000-2 exempts validation data and document timestamps from a certification without permissions (DocMDP P=1);
 * Acrobat and Foxit do not, and call the signature broken. So it is refused.
 */
function requireRaisable(document: PdfDocument): void {
  requireReadable(document)
  requirePermitted(document, '', {})
}

/** B-T: a document timestamp where a signature's time is not proved yet. */
async function proveTime(file: GrowingFile, { timestamper }: RaisingParts): Promise<void> {
  const document = openPdf(file.snapshot())
  if (readSignedMaterial(document).signatures.every(({ hasProvedTime }) => hasProvedTime)) return
  await appendDocumentTimestamp(file, document, requireTimestamper(timestamper))
}

/**
 * B-LT: certificates and revocation data of every signer, authority and responder, merged into the security store.
 *
 * @throws AppError `certificate-revoked`, `issuer-not-found`, `revocation-unavailable`, `validation-data-too-large`.
 */
async function addValidationData(file: GrowingFile, parts: RaisingParts): Promise<void> {
  const document = openPdf(file.snapshot())
  const { leaves, pool } = readSignedMaterial(document)
  const data = await collectValidationData(parts, { leaves, pool, anchors: parts.anchors, own: parts.own })
  const update = writeValidationData(document, data)
  if (update) await file.write(update)
}

/** B-LTA: a document timestamp over the validation data. */
async function addDocumentTimestamp(file: GrowingFile, { timestamper }: RaisingParts): Promise<void> {
  await appendDocumentTimestamp(file, openPdf(file.snapshot()), requireTimestamper(timestamper))
}
