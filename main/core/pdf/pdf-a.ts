import { AppError } from '#contract'
import { decodeStructure } from './filters.ts'
import type { ObjectView } from './object-view.ts'
import { dict, isStream, name, type PdfDict } from './objects.ts'

/** XMP packets are a few kilobytes. */
const MAX_METADATA = 1 << 20

/**
 * The part of ISO 19005 that the file says it follows, in its metadata: 1 to 4; null for an ordinary PDF.
 *
 * @see ISO 19005-1:2005, 6.7.11; ISO 19005-2:2011, 6.6.4.
 */
export function pdfAPartOf(view: ObjectView): number | null {
  const metadata = view.entry(view.catalog().dict, 'Metadata')
  if (!isStream(metadata) || metadata.end - metadata.start > MAX_METADATA) return null
  try {
    const packet = Buffer.from(decodeStructure(view.source, metadata)).toString('utf8')
    const part = /pdfaid:part\s*(?:=\s*["']|>)\s*([1-4])/.exec(packet)?.[1]
    return part === undefined ? null : Number(part)
  } catch (error) {
    // A packet that cannot be read says nothing.
    if (error instanceof AppError) return null
    throw error
  }
}

/** sRGB in numbers of its standard: IEC 61966-2-1. */
const WHITE_POINT = [0.9505, 1, 1.089]
const GAMMA = 2.2
const MATRIX = [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]

/**
 * Colour spaces that stand for the device's own in an appearance, whatever the file's output intent is.
 *
 * @see ISO 19005-1:2005, 6.2.3.3; ISO 32000-1:2008, 8.6.5.6 (default colour spaces).
 */
export const DEFAULT_COLOURS: PdfDict = dict({
  DefaultRGB: [name('CalRGB'), dict({ WhitePoint: WHITE_POINT, Gamma: [GAMMA, GAMMA, GAMMA], Matrix: MATRIX })],
  DefaultGray: [name('CalGray'), dict({ WhitePoint: WHITE_POINT, Gamma: GAMMA })],
})
