import type { DocumentSummary } from '#contract'

/** Number and symbol as written on the document, `05/QĐ-UBND`; for an incoming one its arrival number stands before. */
export function codeOf(
  document: Pick<DocumentSummary, 'codeNumber' | 'codeNotation' | 'arrivalNumber'>,
): string | null {
  const { codeNumber, codeNotation, arrivalNumber } = document
  const code = [codeNumber, codeNotation].filter((part) => part !== null && part !== '').join('/')
  if (arrivalNumber === null) return code === '' ? null : code
  return code === '' ? String(arrivalNumber) : `${String(arrivalNumber)} · ${code}`
}
