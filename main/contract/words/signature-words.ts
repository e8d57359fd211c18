import { CHANGE_KINDS, FINDING_CODES } from '../findings.ts'
import type { LaterChange, SignatureReport } from '../verification.ts'
import { findings as findingsEn } from './findings-en.ts'
import { findings as findingsVi } from './findings-vi.ts'
import { fillIn, formatInstant, formatSize, type Language } from './format.ts'
import { verdictNames as namesEn, report as reportEn } from './report-en.ts'
import { verdictNames as namesVi, report as reportVi } from './report-vi.ts'

const WORDS = {
  vi: { report: reportVi, findings: findingsVi, names: namesVi },
  en: { report: reportEn, findings: findingsEn, names: namesEn },
} as const

/** Every word of a report in one language. */
export const reportWords = (language: Language) => WORDS[language]

/** What was found in plain words, and what to do about it; `todo` is empty where nothing needs doing. */
export type FindingWords = { what: string; todo: string }

/** Words for the code of a finding. A report of a newer office may hold a code that is not known here. */
export function findingWords(code: string, language: Language): FindingWords {
  const { report, findings } = WORDS[language]
  const known = FINDING_CODES.find((candidate) => candidate === code)
  return known === undefined ? { what: fillIn(report.unknownFinding, { code }), todo: '' } : findings.finding[known]
}

/** Kinds whose detail is the name of a field, which a person gave it; those of others are a program's. */
const NAMES_A_FIELD = /^(?:signature|field|locked-field)-/

/** What a later revision did, and the page on which it shows; a field is named, a PDF object is not. */
export function changeWords(
  { kind, detail, page }: Pick<LaterChange, 'kind' | 'detail' | 'page'>,
  language: Language,
): string {
  const { findings, report } = WORDS[language]
  const words = findings.change[CHANGE_KINDS.find((candidate) => candidate === kind) ?? 'other']
  const isTelling = detail !== '' && NAMES_A_FIELD.test(kind)
  const where = page === null ? '' : `, ${fillIn(report.timeline.onPage, { page })}`
  return `${words}${isTelling ? ` (${detail})` : ''}${where}`
}

type Timed = Pick<SignatureReport, 'kind' | 'signedAt' | 'timestamp' | 'trusted' | 'findings'>

/** When it was signed, and who says so: the signer's own clock proves nothing, a trusted timestamp does. */
export function timeWords(report: Timed, language: Language): string {
  const words = WORDS[language].report
  const claimed = report.signedAt === null ? null : formatInstant(report.signedAt)
  const stamp = report.timestamp === null ? null : formatInstant(report.timestamp)
  const doubt = doubtOf(report)
  if (stamp !== null) {
    const said = claimed !== null && claimed !== stamp ? fillIn(words.timeAlsoClaimed, { claimed }) : ''
    return `${fillIn(doubt === null ? words.timeStamped : words.timeStampedUntrusted, { time: stamp })}${said}`
  }
  if (claimed === null) return words.timeNone
  return fillIn(doubt === null ? words.timeClaimed : words.timeClaimedDespite[doubt], { time: claimed })
}

/** What stands against the timestamp that is there; null where nothing does or there is none. */
function doubtOf({ kind, trusted, findings }: Timed): 'untrusted' | 'invalid' | null {
  if (findings.includes('timestamp-invalid')) return 'invalid'
  const isUntrustedItself = kind === 'document-timestamp' && !trusted
  return isUntrustedItself || findings.some((code) => code.startsWith('timestamp-')) ? 'untrusted' : null
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
export function coverageWords(report: SignatureReport, language: Language): string {
  const words = WORDS[language].report
  const { coversWholeDocument, revision, revisions, coveredBytes, fileLength } = report
  const length = formatSize(fileLength, language)
  if (coversWholeDocument) return fillIn(words.coversAll, { bytes: length })
  return fillIn(words.coversPart, { revision, revisions, covered: formatSize(coveredBytes, language), length })
}

/** `CN=Nguyễn Văn A, O=Sở Nội vụ` -> the name alone; anything else as it is. */
export function commonName(distinguishedName: string): string {
  const match = /(?:^|[,+/]\s*)CN=((?:\\.|[^,+\\])*)/iu.exec(distinguishedName)
  return match?.[1]?.replace(/\\(.)/gu, '$1').trim() ?? distinguishedName
}
