import { verdictNames } from '#contract/words/report-en'
import type { verdict as vi } from '#renderer/text/vi/verdict.ts'

export const verdict: typeof vi = {
  ...verdictNames,
  signedAt: 'Time of signing (claimed)',
  noTime: 'not given',
  timestamp: 'Timestamp',
  covers: 'Covers',
  coversAll: 'the whole file',
  coversPart: 'revision {{revision}} of {{revisions}}, {{percent}} of the file',
  level: 'Level, algorithms',
  field: 'Signature field',
  issuer: 'Certificate issued by',
  validity: 'Valid',
  serial: 'Serial number',
  changesAfter: 'Changes after this signature',
  checking: 'Checking the signatures',
  checkAgain: 'Check again',
}
