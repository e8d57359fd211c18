import type { Sha256 } from '#contract'
import { openPdf } from '#core/pdf/document'
import type { FileStore, SigningKey } from '#core/ports'
import { permissionsFor } from '#core/signing/role-permissions'
import { type SignRequest, signPdf } from '#core/signing/sign-pdf'

export type DemoSignature = {
  key: SigningKey
  at: Date
  role: 'leader' | 'agency'
  imagePng: Uint8Array
  /** The prepared field of that name, or a new one there. */
  field: string
  place?: NonNullable<SignRequest['place']>
}

/** Signs a kept or staged file with the product's own signing, as a staged file. */
export async function signFile(files: FileStore, sha256: Sha256, signature: DemoSignature): Promise<Sha256> {
  const { key, at, role, imagePng, field, place } = signature
  const source = await files.open(sha256)
  const sink = await files.stageSink()
  try {
    const permissions = permissionsFor(role, openPdf(source))
    const look = { field, ...(place ? { place } : {}), appearance: { imagePng }, ...permissions }
    await signPdf({ source, key, signedAt: at, ...look }, sink)
    return (await sink.finish()).sha256
  } catch (error) {
    await sink.abandon()
    throw error
  } finally {
    source.close()
  }
}

/** Stages bytes that were just made. */
export async function stageBytes(files: FileStore, bytes: Uint8Array): Promise<Sha256> {
  const staged = await files.stage(
    (async function* () {
      yield bytes
    })(),
  )
  return staged.sha256
}
