import type { Sha256 } from '#contract'
import type { ByteSink, ByteSource, SigningKey } from '#core/ports'

/** What a signature is to show and say. Nothing of it changes the pages: all of it stands in the widget's appearance. */
export type SignRequest = {
  source: ByteSource
  key: SigningKey
  /** Claimed signing time, written to /M (ISO 32000-1, Table 252); the CMS carries none (EN 319 142-1, 6.3). */
  signedAt: Date
  /** Name of an existing empty field, or of the new one; a free name is made if absent. */
  field?: string
  /** Page (1 is the first, -1 the last) and rectangle in points from the lower left; absent: invisible. */
  place?: { page: number; x: number; y: number; width: number; height: number }
  /**
   * PNG (transparency is kept) and lines of text; both optional, an image alone fills the rectangle. Text needs `font`, the bytes of a
   * TrueType font with Vietnamese (`main/adapters/fonts/tinos.ts` has the Times-metric one); it is embedded as a subset.
   */
  appearance?: { imagePng?: Uint8Array; lines?: readonly string[]; font?: Uint8Array }
  reason?: string
  location?: string
}

export type SignedFile = { sha256: Sha256; size: number; field: string }

/**
 * Signs a PDF as PAdES B-B by appending one incremental update; the input's bytes are a prefix of what goes to `sink`.
 *
 * @throws AppError `not-a-pdf`, `pdf-empty`, `pdf-damaged` (with offset), `pdf-encrypted`, `pdf-unsupported`,
 *   `field-not-found`, `field-already-signed`, `page-not-found`, `signing-forbidden-by-document`, `image-unreadable`,
 *   `certificate-*`, `signature-too-large`.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3 (B-B); ISO 32000-1:2008, 7.5.6, 12.8.
 */
export type SignPdf = (request: SignRequest, sink: ByteSink) => Promise<SignedFile>
