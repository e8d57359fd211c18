import { appearanceResources } from '#core/pdf/appearance-resources'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { writeLock } from '#core/pdf/field-locks'
import { findForm, listFields } from '#core/pdf/form-fields'
import { addToForm, addToPage } from '#core/pdf/form-update'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, isDict, name, type PdfDict, type PdfRef, withEntries } from '#core/pdf/objects'
import { findPage, type PdfPage } from '#core/pdf/pages'
import { writeText } from '#core/pdf/text-strings'
import { shownSize } from '#core/pdf/upright-form'
import { boxOf } from '#core/placement/page-space'
import type { ByteSink, ByteSource } from '#core/ports'
import { type AppendedFile, append } from './append.ts'
import type { Gap } from './find-gaps.ts'
import { FIELD_LABELS, FIELD_NAMES, rectangleOf } from './number-fields.ts'
import { appearanceEntries, emptyContent } from './text-appearance.ts'

/** Print. ISO 32000-1:2008, Table 165. */
const PRINT = 4
/** ReadOnly: nobody types into it; the office fills it. ISO 32000-1:2008, Table 221. */
const READ_ONLY = 1
const QUADDING = { left: 0, centre: 1, right: 2 } as const
/** Letters of a whole code beside the digits: capitals with Đ, and those of QyĐ, CTr, TTr, TrS (PL III). */
const CODE_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZĐĂÂÊÔƠƯyr&'

/** A face of the Times-metric font in the style of the line. */
export type FaceOf = (style: { bold: boolean; italic: boolean }) => Uint8Array

export type PrepareRequest = {
  source: ByteSource
  /** On the first page. */
  gaps: readonly Gap[]
  face: FaceOf
  /** The agency's empty signature field; none where the document has a field of that name. */
  agency: { field: string; place: { page: number; x: number; y: number; width: number; height: number } } | null
}

/**
 * Prepares a document for its number, in one incremental update before anybody has signed: a read-only text field in each gap,
 * in the size and on the baseline of its line, with its font embedded; and the agency's signature field, which locks all
 * fields once it is signed.
 *
 * @throws AppError `pdf-damaged`, `pdf-unsupported`, `page-not-found`.
 * @see ISO 32000-1:2008, 12.7.3.3 (variable text), 12.7.4.3, 12.7.4.5.
 */
export async function prepareFields(request: PrepareRequest, sink: ByteSink): Promise<AppendedFile> {
  const document = openPdf(request.source)
  const update = new IncrementalUpdate(document)
  const fonts = await embedFaces(update, request)
  const page = findPage(document, 1)
  const texts = request.gaps.map((gap) => writeTextField(update, { gap, page, fonts }))
  addToPage({ document, update }, page, texts)
  const signatures = writeAgencyField(document, update, request.agency)
  const form = texts.length > 0 ? { DR: resources(document, fonts), DA: defaultAppearance(document) } : {}
  addToForm({ document, update }, [...texts, ...signatures], form)
  return append(request.source, update.close(), sink)
}

/** Name of a face in the form's resources, by which a field's /DA finds it. */
const fontName = ({ bold, italic }: Pick<Gap, 'bold' | 'italic'>): string =>
  `VanThuTinos${bold ? 'Bold' : ''}${italic ? 'Italic' : ''}`

type Fonts = ReadonlyMap<string, PdfRef>

/** One subset for each style, with the letters that its gaps may need. */
async function embedFaces(update: IncrementalUpdate, { gaps, face }: PrepareRequest): Promise<Fonts> {
  const fonts = new Map<string, PdfRef>()
  for (const { bold, italic } of gaps) {
    const title = fontName({ bold, italic })
    if (fonts.has(title)) continue
    const isCode = gaps.some((gap) => gap.purpose === 'code' && fontName(gap) === title)
    const { objects, font } = await appearanceResources({
      font: face({ bold, italic }),
      text: isCode ? CODE_LETTERS : '',
    })
    const numbers = new Map(objects.map(({ num }) => [num, update.allocate()]))
    for (const { num, template } of objects) {
      const target = numbers.get(num)
      if (target) update.setTemplate(target, template, numbers)
    }
    const embedded = font && numbers.get(font.num)
    if (embedded) fonts.set(title, embedded)
  }
  return fonts
}

function writeTextField(
  update: IncrementalUpdate,
  { gap, page, fonts }: { gap: Gap; page: PdfPage; fonts: Fonts },
): PdfRef {
  const title = fontName(gap)
  const font = fonts.get(title)
  if (!font) throw new RangeError(`no face ${title}`)
  const rectangle = rectangleOf(boxOf(page), gap)
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangle
  const appearance = update.allocate()
  const { rotate } = page
  const size = shownSize({ width: right - left, height: top - bottom }, rotate)
  update.setStream(
    appearance,
    appearanceEntries({ size, fontName: title, rotate }, font),
    Buffer.from(emptyContent({ size, isOpaque: gap.hasDots })),
  )
  const field = update.allocate()
  const entries = {
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Tx'),
    T: writeText(FIELD_NAMES[gap.purpose]),
    TU: writeText(FIELD_LABELS[gap.purpose]),
    ...(gap.printed === '' ? {} : { TM: writeText(gap.printed) }),
    Ff: READ_ONLY,
    F: PRINT,
    Rect: rectangle,
    P: page.ref,
    DA: writeText(`/${title} ${gap.fontSize.toFixed(3).replace(/\.?0+$/, '')} Tf 0 g`),
    Q: QUADDING[gap.align],
    ...characteristics(gap, rotate),
    AP: dict({ N: appearance }),
  }
  update.set(field, dict(entries))
  return field
}

/** White over dots; turned with the page. ISO 32000-1:2008, Table 189 (BG, R). */
function characteristics({ hasDots }: Gap, rotate: number): { MK?: PdfDict } {
  const entries = { ...(hasDots ? { BG: [1] } : {}), ...(rotate === 0 ? {} : { R: rotate }) }
  return Object.keys(entries).length > 0 ? { MK: dict(entries) } : {}
}

/** The form's resources with our fonts beside those that are there. ISO 32000-1:2008, Table 218, DR. */
function resources(document: PdfDocument, fonts: Fonts): PdfDict {
  const form = findForm(document)
  const present = form ? document.entry(form.dict, 'DR') : null
  const known = isDict(present) ? document.entry(present, 'Font') : null
  const Font = withEntries(isDict(known) ? known : dict({}), Object.fromEntries(fonts))
  return withEntries(isDict(present) ? present : dict({}), { Font })
}

/** The form's own default stays where it has one. */
function defaultAppearance(document: PdfDocument) {
  const form = findForm(document)
  return form?.dict.entries.get('DA') ?? writeText('/VanThuTinos 0 Tf 0 g')
}

/** The agency's empty field, with its lock; one that is there gets the lock. */
function writeAgencyField(
  document: PdfDocument,
  update: IncrementalUpdate,
  agency: PrepareRequest['agency'],
): PdfRef[] {
  if (!agency) return []
  const Lock = writeLock({ action: 'All' })
  const present = listFields(document).find((field) => field.name === agency.field)
  if (present) {
    if (present.ref && present.fieldType === 'Sig') update.set(present.ref, withEntries(present.dict, { Lock }))
    return []
  }
  const { page: number, x, y, width, height } = agency.place
  const page = findPage(document, number)
  const field = update.allocate()
  const widget = {
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: writeText(agency.field),
    F: PRINT,
    Rect: [x, y, x + width, y + height],
    P: page.ref,
    Lock,
  }
  update.set(field, dict(widget))
  addToPage({ document, update }, page, [field])
  return [field]
}
