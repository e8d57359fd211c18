import type { FileReport, SignatureReport } from '#contract'

export type Tone = 'good' | 'bad' | 'warning' | 'open'
type Line<Words extends string> = { tone: Tone; words: Words }

export type ArrivalVerdict = {
  count: number
  /** Signatures with the file's own verdict, which is the worst of them. */
  bad: number
  signatures: Line<'signaturesNone' | 'signaturesPassed' | 'signaturesFailed' | 'signaturesOpen'>
  integrity: Line<'integrityNone' | 'integrityKept' | 'integrityBroken' | 'integrityChanged' | 'integrityUnknown'>
}

/** A file's report in the two lines that the clerk needs on arrival. NĐ 30/2020, Điều 21.2.a. */
export function arrivalVerdict({ signatures, verdict }: Pick<FileReport, 'signatures' | 'verdict'>): ArrivalVerdict {
  const bad = signatures.filter(({ indication }) => indication === verdict).length
  return { count: signatures.length, bad, signatures: authenticity(verdict), integrity: integrity(signatures) }
}

function authenticity(verdict: FileReport['verdict']): ArrivalVerdict['signatures'] {
  switch (verdict) {
    case 'TOTAL-PASSED':
      return { tone: 'good', words: 'signaturesPassed' }
    case 'TOTAL-FAILED':
      return { tone: 'bad', words: 'signaturesFailed' }
    case 'INDETERMINATE':
      return { tone: 'warning', words: 'signaturesOpen' }
    case 'NO-SIGNATURE':
      return { tone: 'warning', words: 'signaturesNone' }
  }
}

function integrity(signatures: readonly SignatureReport[]): ArrivalVerdict['integrity'] {
  if (signatures.length === 0) return { tone: 'open', words: 'integrityNone' }
  if (signatures.some(({ intact }) => !intact)) return { tone: 'bad', words: 'integrityBroken' }
  const forbidden = signatures.filter(({ modification }) => modification === 'forbidden')
  const [unread, changed] = [forbidden.filter(isUnread), forbidden.filter((one) => !isUnread(one))]
  if (changed.length > 0) return { tone: 'bad', words: 'integrityChanged' }
  const isOpen = signatures.every(({ coversWholeDocument }) => !coversWholeDocument)
  return isOpen || unread.length > 0
    ? { tone: 'warning', words: 'integrityUnknown' }
    : { tone: 'good', words: 'integrityKept' }
}

/** What came after it could not be read or was too much: nobody knows that it is a change. */
const isUnread = ({ indication, findings }: SignatureReport): boolean =>
  indication === 'INDETERMINATE' && findings.includes('changes-not-analysed')
