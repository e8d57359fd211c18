import type { DocumentId, FileReport, Sha256 } from '#contract'
import { AppError } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { anchorsInForce } from '#core/people/trust-anchors'
import { ASKING_MS, withinTime } from '#core/revocation/asking-limit'
import { openingWith } from '#core/signing/protected-files'
import { visibleDocument } from './act.ts'

export type VerifyPorts = Pick<OfficePorts, 'store' | 'files' | 'settings' | 'clock' | 'verifyPdf' | 'trust'>

/** The office's trust anchors for those who sign, as DER. */
export async function trustAnchors({ settings }: Pick<OfficePorts, 'settings'>): Promise<Uint8Array[]> {
  const anchors = anchorsInForce(await settings.get())
  return anchors.filter(({ purpose }) => purpose !== 'timestamps').map(({ der }) => der)
}

type Asked = {
  sha256: Sha256
  fileName: string
  /** Of an encrypted file. */
  password?: string | undefined
  /** `patient` in the background, where slow services get their time. */
  patience?: 'quick' | 'patient'
  signal?: AbortSignal | undefined
  /** What services said of this file a moment ago is taken as their answer: they are not waited for twice. */
  isAgain?: boolean
}

/**
 * Verifies a kept or staged file now, against the office's anchors. Services outside are asked for revocation and issuers
 * where the office allows it, for a limited time; the report says whether they were.
 *
 * @throws AppError `cancelled`, where `signal` says so; `file-missing`, and what a file that cannot be read is refused with.
 */
export async function verifyRevision(
  ports: Omit<VerifyPorts, 'store'>,
  { sha256, fileName, password, patience = 'quick', signal, isAgain = false }: Asked,
): Promise<FileReport> {
  const workspace = await ports.settings.get()
  const anchors = anchorsInForce(workspace)
  const mayAsk = workspace?.askServices !== false
  const limited = withinTime(ports.trust[patience].validation, ASKING_MS[patience])
  const services = mayAsk ? ports.trust.answers.of(sha256, limited, { isAgain }) : undefined
  const file = await openingWith(ports.files, password).open(sha256)
  try {
    const options = { anchors, services, at: ports.clock.now(), file: fileName, signal }
    return await ports.verifyPdf(file, { ...options, inBackground: patience === 'patient' })
  } finally {
    file.close()
  }
}

/** Verifies a document's present revision. Throws `not-found`; `file-missing` where it was imported without a file. */
export async function reportOf(ports: VerifyPorts, caller: Caller, id: DocumentId): Promise<FileReport> {
  const { sha256, fileName } = await visibleDocument(ports.store, caller, id)
  if (sha256 === null) throw new AppError('file-missing', { id })
  return verifyRevision(ports, { sha256, fileName })
}
