import { AppError } from '#contract'
import { agreesWithPage } from '#contract/printed-date'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { isLocked, locksOf } from '#core/pdf/field-locks'
import { decodeStructure } from '#core/pdf/filters'
import { type FormField, findForm } from '#core/pdf/form-fields'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, isDict, isInteger, isRef, isStream, isString, type PdfRef, withEntries } from '#core/pdf/objects'
import { rectangle, rotationAround } from '#core/pdf/pages'
import { readText, writeText } from '#core/pdf/text-strings'
import { shownSize } from '#core/pdf/upright-form'
import type { ByteSink, ByteSource } from '#core/ports'
import { type AppendedFile, append } from './append.ts'
import type { GapPurpose } from './find-gaps.ts'
import { differsFromPage, type NumberAndDate, numberFieldsOf, printedBeside, textOf } from './number-fields.ts'
import { readPreparedFont } from './prepared-font.ts'
import { appearanceEntries, isOpaqueContent, textContent } from './text-appearance.ts'

export type FillRequest = { source: ByteSource; values: NumberAndDate }

/**
 * Fills the prepared number and date fields in one incremental update: the value, and an appearance with exactly the size and
 * the baseline of the line. Nothing else is written, so the certifying signature of the leader (DocMDP 2) still holds.
 *
 * @throws AppError `field-not-found` (the document was not prepared), `field-not-fillable` (filled or locked already),
 *   `date-differs-from-page`, `pdf-damaged`, `pdf-unsupported`.
 * @see ISO 32000-1:2008, 12.7.3.3, 12.8.2.2 (form fill-in); NĐ 30/2020/NĐ-CP, Điều 15, PL I, I.II.3, I.II.4.
 */
export async function fillFields({ source, values }: FillRequest, sink: ByteSink): Promise<AppendedFile> {
  const document = openPdf(source)
  const update = new IncrementalUpdate(document)
  const fields = numberFieldsOf(document)
  if (fields.length === 0) throw new AppError('field-not-found', { field: 'DocumentNumber' })
  const locks = locksOf(document)
  for (const { purpose, field } of fields) {
    const isFilled = document.resolve(field.value) !== null
    if (isFilled || isLocked(field.name, locks)) throw new AppError('field-not-fillable', { field: field.name })
    const printed = printedBeside(document, field)
    requireSameDate(purpose, printed, values)
    fill(document, update, { field, text: textOf(purpose, values, printed) })
  }
  return append(source, update.close(), sink)
}

/** The page may print the month already, and it prints the year: a day of another month cannot be written beside them. */
function requireSameDate(purpose: GapPurpose, printed: string, { issuedDate }: NumberAndDate): void {
  if (purpose === 'number' || purpose === 'code' || agreesWithPage(printed, issuedDate)) return
  throw differsFromPage(printed, issuedDate)
}

/** A field covers dots only where it has from the beginning: nothing is hidden after somebody has signed. */
function isOpaque(document: PdfDocument, { dict: field }: FormField): boolean {
  const looks = document.entry(field, 'AP')
  const look = isDict(looks) ? document.entry(looks, 'N') : null
  return isStream(look) && isOpaqueContent(Buffer.from(decodeStructure(document.source, look)).toString('latin1'))
}

const ALIGN = ['left', 'centre', 'right'] as const

function fill(
  document: PdfDocument,
  update: IncrementalUpdate,
  { field, text }: { field: FormField; text: string },
): void {
  const box = rectangle(document, field.dict.entries.get('Rect'))
  if (!field.ref || !box) throw new AppError('field-not-fillable', { field: field.name })
  const { fontName, fontSize, font } = fontOf(document, field)
  const quadding = document.entry(field.dict, 'Q')
  const rotate = rotationAround(document, field.dict)
  const size = shownSize({ width: box[2] - box[0], height: box[3] - box[1] }, rotate)
  const align = ALIGN[isInteger(quadding) ? quadding : 0] ?? 'left'
  const prepared = readPreparedFont(document, font)
  const content = textContent({ text, size, fontName, fontSize, align, isOpaque: isOpaque(document, field) }, prepared)
  const appearance = update.allocate()
  update.setStream(appearance, appearanceEntries({ size, fontName, rotate }, font), Buffer.from(content, 'latin1'))
  update.set(field.ref, withEntries(field.dict, { V: writeText(text), AP: dict({ N: appearance }) }))
}

/** Letters of a default appearance that are read: a font, a size and a colour need a tenth of it. */
const MAX_APPEARANCE = 200

/** The font and size of the field's default appearance. ISO 32000-1:2008, 12.7.3.3. */
function fontOf(document: PdfDocument, field: FormField): { fontName: string; fontSize: number; font: PdfRef } {
  const said = document.entry(field.dict, 'DA')
  const instructions = isString(said) ? readText(said).slice(0, MAX_APPEARANCE) : ''
  const [, fontName = '', size = ''] = /\/(\S+) ([\d.]+) Tf/.exec(instructions) ?? []
  const form = findForm(document)
  const defaults = form ? document.entry(form.dict, 'DR') : null
  const fonts = isDict(defaults) ? document.entry(defaults, 'Font') : null
  const font = isDict(fonts) ? fonts.entries.get(fontName) : undefined
  if (!isRef(font) || !(Number(size) > 0)) throw new AppError('field-not-fillable', { field: field.name })
  return { fontName, fontSize: Number(size), font }
}
