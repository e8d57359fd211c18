import { DOCUMENT_TYPES, type DocumentType } from '#contract'

const ABBREVIATIONS = new Map<DocumentType, string>(DOCUMENT_TYPES.map((type) => [type.code, type.abbreviation]))

/** A number as written: Arabic digits, below 10 with a leading zero. NĐ 30/2020, PL I, Phần I, II.3.a. */
export const writtenNumber = (number: number): string => String(number).padStart(2, '0')

/**
 * A document's symbol: `QĐ-UBND` for named types; `UBND-VP` for an official letter, where the drafting unit stands
 * after the dash. A document without abbreviation and without unit has the agency's alone.
 *
 * @see NĐ 30/2020, Điều 15; PL I, Phần I, II.3.b; PL III, Mục I.
 */
export function symbolOf(type: DocumentType, agencySymbol: string, unitSymbol: string): string {
  const abbreviation = ABBREVIATIONS.get(type) ?? ''
  if (abbreviation !== '') return `${abbreviation}-${agencySymbol}`
  return unitSymbol === '' ? agencySymbol : `${agencySymbol}-${unitSymbol}`
}

/** Number and symbol as they stand on the document: `05/QĐ-UBND`, no spaces (PL I, Phần I, II.3). */
export const writtenCode = (number: string, symbol: string): string => (symbol === '' ? number : `${number}/${symbol}`)
