import type { CertificateFacts, FileReport, Sha256, SignatureReport } from '#contract'

const SIGNED = '2026-07-22T11:12:00.000Z'

export const someCertificate: CertificateFacts = {
  subject: 'CN=Nguyễn Thị Ánh Tuyết, O=Sở Nông nghiệp và Môi trường, C=VN',
  issuer: 'CN=CA phục vụ các cơ quan Nhà nước G2, O=Ban Cơ yếu Chính phủ, C=VN',
  organisation: 'Sở Nông nghiệp và Môi trường',
  serialNumber: '27DF5D16CEEFFF26',
  notBefore: '2025-06-24T02:10:00.000Z',
  notAfter: '2030-06-23T02:10:00.000Z',
  sha256: '260f62b47ba54d90b11fc2e30be8965493afd226d1fe7d8491c2027b3bd1156a' as Sha256,
  keyAlgorithm: 'RSA 2048',
}

/** A signature that passes, with what is given instead. */
export const aSignature = (given: Partial<SignatureReport> = {}): SignatureReport => ({
  field: 'Signature1',
  kind: 'signature',
  signer: 'Nguyễn Thị Ánh Tuyết',
  indication: 'TOTAL-PASSED',
  subIndication: null,
  intact: true,
  trusted: true,
  signedAt: SIGNED,
  timestamp: '2026-07-22T11:16:00.000Z',
  timestampAuthority: 'Máy chủ cấp dấu thời gian 02',
  bestSignatureTime: '2026-07-22T11:16:00.000Z',
  provedBy: 'signature-timestamp',
  revocation: {
    status: 'good',
    source: 'file',
    kind: 'ocsp',
    producedAt: '2026-07-22T11:17:00.000Z',
    nextUpdate: null,
    revokedAt: null,
    reason: '',
    problems: [],
  },
  chain: [someCertificate, { ...someCertificate, subject: someCertificate.issuer }],
  level: 'B-LT',
  coversWholeDocument: false,
  revision: 2,
  revisions: 3,
  coveredBytes: 171_000,
  fileLength: 249_000,
  modification: 'permitted',
  changesAfter: [],
  subFilter: 'ETSI.CAdES.detached',
  digestAlgorithm: 'sha256',
  signatureAlgorithm: 'RSA PKCS#1 v1.5',
  reason: '',
  location: '',
  docMdp: 2,
  page: 3,
  certificate: someCertificate,
  findings: [],
  ...given,
})

/** The report on a file with these signatures, one revision for each after the first. */
export const aReport = (
  signatures: SignatureReport[],
  verdict: FileReport['verdict'],
  given: Partial<FileReport> = {},
): FileReport => ({
  file: 'Quyết định 12.pdf',
  checkedAt: '2026-11-22T07:32:00.000Z',
  offline: false,
  revisions: Array.from({ length: signatures.length + 1 }, (_, at) => ({
    number: at + 1,
    end: 100_000 * (at + 1),
    signatures: signatures.filter(({ revision }) => revision === at + 1).map(({ field }) => field),
  })),
  signatures,
  verdict,
  ...given,
})
