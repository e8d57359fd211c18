import { type FileReport, Instant, type SignatureReport } from '#contract'
import { withPassword } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { anchorsOfWorkspace } from '#main/workspace-anchors'
import { workspaceFolder } from '#main/workspace-folder'
import { readAnchors } from './anchors.ts'
import { type FailureReport, reportOf, UsageError } from './failures.ts'
import { openInput } from './local-output.ts'
import type { Output } from './output.ts'
import { readFilePassword } from './secret.ts'
import { notYet } from './sign-options.ts'

export type VerifyFlags = {
  trust?: string[]
  at?: string
  offline?: boolean
  report?: string
  passwordPdfFile?: string
}

/** As printed by `--json`: what scripts may rely on. */
type Printed = {
  file: string
  signatures: Pick<SignatureReport, (typeof PRINTED)[number]>[]
  verdict: FileReport['verdict'] | null
  error?: FailureReport
}

const PRINTED = [
  'field',
  'signer',
  'indication',
  'subIndication',
  'signedAt',
  'timestamp',
  'level',
  'coversWholeDocument',
  'modification',
  'changesAfter',
] as const satisfies readonly (keyof SignatureReport)[]

/** Verifies each file; 0 only if every one has signatures and all of them pass. */
export async function runVerify(
  output: Output,
  files: readonly string[],
  flags: VerifyFlags & { workspace: string | undefined },
): Promise<number> {
  if (flags.report !== undefined) throw notYet('--report')
  const at = instantOf(flags.at)
  const anchors = await (flags.trust === undefined
    ? anchorsOfWorkspace(workspaceFolder(flags.workspace))
    : readAnchors(flags.trust))
  const password = await readFilePassword(flags.passwordPdfFile)
  const printed: Printed[] = []
  for (const file of files) {
    const result = await verifyOne(file, { output, anchors, at, password })
    print(output, result)
    printed.push(result)
  }
  output.json({ files: printed })
  return printed.every(({ verdict }) => verdict === 'TOTAL-PASSED') ? 0 : 1
}

function instantOf(text: string | undefined): Date {
  if (text === undefined) return new Date()
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999+07:00` : text)
  if (/^\d{4}-/.test(text) && !Number.isNaN(at.getTime()) && Instant.safeParse(at.toISOString()).success) return at
  throw new UsageError({
    vi: `--at: không hiểu “${text}” (ví dụ 2022-06-30 hoặc 2022-06-30T07:00:00Z).`,
    en: `--at: “${text}” is not understood (e.g. 2022-06-30 or 2022-06-30T07:00:00Z).`,
  })
}

type Verifying = { output: Output; anchors: readonly Uint8Array[]; at: Date; password: string | undefined }

async function verifyOne(file: string, { output, anchors, at, password }: Verifying): Promise<Printed> {
  try {
    const source = openInput(file)
    try {
      const { signatures, verdict } = await verifyPdf(withPassword(source, password), { anchors, at, file })
      return { file, signatures: signatures.map(printedOf), verdict }
    } finally {
      source.close()
    }
  } catch (error) {
    return { file, signatures: [], verdict: null, error: reportOf(error, output.language, output.note) }
  }
}

function printedOf(report: SignatureReport): Printed['signatures'][number] {
  return Object.fromEntries(PRINTED.map((name) => [name, report[name]])) as Printed['signatures'][number]
}

function print(output: Output, { file, signatures, verdict, error }: Printed): void {
  if (error) {
    output.note(`✗ ${file}: ${error.message}`)
    return
  }
  output.line(`${file}: ${verdict ?? ''}`)
  for (const { field, signer, indication, subIndication, level, coversWholeDocument } of signatures) {
    const because = subIndication === null ? '' : ` (${subIndication})`
    const covers = coversWholeDocument
      ? output.say({ vi: 'bao phủ toàn bộ tệp', en: 'covers the whole file' })
      : output.say({ vi: 'bao phủ một phần tệp', en: 'covers part of the file' })
    output.line(`  ${[field, signer, `${indication}${because}`, ...levelWord(level), covers].join(' · ')}`)
  }
}

/** Document timestamps and what is no PAdES signature have no level. */
const levelWord = (level: SignatureReport['level']): string[] => (level === 'unknown' ? [] : [level])
