import type { CertificateFacts, SignatureReport } from '#contract'
import { proofWords, revocationWords } from '#contract/words/evidence-words'
import { fillIn, formatDay, formatInstant, type Language } from '#contract/words/format'
import { levelWords, paperWords } from '#contract/words/paper'
import {
  changeWords,
  commonName,
  coverageWords,
  findingWords,
  reportWords,
  timeWords,
  validThen,
} from '#contract/words/signature-words'
import type { Block, Row } from './blocks.ts'

type Told = { index: number; of: number; told: readonly string[] }

/** One signature: the verdict and why, then what TT 15/2025/TT-BKHCN, Điều 6.4 wants shown, then what came after it. */
export function signatureBlocks(report: SignatureReport, place: Told, language: Language): Block[] {
  const words = reportWords(language)
  const paper = paperWords(language)
  const untold = report.findings.filter((code) => !place.told.includes(code))
  return [
    { kind: 'signature', text: signatureName(report, place, language) },
    {
      kind: 'verdict',
      verdict: report.indication,
      name: words.names[report.indication],
      sentence: indicationSentence(report, language),
    },
    ...(untold.length === 0 ? [] : [{ kind: 'text' as const, text: paper.whatFound }, findingList(untold, language)]),
    { kind: 'facts', rows: [...legalFacts(report, language), ...changeFacts(report, language)] },
    { kind: 'heading', text: words.report.technical },
    { kind: 'facts', rows: technicalFacts(report, language) },
  ]
}

/** The same without what only an administrator reads. */
export function signatureSummary(report: SignatureReport, place: Told, language: Language): Block[] {
  const { names, report: words } = reportWords(language)
  const verdict = `${names[report.indication]} (${indicationCodes(report)})`
  const untold = report.findings.filter((code) => !place.told.includes(code))
  const level: Row = [words.level, levelOf(report, language)]
  return [
    { kind: 'signature', text: `${signatureName(report, place, language)} – ${verdict}` },
    { kind: 'text', text: indicationSentence(report, language) },
    findingList(untold, language),
    { kind: 'facts', rows: [...legalFacts(report, language).slice(1), ...changeFacts(report, language), level] },
  ]
}

/** `INDETERMINATE · NO_CERTIFICATE_CHAIN_FOUND`: what other validators call it. */
const indicationCodes = ({ indication, subIndication }: SignatureReport): string =>
  [indication, ...(subIndication === null ? [] : [subIndication])].join(' · ')

function levelOf({ level }: SignatureReport, language: Language): string {
  const isOther = level === 'CMS' || level === 'unknown'
  return isOther ? paperWords(language).levelOther[level] : levelWords(language)[level]
}

/** `Chữ ký 2/3: Nguyễn Văn A`. */
export function signatureName(
  { kind, signer }: Pick<SignatureReport, 'kind' | 'signer'>,
  { index, of }: { index: number; of: number },
  language: Language,
): string {
  const { report, names } = reportWords(language)
  const ordinal = kind === 'document-timestamp' ? report.ordinalStamp : report.ordinal
  return `${fillIn(ordinal, { index, of })}: ${signer === '' ? names.unknownSigner : signer}`
}

/** The indication in a sentence, explained by its sub-indication where there is one. */
export function indicationSentence(
  { indication, subIndication }: Pick<SignatureReport, 'indication' | 'subIndication'>,
  language: Language,
): string {
  const { report, findings } = reportWords(language)
  return subIndication === null ? report.sentence[indication] : findings.sub[subIndication]
}

/** What was found, each with what to do. */
export function findingList(codes: readonly string[], language: Language): Block {
  const items = codes.map((code) => {
    const { what, todo } = findingWords(code, language)
    return { text: what, note: todo === '' ? '' : fillIn(paperWords(language).todo, { todo }) }
  })
  return { kind: 'list', items }
}

