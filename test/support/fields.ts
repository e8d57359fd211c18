import { fillFields } from '#core/fields/fill-fields'
import { findGaps } from '#core/fields/find-gaps'
import type { NumberAndDate } from '#core/fields/number-fields'
import { prepareFields } from '#core/fields/prepare-fields'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { measureWith } from '#core/pdf/embedded-font'
import { findPage } from '#core/pdf/pages'
import { boxOf, seenSize, uprightWords } from '#core/placement/page-space'
import type { Word } from '#core/placement/words'
import type { ByteSink } from '#core/ports'
import { tinos, tinosRegular } from '#main/adapters/fonts/tinos'
import type { WrittenPdf } from '#seeds/pdf/write'

export const NUMBERED: NumberAndDate = { codeNumber: '05', codeNotation: 'QĐ-SNV', issuedDate: '2026-07-01' }

async function written(write: (sink: ByteSink) => Promise<unknown>): Promise<Buffer> {
  const parts: Buffer[] = []
  await write({ write: (chunk) => void parts.push(Buffer.from(chunk)) })
  return Buffer.concat(parts)
}

/** The letter with fields in the gaps that these words leave, and the agency's empty field. */
export function prepared(
  { bytes, agency }: Pick<WrittenPdf, 'bytes' | 'agency'>,
  words: readonly Word[],
): Promise<Buffer> {
  const source = bytesInMemory(bytes)
  const box = boxOf(findPage(openPdf(source), 1))
  const { gaps } = findGaps(uprightWords(box, words), seenSize(box), measureWith(tinosRegular()))
  const place = { field: 'AgencySignature', place: agency }
  return written((sink) => prepareFields({ source, gaps, face: tinos, agency: place }, sink))
}

export const filled = (bytes: Uint8Array, values: NumberAndDate = NUMBERED): Promise<Buffer> =>
  written((sink) => fillFields({ source: bytesInMemory(bytes), values }, sink))
