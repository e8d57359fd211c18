import { createHash, type Hash } from 'node:crypto'
import { AppError, type PadesLevel, Sha256, type SigningWarning } from '#contract'
import { requireUsableForSigning } from '#core/certificates/usable'
import { buildSignedData, estimateSignedDataSize } from '#core/cms/signed-data'
import { type TextSpot, writeSpots } from '#core/fields/text-spots'
import { type AppearanceContent, writeAppearance, writeEmptyAppearance } from '#core/pdf/appearance'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import type { DocMdpLevel, FieldLock } from '#core/pdf/field-locks'
import { requireAllowedByFile, requirePages, requireReadable } from '#core/pdf/file-permissions'
import { IncrementalUpdate, type SignatureTail } from '#core/pdf/incremental-update'
import { dict, name, type PdfDict, type PdfObject, type PdfRef } from '#core/pdf/objects'
import { pdfAPartOf } from '#core/pdf/pdf-a'
import { fillContents } from '#core/pdf/signature-contents'
import { writeDate, writeText } from '#core/pdf/text-strings'
import type { ByteSink, ByteSource, SignatureTimestamp, SigningKey } from '#core/ports'
import { firstTableWarnings } from '#core/shadow/first-table'
import { type ChosenField, chooseField, type Place } from './signature-field.ts'
import { referenceEntry, requirePermitted, writeCertification } from './signature-permissions.ts'

/** Bytes reserved for a CMS that an authority's token goes into: 32 KB of hexadecimal digits; more where it is needed. */
const STAMPED_LENGTH = 16_384

/** What a signature is to show and say. Nothing of it changes the pages: all of it stands in the widget's appearance. */
export type SignRequest = {
  /** An encrypted file's source brings its password, where it does not open without one. */
  source: ByteSource
  key: SigningKey
  /** Claimed signing time, written to /M (ISO 32000-1, Table 252); the CMS carries none (EN 319 142-1, 6.3). */
  signedAt: Date
  /** Name of an existing empty field, or of the new one; a free name is made if absent. */
  field?: string
  /** Page (1 is the first, -1 the last) and rectangle in points from the lower left; absent: invisible. */
  place?: Place
  /**
   * PNG (transparency is kept) and lines of text; both optional, an image alone fills the rectangle. Text needs `font`, the bytes of a
   * TrueType font with Vietnamese (`main/adapters/fonts/tinos.ts` has the Times-metric one); it is embedded as a subset.
   */
  appearance?: AppearanceContent
  reason?: string
  location?: string
  /** Texts at exact places of the rectangle, instead of an appearance. */
  spots?: readonly TextSpot[]
  /** Certifies the document: what later revisions may do (2: fill in and sign). Only its first signature can. */
  certify?: DocMdpLevel
  /** Fields that nobody may change after this signature. An existing field's own lock holds where none is given. */
  lock?: FieldLock
  /** Makes the signature B-T: its token goes into the CMS. What the authority throws ends the signing. */
  timestamp?: SignatureTimestamp
  /** Highest level that is wanted of this signature, where the office's own would be higher. */
  atMost?: PadesLevel
}

export type SignedFile = {
  sha256: Sha256
  size: number
  field: string
  /** Of the file's structure, where other readers may judge its signatures differently. */
  warnings: readonly SigningWarning[]
  /** What was reached, where a level was asked for; `shortfall`: why no more. */
  level?: PadesLevel
  shortfall?: AppError | undefined
}

export type SignPdf = (request: SignRequest, sink: ByteSink) => Promise<SignedFile>

/**
 * Signs a PDF as PAdES B-B, or B-T with `timestamp`, by appending one incremental update; the input's bytes are a prefix of what goes to `sink`.
 * Memory does not grow with the file: it is hashed and copied in one pass.
 *
 * @throws AppError `not-a-pdf`, `pdf-empty`, `pdf-damaged` (with offset), `pdf-encrypted`, `pdf-unsupported`,
 *   `pdf-password-wrong`, `pdf-permission-missing`, `pdf-form-without-pages`,
 *   `field-not-found`, `field-already-signed`, `field-locked`, `page-not-found`, `signing-forbidden-by-document`,
 *   `certification-not-first`, `image-unreadable`,
 *   `certificate-*`, `signature-too-large`, `tsa-*`.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3 (B-B, B-T); ISO 32000-1:2008, 7.5.6, 12.8.
 */
