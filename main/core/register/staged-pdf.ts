import { AppError, type OutgoingFields, type Sha256 } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { ByteSource } from '#core/ports'
import { requireSignable } from '#core/signing/inspect-before'

/** A PDF of 2 GiB or more is refused: a cross-reference offset has ten digits, but readers use signed 32 bits. */
const TOO_LARGE = 2 ** 31
/** The header may stand within the first 1024 bytes (ISO 32000-1, Annex H, note 13). */
const HEADER_WITHIN = 1024

type Ports = Pick<OfficePorts, 'files' | 'inspectPdf'>

/** Refuses what is not to be in this system at all. Throws `state-secret`; the staged file is gone then. */
export async function refuseStateSecret(
  { files }: Pick<OfficePorts, 'files'>,
  { secrecy, sha256 }: { secrecy: OutgoingFields['secrecy']; sha256?: Sha256 },
): Promise<void> {
  if (secrecy === 'none') return
  if (sha256 !== undefined) await files.discard(sha256)
  throw new AppError('state-secret', { level: secrecy, clause: 'Luật 29/2018/QH14, Điều 5.5' })
}

/**
 * Checks a staged file before the register takes it. What is refused is removed.
 *
 * @throws AppError `file-missing`, `pdf-empty`, `not-a-pdf`, `file-too-large`, `pdf-damaged`, `pdf-encrypted`, `pdf-unsupported`.
 */
export async function checkStagedPdf(
  { files, inspectPdf }: Ports,
  sha256: Sha256,
): Promise<{ size: number; pages: number }> {
  const file = await files.open(sha256)
  try {
    refuseAtSight(file)
    const { pages } = await inspectPdf(file)
    return { size: file.size, pages }
  } catch (error) {
    await files.discard(sha256)
    throw error
  } finally {
    file.close()
  }
}

/**
 * The same for a file that the office is to sign: one that its maker lets nobody sign any more would be refused to its signer.
 *
 * @throws AppError What `checkStagedPdf` throws; `signing-forbidden-by-document`, `pdf-form-without-pages`.
 */
export async function checkPdfToSign(ports: Ports, sha256: Sha256): Promise<{ size: number; pages: number }> {
  const found = await checkStagedPdf(ports, sha256)
  const file = await ports.files.open(sha256)
  try {
    requireSignable(file)
    return found
  } catch (error) {
    await ports.files.discard(sha256)
    throw error
  } finally {
    file.close()
  }
}

function refuseAtSight(file: ByteSource): void {
  if (file.size === 0) throw new AppError('pdf-empty')
  if (file.size >= TOO_LARGE) throw new AppError('file-too-large', { size: file.size })
  if (!Buffer.from(file.read(0, HEADER_WITHIN)).includes('%PDF-')) throw new AppError('not-a-pdf')
}

/** After a commit: removes those of these kept files that no revision names any more. */
export async function removeUnnamed(
  { store, files }: Pick<OfficePorts, 'store' | 'files'>,
  candidates: readonly Sha256[],
): Promise<void> {
  await store.transaction(async ({ documents }) => {
    for (const sha256 of candidates) if (!(await documents.isKept(sha256))) await files.remove(sha256)
  })
}