/** TT 15/2025/TT-BKHCN, Điều 6.4: issuer, signer, managing unit, time, integrity, validity then, validity period. */
function legalFacts(report: SignatureReport, language: Language): Row[] {
  const { report: words, names } = reportWords(language)
  const { fact } = words
  const { certificate } = report
  const isStamp = report.kind === 'document-timestamp'
  return [
    [isStamp ? words.factStamp : fact.signer, report.signer === '' ? names.unknownSigner : report.signer],
    ...(certificate ? certificateRows(report, certificate, language) : []),
    [fact.signedAt, timeWords(report, language)],
    ...(report.timestampAuthority === '' || isStamp ? [] : [[words.factStamp, report.timestampAuthority] as const]),
    [words.factProof, proofWords(report, language)],
    [fact.integrity, report.intact ? words.intact : words.broken],
    [fact.trust, report.trusted ? words.trusted : words.untrusted],
    [words.factRevocation, revocationWords(report.revocation, language)],
    [fact.covers, coverageWords(report, language)],
  ]
}

function certificateRows(report: SignatureReport, certificate: CertificateFacts, language: Language): Row[] {
  const { report: words } = reportWords(language)
  const { fact } = words
  const { organisation, issuer, notBefore, notAfter } = certificate
  return [
    [fact.organisation, organisation === '' ? words.notInCertificate : organisation],
    [fact.issuer, commonName(issuer)],
    [fact.validity, `${formatInstant(notBefore)} – ${formatInstant(notAfter)}`],
    [fact.validityThen, words[validThen(report)]],
  ]
}

function changeFacts(report: SignatureReport, language: Language): Row[] {
  const { report: words } = reportWords(language)
  const { docMdp, reason, location } = report
  const lock = docMdp === 1 || docMdp === 2 || docMdp === 3 ? words.docMdp[`${docMdp}`] : ''
  const rows: Row[] = [
    [words.fact.changes, changesAfter(report, language)],
    [words.fact.lock, lock],
    [words.fact.reason, reason],
    [words.fact.location, location],
  ]
  return rows.filter(([, value]) => value !== '')
}

/** What is forbidden, by name; what is permitted stands in the file's timeline, once for all signatures. */
function changesAfter({ modification, changesAfter }: SignatureReport, language: Language): string {
  const { report: words } = reportWords(language)
  const forbidden = changesAfter.filter(({ judgement }) => judgement === 'forbidden')
  const lines = forbidden.map((change) =>
    fillIn(words.changeLine, { revision: change.revision, what: changeWords(change, language) }),
  )
  return [words.modification[modification], ...lines].join('\n')
}

function technicalFacts(report: SignatureReport, language: Language): Row[] {
  const { report: words } = reportWords(language)
  const paper = paperWords(language)
  const { certificate, page } = report
  const rows: Row[] = [
    [paper.fact.indication, indicationCodes(report)],
    [words.level, levelOf(report, language)],
    [words.algorithm, [report.signatureAlgorithm, report.digestAlgorithm].filter(Boolean).join(' · ')],
    [words.format, report.subFilter],
    [words.field, report.field],
    [paper.fact.page, page === null ? '' : fillIn(words.timeline.onPage, { page })],
    [paper.fact.chain, chainLines(report, language)],
  ]
  if (certificate) {
    rows.push(
      [words.subject, certificate.subject],
      [words.serial, certificate.serialNumber],
      [words.fingerprint, certificate.sha256],
    )
  }
  return rows.filter(([, value]) => value !== '')
}

/** From the signer's certificate up, as far as it was found. */
function chainLines({ chain }: SignatureReport, language: Language): string {
  const paper = paperWords(language)
  if (chain.length === 0) return paper.chainNone
  const lines = chain.map(({ subject, notBefore, notAfter }, at) =>
    fillIn(paper.chainLine, {
      index: at + 1,
      name: commonName(subject),
      from: formatDay(notBefore),
      to: formatDay(notAfter),
    }),
  )
  return lines.join('\n')
}
