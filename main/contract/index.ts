import { device } from './device.ts'
import { office } from './office.ts'

/** The whole agreement between page and product: `device.*` is this workstation, `office.*` is the office. */
export const contract = { device, office }

export * from './appearances.ts'
export * from './basics.ts'
export * from './certificate-check.ts'
export * from './document.ts'
export * from './document-types.ts'
export * from './errors.ts'
export * from './integrity.ts'
export * from './keys.ts'
export * from './levels.ts'
export * from './people.ts'
export * from './placement.ts'
export * from './rechecks.ts'
export * from './settings.ts'
export * from './signing-warnings.ts'
export * from './statistics.ts'
export * from './tokens.ts'
export * from './verification.ts'
