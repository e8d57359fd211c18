import type { TFunction } from 'i18next'
import type { SignatureReport } from '#contract'
import { formatInstant, formatSize } from '#renderer/text/format.ts'

/** When it was signed, and who says so: the signer's own clock proves nothing, a timestamp does. */
export function timeWords(
  { signedAt, timestamp }: Pick<SignatureReport, 'signedAt' | 'timestamp'>,
  t: TFunction,
): string {
  const claimed = signedAt === null ? null : formatInstant(signedAt)
  const stamp = timestamp === null ? null : formatInstant(timestamp)
  if (stamp !== null && claimed !== null && stamp !== claimed) return t('verify.timeBoth', { stamp, claimed })
  if (stamp !== null) return t('verify.timeStamped', { time: stamp })
  return claimed === null ? t('verify.timeNone') : t('verify.timeClaimed', { time: claimed })
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
