import type {
  CheckedSignature,
  DocumentCheck,
  DocumentId,
  FileReport,
  Instant,
  Sha256,
  SignatureReport,
} from '#contract'
import { FINDING_CODES, type FindingCode } from '#contract/findings'
import { judgeFindings, verdictOf } from '#core/verification/indication'
import { isRevokedForGood } from './standing.ts'
import type { OfficeTransaction } from './store.ts'

/** A revocation that a kept check has heard of, and as of when. */
type Known = { revocation: NonNullable<CheckedSignature['revocation']>; asOf: Instant }

/** Newest first; only those that found something else than before are kept. */
const MOST_CHECKS = 200

/**
 * A report of a document's bytes, by what the register knows already of the certificates in it from its earlier bytes: an
 * answer that is older than a revocation, or none at all, does not undo it. Only a service that is asked now, and speaks of
 * a later time, does.
 *
 * @see RFC 5280, 5.3.1 (a revocation that is no hold is not taken back); ETSI EN 319 102-1 V1.3.1, 5.2.5.
 */
export async function byKnownRevocations(
  { checks }: Pick<OfficeTransaction, 'checks'>,
  { id, sha256 }: { id: DocumentId; sha256: Sha256 },
  report: FileReport,
): Promise<FileReport> {
  const known = revocationsKnownBy(await checks.list(id, MOST_CHECKS), sha256)
  if (known.size === 0) return report
  const signatures = report.signatures.map((signature) => {
    const found = known.get(signature.certificate?.sha256 ?? '')
    return found && isOverruled(signature, found.asOf) ? asRevoked(signature, found) : signature
  })
  return { ...report, signatures, verdict: verdictOf(signatures) }
}

/** What a kept check heard of one certificate: `asOf` is the answer's own time, else when it was heard. */
type Heard = Known & { certificate: string; signature: CheckedSignature; isOfTheseBytes: boolean }

/** By certificate: of other bytes than these, the latest, where no service has said since that all is well. */
function revocationsKnownBy(checks: readonly DocumentCheck[], sha256: Sha256): ReadonlyMap<string, Known> {
  const heard = checks.flatMap((check) =>
    check.signatures.flatMap((signature) => heardOf(signature, check, check.sha256 === sha256)),
  )
  const known = new Map<string, Known>()
  for (const one of heard.filter(({ signature, isOfTheseBytes }) => !isOfTheseBytes && isRevokedForGood(signature))) {
    const before = known.get(one.certificate)
    if (!before || before.asOf < one.asOf) known.set(one.certificate, one)
  }
  for (const { certificate, asOf } of heard.filter(({ revocation }) => isGoodFromService(revocation))) {
    const held = known.get(certificate)
    if (held && asOf > held.asOf) known.delete(certificate)
  }
  return known
}

function heardOf(signature: CheckedSignature, check: DocumentCheck, isOfTheseBytes: boolean): Heard[] {
  const { certificateSha256: certificate, revocation } = signature
  if (certificate === null || revocation === null) return []
  return [{ certificate, revocation, asOf: revocation.producedAt ?? check.checkedAt, signature, isOfTheseBytes }]
}

const isGoodFromService = ({ status, source }: Known['revocation']): boolean =>
  status === 'good' && source === 'fetched'

/** Of a certificate that leads to no anchor nothing was asked, and nothing depends on it. */
function isOverruled(signature: SignatureReport, asOf: Instant): boolean {
  const { kind, trusted, revocation } = signature
  if (kind !== 'signature' || !trusted || isRevokedForGood(signature)) return false
  if (!revocation || !isGoodFromService(revocation)) return true
  return revocation.producedAt !== null && revocation.producedAt <= asOf
}

const UNANSWERED: readonly FindingCode[] = [
  'revocation-unavailable',
  'revocation-outdated',
  'revocation-weak',
  'revocation-not-checked',
  'certificate-on-hold',
]

/** What the verification itself would have made of it. */
function asRevoked(signature: SignatureReport, { revocation, asOf }: Known): SignatureReport {
  const { bestSignatureTime, provedBy, signedAt } = signature
  const since = revocation.revokedAt ?? asOf
  const isProvedOlder = provedBy !== 'time-of-checking' && bestSignatureTime !== null && bestSignatureTime < since
  const isClaimedLater = signedAt !== null && signedAt >= since
  const finding = isClaimedLater ? 'certificate-revoked' : 'revoked-without-proof'
  const rest = FINDING_CODES.filter((code) => signature.findings.includes(code) && !UNANSWERED.includes(code))
  return {
    ...signature,
    ...judgeFindings(isProvedOlder ? rest : [...rest, finding]),
    revocation: {
      ...{ kind: null, nextUpdate: null, problems: [] },
      ...revocation,
      producedAt: asOf,
    },
  }
}
