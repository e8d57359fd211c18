import type { TFunction } from 'i18next'
import type { SignatureReport } from '#contract'
import { formatInstant, formatSize } from '#renderer/text/format.ts'

/** When it was signed, and who says so: the signer's own clock proves nothing, a trusted timestamp does. */
export function timeWords(
  report: Pick<SignatureReport, 'kind' | 'signedAt' | 'timestamp' | 'trusted' | 'findings'>,
  t: TFunction,
): string {
  const claimed = report.signedAt === null ? null : formatInstant(report.signedAt)
  const stamp = report.timestamp === null ? null : formatInstant(report.timestamp)
  const doubt = doubtOf(report)
  if (stamp !== null) {
    const said = claimed !== null && claimed !== stamp ? t('verify.timeAlsoClaimed', { claimed }) : ''
    return `${t(doubt === null ? 'verify.timeStamped' : 'verify.timeStampedUntrusted', { time: stamp })}${said}`
  }
  if (claimed === null) return t('verify.timeNone')
  if (doubt === null) return t('verify.timeClaimed', { time: claimed })
  return t(`verify.timeClaimedDespite.${doubt}`, { time: claimed })
}

/** What stands against the timestamp that is there; null where nothing does or there is none. */
function doubtOf({
  kind,
  trusted,
  findings,
}: Pick<SignatureReport, 'kind' | 'trusted' | 'findings'>): 'untrusted' | 'invalid' | null {
  if (findings.includes('timestamp-invalid')) return 'invalid'
  const isUntrustedItself = kind === 'document-timestamp' && !trusted
  return isUntrustedItself || findings.includes('timestamp-untrusted') ? 'untrusted' : null
}

/** Findings that every one of several signatures has: they are told once, above them. */
export function sharedFindings(signatures: readonly Pick<SignatureReport, 'findings'>[]): readonly string[] {
  const [first, ...others] = signatures
  if (!first || others.length === 0) return []
  return first.findings.filter((code) => others.every(({ findings }) => findings.includes(code)))
}

/** Whether the certificate was within its validity when it signed. TT 15/2025/TT-BKHCN, Điều 6.4. */
export function validThen({
  certificate,
  timestamp,
  signedAt,
}: Pick<SignatureReport, 'certificate' | 'timestamp' | 'signedAt'>): 'validThen' | 'invalidThen' | 'unknownThen' {
  const instant = timestamp ?? signedAt
  if (!certificate || instant === null) return 'unknownThen'
  const at = Date.parse(instant)
  return Date.parse(certificate.notBefore) <= at && at <= Date.parse(certificate.notAfter) ? 'validThen' : 'invalidThen'
}

/** Which version of the file was signed, and how much of it. */
export function coverageWords(report: SignatureReport, t: TFunction): string {
  const { coversWholeDocument, revision, revisions, coveredBytes, fileLength } = report
  if (coversWholeDocument) return t('verify.coversAll', { bytes: formatSize(fileLength) })
  const sizes = { covered: formatSize(coveredBytes), length: formatSize(fileLength) }
  return t('verify.coversPart', { revision, revisions, ...sizes })
}

/** Later changes, one entry for each revision in the order of the file. */
export function changesByRevision({ changesAfter }: Pick<SignatureReport, 'changesAfter'>) {
  const revisions = [...new Set(changesAfter.map(({ revision }) => revision))].toSorted((a, b) => a - b)
  return revisions.map((revision) => ({
    revision,
    changes: changesAfter.filter((change) => change.revision === revision),
  }))
}

/** `CN=Nguyễn Văn A, O=Sở Nội vụ` -> the name alone; anything else as it is. */
export function commonName(distinguishedName: string): string {
  const match = /(?:^|[,+/]\s*)CN=((?:\\.|[^,+\\])*)/iu.exec(distinguishedName)
  return match?.[1]?.replace(/\\(.)/gu, '$1').trim() ?? distinguishedName
}
