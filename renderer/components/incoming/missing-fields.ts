import type { IncomingFields } from '#contract'

const REQUIRED = ['arrivalDate', 'organName', 'subject'] as const satisfies readonly (keyof IncomingFields)[]

/** Required fields that are still empty. */
export function missingFields(fields: IncomingFields): ReadonlySet<keyof IncomingFields> {
  return new Set(REQUIRED.filter((field) => fields[field].trim() === ''))
}

/**
 * What a document does not say of itself though the book has a column for it: its number, its date of issue.
 * @see NĐ 30/2020, PL IV (sổ đăng ký văn bản đến).
 */
export function lacking({
  codeNumber,
  issuedDate,
}: {
  codeNumber: string | null
  issuedDate: string | null
}): 'number' | 'date' | 'both' | null {
  const hasNumber = codeNumber !== null && codeNumber.trim() !== ''
  if (hasNumber) return issuedDate === null ? 'date' : null
  return issuedDate === null ? 'both' : 'number'
}
