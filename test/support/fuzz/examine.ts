import { createHash } from 'node:crypto'
import { AppError } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { inspectPdf } from '#core/pdf/inspect'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import { findCoverage, listSignatures } from '#core/verification/signature-dictionary'
import { verifyPdf } from '#core/verification/verify-pdf'
import { partsOfSignatures } from '#test/support/signed-parts'

/** What must not happen with any input. */
export type Problem = { kind: 'crash' | 'no-offset' | 'forged'; step: string; detail: string }

export type Examination = {
  anchors: readonly Uint8Array[]
  at: Date
  /** Digests of what the signatures of the honest files cover. */
  covered: ReadonlySet<string>
}

export type Examined = { problems: Problem[]; verdict: string }

/** Runs what the product runs on a file that somebody sent, and says what went wrong with us, not with the file. */
export async function examine(bytes: Uint8Array, { anchors, at, covered }: Examination): Promise<Examined> {
  const problems: Problem[] = []
  const attempt = async <Result>(step: string, work: () => Result | Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work()
    } catch (error) {
      problems.push(...problemsOf(step, error))
      return undefined
    }
  }
  await attempt('inspect', () => inspectPdf(bytesInMemory(bytes)))
  const report = await attempt('verify', () => verifyPdf(bytesInMemory(bytes), { anchors, at, file: 'a.pdf' }))
  const passed = new Set(
    report?.signatures.flatMap(({ indication, field }) => (indication === 'TOTAL-PASSED' ? [field] : [])) ?? [],
  )
  for (const { field, digest } of passed.size > 0 ? coveredIn(bytes) : []) {
    if (passed.has(field) && !covered.has(digest)) problems.push({ kind: 'forged', step: 'verify', detail: field })
  }
  await attempt('warnings', () => shadowWarnings(bytesInMemory(bytes)))
  return { problems, verdict: report?.verdict ?? 'refused' }
}

function problemsOf(step: string, error: unknown): Problem[] {
  if (!(error instanceof AppError)) {
    const detail = error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error)
    return [{ kind: 'crash', step, detail }]
  }
  const isNamed = error.code !== 'pdf-damaged' || typeof error.details.offset === 'number'
  return isNamed ? [] : [{ kind: 'no-offset', step, detail: error.message }]
}

/** What each signature covers, by its `/ByteRange`. */
function coveredIn(bytes: Uint8Array): { field: string; digest: string }[] {
  const document = openPdf(bytesInMemory(bytes))
  return listSignatures(document).flatMap((signature) => {
    const coverage = findCoverage(document, signature)
    if (typeof coverage === 'string') return []
    const { gapStart, gapEnd, end } = coverage.range
    const content = Buffer.concat([bytes.subarray(0, gapStart), bytes.subarray(gapEnd, end)])
    return [{ field: signature.field.name, digest: digestOf(content) }]
  })
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The same of an honest file, found without our own parser. */
export const coveredBy = (bytes: Uint8Array): string[] =>
  partsOfSignatures(bytes).map(({ content }) => digestOf(content))
