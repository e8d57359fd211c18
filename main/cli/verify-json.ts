import type { FileReport, SignatureReport } from '#contract'
import type { FailureReport } from './failures.ts'
import type { Check } from './verify.ts'

/** What scripts may rely on, first what was agreed, then what explains it. */
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
  // beside
  'kind',
  'bestSignatureTime',
  'provedBy',
  'revocation',
  'revision',
  'revisions',
  'findings',
] as const satisfies readonly (keyof SignatureReport)[]

type PrintedSignature = Pick<SignatureReport, (typeof PRINTED)[number]>

/** As printed by `--json`. */
type PrintedFile = {
  file: string
  signatures: PrintedSignature[]
  verdict: FileReport['verdict'] | null
  checkedAt?: string
  offline?: boolean
  error?: FailureReport
}

/** One file of the answer; `verdict` is null where it could not be read. */
export function jsonOf({ file, report, error }: Check): PrintedFile {
  if (!report) return { file, signatures: [], verdict: null, error }
  const { signatures, verdict, checkedAt, offline } = report
  return { file, signatures: signatures.map(printedOf), verdict, checkedAt, offline }
}

function printedOf(report: SignatureReport): PrintedSignature {
  return Object.fromEntries(PRINTED.map((name) => [name, report[name]])) as PrintedSignature
}
