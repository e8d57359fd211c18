import type { numbering as vi } from '#renderer/text/vi/numbering.ts'

export const numbering: typeof vi = {
  inFields: 'Number and date will be written on their lines of the first page; the leader’s signature stays valid.',
  willPrepare:
    'The first page leaves number and date open: fields for them are prepared now, and the clerk fills them after the leader has signed.',
  bySignature:
    'This page has no prepared fields: number and date are written on their lines by a signature of the agency, before its seal.',
  printed: 'The first page has number and date printed already; they stay as they are.',
  nowhere: 'Number and date are not written on the page; only the book has them.',
  nowhereAdvice:
    'To have them on the page: withdraw the document and replace its file by one with open lines “Số: …/…” and “ngày … tháng … năm …”.',
  numberNarrow:
    'The line “Số: …/…” leaves too little room: keep at least five blanks before the “/”, then replace the file.',
  dateNarrow:
    'The line “ngày … tháng … năm …” leaves too little room: keep at least five blanks in each gap, then replace the file.',
  numberMissing: 'The first page has no line “Số: …/…”: only the book will have the number.',
  dateMissing: 'The first page has no line “ngày … tháng … năm …”: only the book will have the date.',
  otherSymbol:
    'The page prints the symbol {{printed}}, the book will say {{symbol}}. Check the document’s type and unit.',
  otherDate: 'The page prints {{printed}}: the date of issue has to agree with it, or no number can be given.',
  sealNow: 'Seal for the agency at once',
  sealNowHint: 'Number, date and the agency’s signature in one step.',
  takeNumberAndSeal: 'Assign number and seal',
  numberedAndSealed: 'Number {{code}} is given and the agency has signed.',
  numberedAndSealedLower:
    'Number {{code}} is given and the agency has signed, but only at {{level}}: {{reason}} The document waits to be raised (Administration – Signature level) and is tried again in the background.',
  numberedNotSealed:
    'Number {{code}} is given, but the agency has not signed: {{reason}} The document waits under “Agency signing”.',
  appendices: 'Appendices (files of their own)',
  addAppendix: 'Add an appendix',
  appendixHint: 'Each appendix is a PDF of its own; the agency signs each together with the document.',
  appendixAdded: 'The appendix was added.',
  appendixRemoved: 'The appendix {{name}} was taken away.',
  removeAppendix: 'Take away the appendix {{name}}',
  appendixSigned: 'The agency has signed this appendix',
  withAppendices_one: 'With {{number}} appendix; the agency signs it together with the document.',
  withAppendices_other: 'With {{number}} appendices; the agency signs them together with the document.',
  sealsAppendices_one: '{{number}} appendix is signed with it.',
  sealsAppendices_other: '{{number}} appendices are signed with it.',
}
