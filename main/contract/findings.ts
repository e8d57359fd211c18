/**
 * What checking a signature can find, worst first: what fails it, what leaves it undecided, what is only to be known.
 * There is a sentence for each (`contract/words`).
 */
export const FINDING_CODES = [
  // fails the signature
  'byte-range-malformed',
  'contents-not-in-gap',
  'covers-no-revision',
  'signed-data-malformed',
  'signed-data-too-large',
  'content-type-wrong',
  'content-encapsulated',
  'digest-mismatch',
  'signature-value-wrong',
  'document-changed',
  'certification-broken',
  'locked-field-changed',
  // leaves it undecided
  'signature-type-unknown',
  'algorithm-unknown',
  'signer-certificate-missing',
  'signing-certificate-mismatch',
  'changes-not-analysed',
  'weak-algorithm',
  'certificate-not-for-signing',
  'chain-constraints',
  'no-trust-anchors',
  'no-chain',
  'certificate-expired',
  'certificate-not-yet-valid',
  'signed-outside-validity',
  'timestamp-invalid',
  // only to be known
  'timestamp-untrusted',
  'attributes-not-sorted',
  'signing-certificate-not-named',
  'signing-time-in-cms',
  'validation-data-too-large',
  'revocation-not-checked',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** What a later revision did to the document. */
export const CHANGE_KINDS = [
  'signature-added',
  'document-timestamp-added',
  'visible-timestamp-added',
  'signature-field-added',
  'field-filled',
  'validation-data-added',
  'metadata-updated',
  'nothing-visible',
  'locked-field-changed',
  'annotation-changed',
  'page-changed',
  'pages-changed',
  'unreadable',
  'other',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]
