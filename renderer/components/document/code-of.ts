import type { TFunction } from 'i18next'
import type { DocumentSummary } from '#contract'
import { formatDate } from '#renderer/text/format.ts'

/** Number and symbol as written on the document, `05/QĐ-UBND`; for an incoming one its arrival number stands before. */
export function codeOf(
  document: Pick<DocumentSummary, 'codeNumber' | 'codeNotation'> & Partial<Pick<DocumentSummary, 'arrivalNumber'>>,
): string | null {
  const { codeNumber, codeNotation, arrivalNumber = null } = document
  const code = [codeNumber, codeNotation].filter((part) => part !== null && part !== '').join('/')
  if (arrivalNumber === null) return code === '' ? null : code
  return code === '' ? String(arrivalNumber) : `${String(arrivalNumber)} · ${code}`
}

type Dated = Pick<DocumentSummary, 'direction' | 'codeNumber' | 'codeNotation' | 'arrivalNumber' | 'issuedDate'>

/** Which document it is, in one line: its number, and the date it was issued on, never the day it arrived. */
export function numberAndDate(document: Dated, t: TFunction): string {
  const code = codeOf(document) ?? t('document.noNumber')
  if (document.issuedDate !== null) return `${code} · ${formatDate(document.issuedDate)}`
  return document.direction === 'incoming' ? `${code} · ${t('document.noDate')}` : code
}
