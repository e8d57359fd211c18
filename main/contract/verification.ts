import { z } from 'zod'
import { Instant, Sha256 } from './basics.ts'

/** ETSI EN 319 102-1, 5.1.3: main status indications. */
export const Indication = z.enum(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'])
export type Indication = z.infer<typeof Indication>

/** ETSI EN 319 102-1, 5.1.3, Table 6 (sub-indications), as far as they are used here. */
export const SubIndication = z.enum([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'EXPIRED',
  'NOT_YET_VALID',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'NO_POE',
  'TRY_LATER',
  'SIGNED_DATA_NOT_FOUND',
])
export type SubIndication = z.infer<typeof SubIndication>

/** What is not explained, or could not be read, counts as forbidden: rejected by default; the findings say which. */
export const Modification = z.enum(['none', 'permitted', 'forbidden'])
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

/** What is known of the revocation of a certificate, and from where (ETSI EN 319 102-1, 5.2.5 and 5.2.6). */
export const RevocationFacts = z.object({
  status: z.enum(['good', 'revoked', 'unknown']),
  /** Where the answer comes from: the file itself, a service asked now, or one asked before; null where there is none. */
  source: z.enum(['file', 'fetched', 'kept']).nullable(),
  kind: z.enum(['ocsp', 'crl']).nullable(),
  producedAt: Instant.nullable(),
  nextUpdate: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** CRLReason by its name in RFC 5280, 5.3.1; empty if none is given. */
  reason: z.string(),
  /** Why nothing is known, one code for each service or entry that was tried. */
  problems: z.array(z.string()),
})
export type RevocationFacts = z.infer<typeof RevocationFacts>

/** One change by a later revision, and what it means for the signature before it. */
export const LaterChange = z.object({
  revision: z.int(),
  kind: z.string(),
  /** The field's name, the kind of metadata, or the path of keys from the trailer. */
  detail: z.string(),
  /** Page on which it shows, where it is on one. */
  page: z.int().nullable(),
  /** Field of the signature that covers this revision: who answers for the change; null where nobody does. */
  by: z.string().nullable(),
  judgement: z.enum(['permitted', 'forbidden']),
})
export type LaterChange = z.infer<typeof LaterChange>

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
  /** Name of that timestamp's authority by its certificate, trusted or not; empty where there is none or none is named. */
  timestampAuthority: z.string(),
  /** Earliest time at which the signature is proved to have existed (EN 319 102-1, 5.5); null where it could not be judged. */
  bestSignatureTime: Instant.nullable(),
  /** What proves that time; without a timestamp it is no earlier than the checking itself. */
  provedBy: z.enum(['signature-timestamp', 'document-timestamp', 'time-of-checking']),
  /** Of the signer's certificate; null where there is no certificate or no issuer. */
  revocation: RevocationFacts.nullable(),
  /** From the signer's certificate to the anchor, or as far as it was found. */
  chain: z.array(CertificateFacts),
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
  changesAfter: z.array(LaterChange),
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

/** One revision of a file (ISO 32000-1, 7.5.6), in the order in which they were written. */
export const RevisionFacts = z.object({
  /** 1 is the first. */
  number: z.int(),
  /** Offset of the byte after it: the file as it was then is the bytes before. */
  end: z.int(),
  /** Fields of the signatures that cover exactly the file up to here. */
  signatures: z.array(z.string()),
})
export type RevisionFacts = z.infer<typeof RevisionFacts>

export const FileReport = z.object({
  file: z.string(),
  /** The instant for which was judged. */
  checkedAt: Instant,
  /** No service was asked: what only a service could say is open. */
  offline: z.boolean(),
  revisions: z.array(RevisionFacts),
  /** Behind the last revision another begins that does not end: the file was cut off. Absent where it was not. */
  unfinished: z.literal(true).optional(),
  signatures: z.array(SignatureReport),
  /** The worst of its signatures, or that there is none. */
  verdict: z.union([Indication, z.literal('NO-SIGNATURE')]),
})
export type FileReport = z.infer<typeof FileReport>
