import type { paper as vi, levelNames as viLevels } from './paper-vi.ts'

export const levelNames: typeof viLevels = {
  'B-B': 'B-B · signature',
  'B-T': 'B-T · with timestamp',
  'B-LT': 'B-LT · long-term validation',
  'B-LTA': 'B-LTA · long-term archive',
}

export const paper: typeof vi = {
  title: 'Result of checking digital signatures',
  titleOne: 'Result of checking digital signatures: {{file}}',
  fileName: 'Result of checking – {{file}}.pdf',
  pageOf: 'Page {{page}} of {{pages}}',
  madeBy: 'Made with Văn Thư',
  about: {
    madeAt: 'Checked at',
    judgedFor: 'Judged as of',
    by: 'Checked by',
    office: 'Office',
    asked: 'Judged by',
    files: 'Files',
  },
  online:
    'The file, the imported trusted roots, and the services that certificates name (OCSP, CRL, issuers’ certificates).',
  offline: 'The file and the imported trusted roots only; no service was asked over the network.',
  overview: 'Files',
  file: {
    name: 'File name',
    sha256: 'SHA-256',
    size: 'Size',
  },
  sizeOf: '{{bytes}} bytes ({{size}})',
  verdict: 'Verdict',
  unreadable: 'Could not be checked',
  whatFound: 'Reasons, and what to do',
  todo: 'What to do: {{todo}}',
  fact: {
    chain: 'Path of certificates',
    indication: 'Indication (EN 319 102-1)',
    page: 'Place',
  },
  chainNone: 'no certificate',
  chainLine: '{{index}}. {{name}} (valid {{from}} – {{to}})',
  levelOther: { CMS: 'PDF signature outside PAdES (CMS)', unknown: 'not determined' },
  versionLine: '{{version}} ({{size}}): {{what}}',
  open: 'What could not be checked',
  openNone: 'Nothing: every question was answered.',
  openOffline:
    'Checked offline: issuers were not asked about revocation, and missing intermediate certificates were not fetched. Check again with a network.',
  openRevocation: 'Revocation, signature {{numbers}}: {{what}}',
  closing:
    'This states the result of checking digital signatures under Article 6 of Circular 15/2025/TT-BKHCN, as of the time above, with the trusted roots that the office has imported. It does not replace the file itself; to compare, the SHA-256 of the file must equal the value above.',
}
