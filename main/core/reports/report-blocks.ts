import type { FileReport } from '#contract'
import { adviceOf } from '#contract/words/advice'
import { revocationWords } from '#contract/words/evidence-words'
import { fillIn, formatInstant, formatNumber, formatSize, type Language } from '#contract/words/format'
import { paperWords } from '#contract/words/paper'
import { reportWords, sharedFindings } from '#contract/words/signature-words'
import { timelineOf } from '#contract/words/timeline'
import { entryWords, forbiddenLines, permittedWords } from '#contract/words/timeline-words'
import type { Block, Row } from './blocks.ts'
import { type Asked, baseName, type CheckedFile } from './checked-file.ts'
import { findingList, signatureBlocks, signatureSummary } from './signature-blocks.ts'

/** Everything a report says, in the order of reading. */
export function reportBlocks(files: readonly CheckedFile[], asked: Asked): Block[] {
  const { language } = asked
  const paper = paperWords(language)
  const overview: Block[] =
    files.length === 1
      ? []
      : [
          { kind: 'heading', text: paper.overview },
          { kind: 'facts', rows: files.map((file) => [file.name, verdictName(file, language)] as const) },
        ]
  return [
    { kind: 'title', text: paper.title },
    { kind: 'facts', rows: aboutRows(files, asked) },
    ...overview,
    ...files.flatMap((file) => fileBlocks(file, language)),
    { kind: 'text', text: paper.closing },
  ]
}

/** The same in short, for a terminal: what to do, then each signature with its reasons and what the law wants shown. */
export function fileSummary(report: FileReport, language: Language): Block[] {
  const { title } = adviceOf(report, language)
  return [
    { kind: 'verdict', verdict: report.verdict, name: title, sentence: groundWords(report, language) },
    ...revisionsOf(report, language),
    ...signaturesOf(report, language, signatureSummary),
    ...openOf(report, language),
  ]
}

/** One word for a file: its verdict, or that it could not be checked. */
export function verdictName(file: CheckedFile, language: Language): string {
  return 'report' in file ? reportWords(language).names[file.report.verdict] : paperWords(language).unreadable
}

function aboutRows(files: readonly CheckedFile[], { language, madeAt, judgedFor, offline, by, office }: Asked): Row[] {
  const { about, online, offline: alone } = paperWords(language)
  const rows: Row[] = [
    [about.madeAt, formatInstant(madeAt.toISOString())],
    [about.judgedFor, formatInstant(judgedFor.toISOString())],
    [about.by, by ?? ''],
    [about.office, office ?? ''],
    [about.asked, offline ? alone : online],
    [about.files, files.length > 1 ? formatNumber(files.length, language) : ''],
  ]
  return rows.filter(([, value]) => value !== '')
}

function fileBlocks(file: CheckedFile, language: Language): Block[] {
  const paper = paperWords(language)
  const head: Block = { kind: 'file', text: baseName(file.name) }
  if (!('report' in file)) {
    const verdict: Block = { kind: 'verdict', verdict: null, name: paper.unreadable, sentence: file.failure }
    return [head, verdict, { kind: 'facts', rows: fileRows(file, language) }]
  }
  const { report } = file
  const { title } = adviceOf(report, language)
  return [
    head,
    { kind: 'verdict', verdict: report.verdict, name: title, sentence: groundWords(report, language) },
    { kind: 'facts', rows: fileRows(file, language) },
    ...revisionsOf(report, language),
    ...signaturesOf(report, language, signatureBlocks),
    ...openOf(report, language),
  ]
}

/** Why, and what to do next. */
function groundWords(report: FileReport, language: Language): string {
  const { why, next } = adviceOf(report, language)
  const areIntact = report.verdict === 'INDETERMINATE' && report.signatures.every(({ intact }) => intact)
  return [why, ...(areIntact ? [reportWords(language).report.intactAll] : []), next].join(' ')
}

function fileRows(checked: CheckedFile, language: Language): Row[] {
  const { file, sizeOf, verdict } = paperWords(language)
  const { name, sha256, size } = checked
  const rows: Row[] = [
    [verdict, 'report' in checked ? verdictName(checked, language) : ''],
    [file.name, name],
    [file.sha256, sha256 ?? ''],
    [
      file.size,
      size === null ? '' : fillIn(sizeOf, { bytes: formatNumber(size, language), size: formatSize(size, language) }),
    ],
  ]
  return rows.filter(([, value]) => value !== '')
}

function signaturesOf({ signatures }: FileReport, language: Language, blocksOf: typeof signatureBlocks): Block[] {
  if (signatures.length === 0) return []
  const told = sharedFindings(signatures)
  const n = formatNumber(signatures.length, language)
  const shared: Block[] =
    told.length === 0
      ? []
      : [{ kind: 'heading', text: fillIn(reportWords(language).report.shared, { n }) }, findingList(told, language)]
  return [
    ...shared,
    ...signatures.flatMap((report, at) => blocksOf(report, { index: at + 1, of: signatures.length, told }, language)),
  ]
}

/** The revisions of the file in their order: who signed each, and what it changed of what others had signed. */
function revisionsOf(report: FileReport, language: Language): Block[] {
  const { timeline } = reportWords(language).report
  if (report.signatures.length === 0 || report.revisions.length === 0) return []
  const items = timelineOf(report).map((entry) => {
    const { number, of, end } = entry
    const version = fillIn(timeline.version, { number, of })
    const what = entryWords(entry, language)
    const line = fillIn(paperWords(language).versionLine, { version, size: formatSize(end, language), what })
    const lines = [line, ...forbiddenLines(entry, language)]
    return { text: lines.join('\n'), note: permittedWords(entry, language) }
  })
  return [
    { kind: 'heading', text: timeline.title },
    { kind: 'list', items },
  ]
}

/** What only somebody outside could have said, and did not. */
function openOf({ offline, signatures }: FileReport, language: Language): Block[] {
  if (signatures.length === 0) return []
  const paper = paperWords(language)
  const silent = signatures.flatMap(({ revocation }, at) =>
    revocation !== null && revocation.status !== 'unknown'
      ? []
      : [{ number: at + 1, what: revocationWords(revocation, language) }],
  )
  const open = [...Map.groupBy(silent, ({ what }) => what)].map(([what, those]) => ({
    text: fillIn(paper.openRevocation, { numbers: those.map(({ number }) => number).join(', '), what }),
    note: '',
  }))
  const items = [...(offline ? [{ text: paper.openOffline, note: '' }] : []), ...open]
  const body: Block = items.length === 0 ? { kind: 'text', text: paper.openNone } : { kind: 'list', items }
  return [{ kind: 'heading', text: paper.open }, body]
}
