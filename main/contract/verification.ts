import { z } from 'zod'
import { Instant, Sha256 } from './basics.ts'

/** ETSI EN 319 102-1, 5.1.3: main status indications. */
export const Indication = z.enum(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'])
export type Indication = z.infer<typeof Indication>

/** ETSI EN 319 102-1, 5.1.3, Table 3 (sub-indications), as far as they are used here. */
export const SubIndication = z.enum([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'NO_POE',
  'TRY_LATER',
  'SIGNED_DATA_NOT_FOUND',
])
export type SubIndication = z.infer<typeof SubIndication>

export const Modification = z.enum(['none', 'permitted', 'forbidden', 'not-analysed'])
export type Modification = z.infer<typeof Modification>

/** ETSI EN 319 142-1, 6: baseline levels, each with what the one before has. */
export const PadesLevel = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA'])
export type PadesLevel = z.infer<typeof PadesLevel>

export const CertificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** Organisation of the subject: the managing unit that TT 15/2025, Điều 6.4 wants shown. */
  organisation: z.string(),
  serialNumber: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  sha256: Sha256,
  keyAlgorithm: z.string(),
})
export type CertificateFacts = z.infer<typeof CertificateFacts>

/** One signature of a file: an answer, not an error. */
export const SignatureReport = z.object({
  field: z.string(),
  kind: z.enum(['signature', 'document-timestamp']),
  signer: z.string(),
  indication: Indication,
  subIndication: SubIndication.nullable(),
  /** Digest and signature value hold over the covered bytes, whatever trust says. */
  intact: z.boolean(),
  /** Certificate chains up to one of the workspace's anchors. */
  trusted: z.boolean(),
  /** Time claimed by the signer (/M or signing-time), null if none. */
  signedAt: Instant.nullable(),
  /** Time proved by a signature timestamp; null without one. */
  timestamp: Instant.nullable(),
  level: z.enum([...PadesLevel.options, 'CMS', 'unknown']),
  coversWholeDocument: z.boolean(),
  /** This signature covers revision `revision` of `revisions`. */
  revision: z.int(),
  revisions: z.int(),
  /** Bytes of the file that are covered, of its length. */
  coveredBytes: z.int(),
  fileLength: z.int(),
  modification: Modification,
  /** What came after: one plain line each, in the order of the file. */
  changesAfter: z.array(z.object({ revision: z.int(), kind: z.string(), detail: z.string() })),
  subFilter: z.string(),
  digestAlgorithm: z.string(),
  signatureAlgorithm: z.string(),
  reason: z.string(),
  location: z.string(),
  /** DocMDP level if this signature certifies the document. */
  docMdp: z.int().nullable(),
  page: z.int().nullable(),
  certificate: CertificateFacts.nullable(),
  /** Codes of the findings that led to the indication, worst first; the page has a sentence for each. */
  findings: z.array(z.string()),
})
export type SignatureReport = z.infer<typeof SignatureReport>

export const FileReport = z.object({
  file: z.string(),
  signatures: z.array(SignatureReport),
  /** The worst of its signatures, or that there is none. */
  verdict: z.union([Indication, z.literal('NO-SIGNATURE')]),
})
export type FileReport = z.infer<typeof FileReport>
