import { report } from '#contract/words/report-en'
import type { verify as vi } from '#renderer/text/vi/verify.ts'

export const verify: typeof vi = {
  title: 'Check signatures',
  intro: 'Drop a PDF to see who signed it, when, and whether its content is unchanged.',
  introHint: 'The file is not put into the register. Several files can be dropped at once.',
  choose: 'Choose a PDF',
  more: 'Check another file',
  dropTitle: 'Drop a PDF here',
  filePassword: 'Password of the PDF',
  openFile: 'Open and check',
  files: 'Checked files',
  waiting: 'Waiting',
  uploading: 'Receiving the file',
  notChecked: 'Could not be checked',
  checking: 'Checking signatures',
  removeFile: 'Remove {{file}} from the list',
  copyReason: 'Copy the reason',
  copied: 'Copied',
  reasonLabel: 'Reason for returning it (to copy):',
  checkedAt: 'Checked at {{time}}',
  checkedOffline: 'Checked at {{time}}, without asking the issuers of certificates',
  seeShared: 'The reason stands above.',
  changesRaw: 'Changes (codes)',
  saveReport: 'Save PDF report',
  sum: {
    'TOTAL-FAILED': '{{n}} not valid',
    'not-checked': '{{n}} could not be checked',
    INDETERMINATE: '{{n}} undecided',
    'NO-SIGNATURE': '{{n}} without a signature',
    'TOTAL-PASSED': '{{n}} valid',
    open: '{{n}} being checked',
  },
  own: {
    'TOTAL-PASSED': {
      title: 'Signatures are valid',
      sentence: 'Every signature ({{n}}) is valid; nothing was changed afterwards that they do not permit.',
    },
    'TOTAL-FAILED': {
      title: 'Signatures are not valid',
      sentence:
        '{{bad}} of {{n}} signatures are not valid. Do not issue it; tell an administrator. The reasons stand with the signatures.',
    },
    INDETERMINATE: {
      title: 'Undecided',
      sentence: '{{bad}} of {{n}} signatures cannot be called valid yet. The reasons stand with the signatures.',
    },
    'NO-SIGNATURE': { title: 'Not signed', sentence: 'The document has no digital signature yet.' },
  },
  ...report,
}
