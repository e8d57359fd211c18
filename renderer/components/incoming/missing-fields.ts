import type { IncomingFields } from '#contract'

const REQUIRED = ['arrivalDate', 'organName', 'subject'] as const satisfies readonly (keyof IncomingFields)[]

/** Required fields that are still empty. */
export function missingFields(fields: IncomingFields): ReadonlySet<keyof IncomingFields> {
  return new Set(REQUIRED.filter((field) => fields[field].trim() === ''))
}