export const signPdf: SignPdf = async (request, sink) => {
  requireUsableForSigning(request.key.certificate, request.signedAt)
  const document = openPdf(request.source)
  requireReadable(document)
  const field = chooseField(document, request)
  requirePages(document)
  requireAllowedByFile(document, { addsField: field.isNew })
  requirePermitted(document, field.name, request)
  const tail = await prepare(document, request, field)
  const hashed = await copyAndHash(request.source, sink, request.key)
  const messageDigest = hashed.covered.update(tail.head).update(tail.tail).digest()
  const { key, timestamp } = request
  const cms = await buildSignedData({ messageDigest, digest: key.digest, key, ...(timestamp ? { timestamp } : {}) })
  fillContents(tail.contents, cms)
  hashed.whole.update(tail.bytes)
  await sink.write(tail.bytes)
  return {
    sha256: Sha256.parse(hashed.whole.digest('hex')),
    size: request.source.size + tail.bytes.length,
    field: field.name,
    warnings: firstTableWarnings(document),
  }
}

async function prepare(document: PdfDocument, request: SignRequest, field: ChosenField): Promise<SignatureTail> {
  const update = new IncrementalUpdate(document)
  const signature = update.allocate()
  const look = await writeLook(update, request, { ...field, pdfA: pdfAPartOf(document) })
  const { certify, lock = field.lock ?? undefined } = request
  field.write(update, { signature, appearance: look, lock })
  if (certify !== undefined) writeCertification(document, update, signature)
  return update.closeAround(
    signature,
    signatureDictionary(request, referenceEntry(document, { certify, lock })),
    contentsLength(request),
  )
}

/** Known before the key is used: a signature that finds too little room cannot be made again on a token without its PIN. */
function contentsLength({ key, timestamp }: SignRequest): number {
  const size = estimateSignedDataSize(key, timestamp)
  return timestamp ? Math.max(STAMPED_LENGTH, size) : size
}

/** In PDF/A every visible widget has an appearance, in its first part the invisible ones too (ISO 19005-1:2005, 6.9). */
async function writeLook(
  update: IncrementalUpdate,
  { spots, appearance }: SignRequest,
  { size, rotate, pdfA }: Pick<ChosenField, 'size' | 'rotate'> & { pdfA: number | null },
): Promise<PdfRef | null> {
  if (size && spots) return writeSpots(update, spots, { size, rotate })
  if (size && appearance) return writeAppearance(update, appearance, { size, rotate, pdfA })
  const isNeeded = pdfA === 1 || (pdfA !== null && size !== null)
  return isNeeded ? writeEmptyAppearance(update, size ?? { width: 0, height: 0 }) : null
}

/** EN 319 142-1, 6.3; the signer's name, reason and place are optional entries of ISO 32000-1, Table 252. */
function signatureDictionary(
  { signedAt, reason, location }: SignRequest,
  references: Record<string, PdfObject>,
): PdfDict {
  return dict({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: writeDate(signedAt),
    ...(reason ? { Reason: writeText(reason) } : {}),
    ...(location ? { Location: writeText(location) } : {}),
    ...references,
  })
}

/** Two hashes of the file in one pass: of what the signature covers, and of the whole new file. */
async function copyAndHash(
  source: ByteSource,
  sink: ByteSink,
  key: SigningKey,
): Promise<{ covered: Hash; whole: Hash }> {
  const whole = createHash('sha256')
  const other = key.digest === 'sha256' ? undefined : createHash(key.digest)
  for await (const chunk of source.chunks(0, source.size)) {
    whole.update(chunk)
    other?.update(chunk)
    await sink.write(chunk)
  }
  return { covered: other ?? whole.copy(), whole }
}
