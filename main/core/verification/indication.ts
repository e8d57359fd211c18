import type { FileReport, Indication, SignatureReport, SubIndication } from '#contract'
import { FINDING_CODES, type FindingCode } from '#contract/findings'

type Judgement = readonly [Indication, SubIndication]

const failed = (subIndication: SubIndication): Judgement => ['TOTAL-FAILED', subIndication]
const undecided = (subIndication: SubIndication): Judgement => ['INDETERMINATE', subIndication]

/**
 * What a finding means for the signature; undefined for what is only to be known. A document that was changed beyond what
 * its signature allows is a format failure of the whole, as the reference validator of the European Commission reports it;
 * changes that nobody has analysed leave the signature's constraints open.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.1.3, Tables 5 and 6.
 */
const JUDGEMENTS: Readonly<Record<FindingCode, Judgement | undefined>> = {
  'byte-range-malformed': failed('FORMAT_FAILURE'),
  'contents-not-in-gap': failed('FORMAT_FAILURE'),
  'signature-ambiguous': failed('FORMAT_FAILURE'),
  'covers-no-revision': failed('FORMAT_FAILURE'),
  'signed-data-malformed': failed('FORMAT_FAILURE'),
  'signed-data-too-large': failed('FORMAT_FAILURE'),
  'content-type-wrong': failed('FORMAT_FAILURE'),
  'content-encapsulated': failed('FORMAT_FAILURE'),
  'digest-mismatch': failed('HASH_FAILURE'),
  'signature-value-wrong': failed('SIG_CRYPTO_FAILURE'),
  'document-changed': failed('FORMAT_FAILURE'),
  'certification-broken': failed('FORMAT_FAILURE'),
  'locked-field-changed': failed('FORMAT_FAILURE'),
  'certificate-revoked': failed('REVOKED'),
  'signed-before-validity': failed('NOT_YET_VALID'),
  'signed-after-validity': failed('EXPIRED'),
  'signature-type-unknown': undecided('SIG_CONSTRAINTS_FAILURE'),
  'algorithm-unknown': undecided('CRYPTO_CONSTRAINTS_FAILURE'),
  'signer-certificate-missing': undecided('NO_SIGNING_CERTIFICATE_FOUND'),
  'signing-certificate-mismatch': undecided('NO_SIGNING_CERTIFICATE_FOUND'),
  'changes-not-analysed': undecided('SIG_CONSTRAINTS_FAILURE'),
  'signature-covers-text': undecided('SIG_CONSTRAINTS_FAILURE'),
  'field-covers-text': undecided('SIG_CONSTRAINTS_FAILURE'),
  'value-overwritten': undecided('SIG_CONSTRAINTS_FAILURE'),
  'revoked-without-proof': undecided('REVOKED_NO_POE'),
  'issuer-revoked': undecided('REVOKED_CA_NO_POE'),
  'weak-algorithm': undecided('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  'signed-data-irregular': undecided('SIG_CONSTRAINTS_FAILURE'),
  'certificate-not-for-signing': undecided('CHAIN_CONSTRAINTS_FAILURE'),
  'chain-constraints': undecided('CHAIN_CONSTRAINTS_FAILURE'),
  'no-trust-anchors': undecided('NO_CERTIFICATE_CHAIN_FOUND'),
  'no-chain': undecided('NO_CERTIFICATE_CHAIN_FOUND'),
  'certificate-expired': undecided('OUT_OF_BOUNDS_NO_POE'),
  'certificate-not-yet-valid': undecided('OUT_OF_BOUNDS_NO_POE'),
  'signed-outside-validity': undecided('OUT_OF_BOUNDS_NO_POE'),
  'timestamp-not-by-authority': undecided('CHAIN_CONSTRAINTS_FAILURE'),
  'timestamp-invalid': undecided('SIG_CONSTRAINTS_FAILURE'),
  'certificate-on-hold': undecided('TRY_LATER'),
  'revocation-unavailable': undecided('TRY_LATER'),
  'revocation-outdated': undecided('TRY_LATER'),
  'revocation-weak': undecided('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  'timestamp-untrusted': undefined,
  'timestamp-revoked': undefined,
  'timestamp-expired': undefined,
  'timestamp-weak': undefined,
  'timestamp-revocation-unknown': undefined,
  'timestamp-after-checking': undefined,
  'legacy-signature-type': undefined,
  'signed-data-not-der': undefined,
  'attributes-not-sorted': undefined,
  'signing-certificate-not-named': undefined,
  'signing-time-in-cms': undefined,
  'validation-data-too-large': undefined,
  'revocation-not-checked': undefined,
}

/** The findings, worst first and each once, and what the worst of them makes of the signature. */
export function judgeFindings(
  found: readonly FindingCode[],
): Pick<SignatureReport, 'indication' | 'subIndication' | 'findings'> {
  const findings = FINDING_CODES.filter((code) => found.includes(code))
  const worst = findings.map((code) => JUDGEMENTS[code]).find((judgement) => judgement !== undefined)
  const [indication, subIndication] = worst ?? (['TOTAL-PASSED', null] as const)
  return { indication, subIndication, findings }
}

const RANK: Readonly<Record<Indication, number>> = { 'TOTAL-FAILED': 0, INDETERMINATE: 1, 'TOTAL-PASSED': 2 }

/** One word for a file: the worst of its signatures. A file without any is never "passed". */
export function verdictOf(signatures: readonly SignatureReport[]): FileReport['verdict'] {
  const [worst] = signatures.map(({ indication }) => indication).sort((a, b) => RANK[a] - RANK[b])
  return worst ?? 'NO-SIGNATURE'
}
