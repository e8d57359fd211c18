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

/** What is permitted, each once; empty where nothing was changed or all of it is forbidden. */
export function permittedWords({ changes }: Pick<TimelineEntry, 'changes'>, language: Language): string {
  const permitted = changes.filter(({ judgement }) => judgement === 'permitted')
  if (permitted.length === 0) return ''
  const words = [...new Set(permitted.map((change) => changeWords(change, language)))].join('; ')
  return `${reportWords(language).report.timeline.permitted}: ${words}.`
}

/** What is not permitted, against whose signature, and that nobody answers for it. */
export function forbiddenWords(change: TimelineChange, language: Language): string {
  const { report, names } = reportWords(language)
  const { timeline } = report
  const signers = new Set(change.against.map(({ signer }) => (signer === '' ? names.unknownSigner : signer)))
  const against = fillIn(timeline.against, { who: [...signers].join(', ') })
  const nobody = change.by === null ? `; ${timeline.byNobody}` : ''
  return `${timeline.forbidden}: ${changeWords(change, language)} (${against}${nobody})`
}
