import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { AppError, type FileReport, Instant } from '#contract'
import { withPassword } from '#core/pdf/bytes'
import { anchorsInForce } from '#core/people/trust-anchors'
import type { OpenFile } from '#core/ports'
import type { CheckedFile } from '#core/reports/checked-file'
import { ASKING_MS, withinTime } from '#core/revocation/asking-limit'
import { createValidationServices } from '#core/revocation/validation-services'
import { inParallel } from '#core/signing/in-parallel'
import { createTrustServices } from '#main/adapters/net/trust-services'
import { workspaceSettings } from '#main/adapters/settings/workspace-settings'
import { createVerifier, type Verifier } from '#main/adapters/verifier/verifier'
import { workspaceFolder } from '#main/workspace-folder'
import { readAnchors } from './anchors.ts'
import { type FailureReport, reportOf, UsageError } from './failures.ts'
import { pdfsAt } from './jobs.ts'
import { openInput } from './local-output.ts'
import type { Output } from './output.ts'
import { readFilePassword } from './secret.ts'
import { jsonOf } from './verify-json.ts'
import { writeReport } from './verify-report.ts'
import { checkLines } from './verify-text.ts'

export type VerifyFlags = {
  trust?: string[]
  at?: string
  offline?: boolean
  report?: string
  passwordPdfFile?: string
}

/** What came of one file; its digest is there where a report is to be printed. */
export type Check = { file: string; size: number | null; sha256: string | null } & (
  | { report: FileReport; error?: undefined }
  | { error: FailureReport; report?: undefined }
)

type Asked = VerifyFlags & { workspace: string | undefined }

/** Verifies each file and every PDF of each folder; 0 only if every one has signatures and all of them pass. */
export async function runVerify(output: Output, paths: readonly string[], flags: Asked): Promise<number> {
  const at = instantOf(flags.at)
  const files = pdfsAt(paths)
  if (flags.report !== undefined && existsSync(flags.report))
    throw new AppError('output-exists', { file: flags.report })
  const verifier = createVerifier({ threads: Math.min(AT_ONCE, files.length) })
  verifier.warm()
  try {
    const work = await prepare(output, flags, { at, verifier })
    const checks = await checkAll(work, files)
    if (flags.report !== undefined) {
      await writeReport(flags.report, checks.map(checkedFile), { ...work, language: output.language })
      output.note(output.say({ vi: `Đã ghi báo cáo: ${flags.report}`, en: `Report written: ${flags.report}` }))
    }
    output.json({ files: checks.map(jsonOf) })
    return checks.every(({ report }) => report?.verdict === 'TOTAL-PASSED') ? 0 : 1
  } finally {
    await verifier.close()
  }
}

/** Enough that one file is read while a service is asked about another. */
const AT_ONCE = 2

function instantOf(text: string | undefined): Date {
  if (text === undefined) return new Date()
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999+07:00` : text)
  if (/^\d{4}-/.test(text) && !Number.isNaN(at.getTime()) && Instant.safeParse(at.toISOString()).success) return at
  throw new UsageError({
    vi: `--at: không hiểu “${text}” (ví dụ 2022-06-30 hoặc 2022-06-30T07:00:00Z).`,
    en: `--at: “${text}” is not understood (e.g. 2022-06-30 or 2022-06-30T07:00:00Z).`,
  })
}

type Work = Awaited<ReturnType<typeof prepare>>

/** Anchors of `--trust`, else of the workspace; services outside are asked unless the line or the workspace says not to. */
async function prepare(output: Output, flags: Asked, { at, verifier }: { at: Date; verifier: Verifier }) {
  const settings = await workspaceSettings(workspaceFolder(flags.workspace)).get()
  const anchors = flags.trust === undefined ? anchorsInForce(settings) : await readAnchors(flags.trust)
  const offline = flags.offline === true || settings?.askServices === false
  return {
    output,
    verifier,
    anchors,
    judgedFor: at,
    offline,
    services: offline ? undefined : validationServices(),
    password: await readFilePassword(flags.passwordPdfFile),
    office: settings?.officeName,
    withDigest: flags.report !== undefined,
  }
}

/** Somebody waits: a service that does not answer soon is left out, and the result says so. */
function validationServices() {
  const services = createTrustServices({ attempts: 2, timeoutMs: 20_000, localHosts: [] })
  return createValidationServices({ services, clock: { now: () => new Date() } })
}

async function checkAll(work: Work, files: readonly string[]): Promise<Check[]> {
  const { output } = work
  const checks: Check[] = []
  const progress = output.progress(files.length)
  for await (const check of inParallel(files, AT_ONCE, (file) => checkOne(file, work))) {
    if (check.error) output.note(`✗ ${check.file}: ${check.error.message}`)
    else if (!output.asJson) for (const line of checkLines(check.file, check.report, output.language)) output.line(line)
    checks.push(check)
    progress.step(checks.length)
  }
  progress.end()
  return checks
}

async function checkOne(file: string, work: Work): Promise<Check> {
  const { output, verifier, anchors, services, judgedFor, password, withDigest } = work
  let size: number | null = null
  try {
    const source = openInput(file)
    try {
      size = source.size
      const limited = services && withinTime(services, ASKING_MS.quick)
      const options = { anchors, at: judgedFor, file, services: limited }
      const report = await verifier.verifyPdf(withPassword(source, password), options)
      return { file, size, sha256: withDigest ? await digestOf(source) : null, report }
    } finally {
      source.close()
    }
  } catch (error) {
    return { file, size, sha256: null, error: reportOf(error, output.language, output.note) }
  }
}

async function digestOf(source: OpenFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of source.chunks(0, source.size)) hash.update(chunk)
  return hash.digest('hex')
}

function checkedFile({ file, size, sha256, report, error }: Check): CheckedFile {
  return { name: file, size, sha256, ...(report ? { report } : { failure: error.message }) }
}
