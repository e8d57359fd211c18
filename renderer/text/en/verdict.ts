import type { verdict as vi } from '#renderer/text/vi/verdict.ts'

export const verdict: typeof vi = {
  'TOTAL-PASSED': 'Valid',
  'TOTAL-FAILED': 'Not valid',
  INDETERMINATE: 'Not determined',
  'NO-SIGNATURE': 'No signature',
}
