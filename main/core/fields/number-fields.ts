import { AppError } from '#contract'
import { type FormField, listFields } from '#core/pdf/form-fields'
import type { ObjectView } from '#core/pdf/object-view'
import { isString } from '#core/pdf/objects'
import { readText } from '#core/pdf/text-strings'
import { exactlyOnPaper, type PageBox, type Rectangle } from '#core/placement/page-space'
import type { Gap, GapPurpose } from './find-gaps.ts'

/** Full names of the prepared fields. */
export const FIELD_NAMES: Readonly<Record<GapPurpose, string>> = {
  number: 'DocumentNumber',
  code: 'DocumentCode',
  day: 'IssuedDay',
  month: 'IssuedMonth',
  year: 'IssuedYear',
}

/** What a reader shows and reads aloud of a field. ISO 32000-1:2008, 14.9.3. */
export const FIELD_LABELS: Readonly<Record<GapPurpose, string>> = {
  number: 'Số văn bản',
  code: 'Số, ký hiệu văn bản',
  day: 'Ngày ban hành',
  month: 'Tháng ban hành',
  year: 'Năm ban hành',
}

/** Number as written, symbol, date of issue as `YYYY-MM-DD`. */
export type NumberAndDate = { codeNumber: string; codeNotation: string; issuedDate: string }

/**
 * What stands in each gap: numbers below 10, days below 10 and the months 1 and 2 with a leading zero.
 *
 * @param printed What the page prints of the date: of the year only its other digits are written.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.3.a, II.4.
 */
export function textOf(
  purpose: GapPurpose,
  { codeNumber, codeNotation, issuedDate }: NumberAndDate,
  printed: string,
): string {
  const [year = '', month = '', day = ''] = issuedDate.split('-')
  switch (purpose) {
    case 'number':
      return codeNumber
    case 'code':
      return codeNotation === '' ? codeNumber : `${codeNumber}/${codeNotation}`
    case 'day':
      return day
    case 'month':
      return Number(month) < 3 ? month : String(Number(month))
    case 'year':
      return year.slice(/^\d*/.exec(printed)?.[0].length)
  }
}

/** Parts of the font's size from a field's lower edge to the baseline, and from there to its upper edge. */
export const BELOW = 0.24
export const ABOVE = 0.92

/** A gap's area in the page as seen: the baseline stands {@link BELOW} of the size above its lower edge. */
export const areaOf = ({ x, width, baseline, fontSize }: Gap): Rectangle => ({
  ...{ x, width },
  y: baseline - BELOW * fontSize,
  height: (BELOW + ABOVE) * fontSize,
})

/** A gap's rectangle in the page's own space, as [left, bottom, right, top]. */
export function rectangleOf(page: PageBox, gap: Gap): number[] {
  const { x, y, width, height } = exactlyOnPaper(page, areaOf(gap))
  return [x, y, x + width, y + height].map((value) => Math.round(value * 1000) / 1000)
}

/** The number and date fields of a document, by purpose. */
export function numberFieldsOf(view: ObjectView): { purpose: GapPurpose; field: FormField }[] {
  const names = Object.entries(FIELD_NAMES) as [GapPurpose, string][]
  return listFields(view).flatMap((field) => {
    const purpose = field.fieldType === 'Tx' ? names.find(([, name]) => name === field.name)?.[0] : undefined
    return purpose === undefined ? [] : [{ purpose, field }]
  })
}

/** What the page prints beside a field: it was noted as the field's mapping name. ISO 32000-1:2008, Table 220, TM. */
export function printedBeside(view: ObjectView, { dict }: FormField): string {
  const noted = view.entry(dict, 'TM')
  return isString(noted) ? readText(noted) : ''
}

/** `2026-07` as people write it: `07/2026`. */
export const differsFromPage = (printed: string, date: string): AppError =>
  new AppError('date-differs-from-page', { date, printed: printed.split('-').toReversed().join('/') })
