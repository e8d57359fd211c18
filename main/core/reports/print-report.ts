import { AppError, type Sha256 } from '#contract'
import type { Language } from '#contract/words/format'
import { paperFileName } from '#contract/words/paper'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { verifyRevision } from '#core/register/verify-revision'
import type { Asked } from './checked-file.ts'
import { reportAsPdf } from './report-pdf.ts'

type Ports = Pick<OfficePorts, 'store' | 'files' | 'settings' | 'clock' | 'verifyPdf' | 'trust' | 'faces'>

type Wanted = {
  sha256: Sha256
  fileName: string
  password?: string | undefined
  language: Language
  signal?: AbortSignal | undefined
}

/** A printed report, staged under its own digest. */
export type PrintedReport = { sha256: Sha256; size: number; fileName: string }

/**
 * Verifies a kept or staged file anew and prints what was found, with the name of who asked; the PDF is staged. Services
 * that were asked about it in the last minutes are not asked again. Whether the caller may read the file is for who calls to
 * see to.
 *
 * @throws AppError `cancelled`, where `signal` says so; `file-missing`, and what verifying throws for a file that cannot be read.
 */
export async function printReport(ports: Ports, caller: Caller, wanted: Wanted): Promise<PrintedReport> {
  const { sha256, fileName, language } = wanted
  const report = await verifyRevision(ports, { ...wanted, isAgain: true })
  if (wanted.signal?.aborted) throw new AppError('cancelled')
  const file = await ports.files.open(sha256)
  file.close()
  const asked: Asked = {
    language,
    madeAt: ports.clock.now(),
    judgedFor: new Date(report.checkedAt),
    offline: report.offline,
    by: await nameOf(ports, caller),
    office: (await ports.settings.get())?.officeName,
  }
  const pdf = await reportAsPdf([{ name: fileName, sha256, size: file.size, report }], asked, ports.faces)
  return { ...(await ports.files.stage(inOnePiece(pdf))), fileName: paperFileName(fileName, language) }
}

/** `Nguyễn Văn A, Văn thư, UBND tỉnh`. */
async function nameOf({ store }: Pick<Ports, 'store'>, { personId, name }: Caller): Promise<string> {
  const person = await store.people.get(personId)
  return [name, person?.position ?? '', person?.agencyName ?? ''].filter((part) => part !== '').join(', ')
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes)
}
