import type { SignatureReport } from '../verification.ts'
import { fillIn, formatInstant, type Language } from './format.ts'
import { changeWords, reportWords } from './signature-words.ts'
import type { TimelineChange, TimelineEntry } from './timeline.ts'

/** The proved time if there is one, else the claimed one; empty where neither is known. */
export function timeOf({ timestamp, signedAt }: Pick<SignatureReport, 'timestamp' | 'signedAt'>): string {
  const instant = timestamp ?? signedAt
  return instant === null ? '' : formatInstant(instant)
}

/** Who signed this version, and when. */
export function entryWords({ number, signatures, coveredBy }: TimelineEntry, language: Language): string {
  const { report, names } = reportWords(language)
  const { timeline } = report
  if (signatures.length === 0) {
    if (number === 1) return timeline.first
    return coveredBy === null ? timeline.unsigned : fillIn(timeline.covered, { number: coveredBy })
  }
  const lines = signatures.map((signature) => {
    const who = signature.signer === '' ? names.unknownSigner : signature.signer
    const words = fillIn(signature.kind === 'document-timestamp' ? timeline.stamped : timeline.signed, { who })
    const time = timeOf(signature)
    return time === '' ? words : `${words}, ${time}`
  })
  return lines.join('; ')
}

/** What every signing program does by the way, seen by nobody: told only in the technical details. */
const SILENT = ['metadata-updated']

/** What is permitted and worth a word, each once; empty where there is none of it. */
export function permittedWords({ changes }: Pick<TimelineEntry, 'changes'>, language: Language): string {
  const permitted = changes.filter(({ judgement, kind }) => judgement === 'permitted' && !SILENT.includes(kind))
  if (permitted.length === 0) return ''
  const words = [...new Set(permitted.map((change) => changeWords(change, language)))].join('; ')
  return `${reportWords(language).report.timeline.permitted}: ${words}.`
}

/** What is not permitted: changes against the same signatures in one line, with whose they are and that nobody answers. */
export function forbiddenLines({ changes }: Pick<TimelineEntry, 'changes'>, language: Language): string[] {
  const { timeline } = reportWords(language).report
  const forbidden = changes.filter(({ judgement }) => judgement === 'forbidden')
  const alike = Map.groupBy(forbidden, (change) => groundOf(change, language))
  return [...alike].map(([ground, those]) => {
    const words = [...new Set(those.map((change) => changeWords(change, language)))].join('; ')
    return `${timeline.forbidden}: ${words} (${ground})`
  })
}

function groundOf({ against, by }: TimelineChange, language: Language): string {
  const { report, names } = reportWords(language)
  const signers = new Set(against.map(({ signer }) => (signer === '' ? names.unknownSigner : signer)))
  const ground = fillIn(report.timeline.against, { who: [...signers].join(', ') })
  return by === null ? `${ground}; ${report.timeline.byNobody}` : ground
}
