import type { PadesLevel, Sha256, SigningWarning } from '#contract'
import { withPassword } from '#core/pdf/bytes'
import type { ByteSink, ByteSource, SigningKey } from '#core/ports'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import type { SignRequest } from '#core/signing/sign-pdf'
import { createSignLooks } from './sign-look.ts'
import type { SignOptions } from './sign-options.ts'

/** What a run of `vanthu sign` does with every file; all of it can be told to another thread. */
export type FileSigning = {
  options: Pick<SignOptions, 'role' | 'place' | 'field' | 'words' | 'reason' | 'location'>
  image: Uint8Array | undefined
  /** Of encrypted files. */
  password: string | undefined
}

/** What came of one file. */
export type Signed = {
  field: string
  level: PadesLevel
  sha256: Sha256
  size: number
  warnings: readonly SigningWarning[]
}

/** Signs a file into another; `close` ends the thread that read pages. */
export type FileSigner = {
  sign: (file: ByteSource, target: ByteSink, key: SigningKey) => Promise<Signed>
  close: () => Promise<void>
}

/** @param sign Signs at the level that was asked for, or throws. */
export function createFileSigner(
  { options, image, password }: FileSigning,
  sign: (request: SignRequest, target: ByteSink) => Promise<Omit<Signed, 'warnings'>>,
): FileSigner {
  const looks = createSignLooks(options, image)
  const { reason, location } = options
  const words = { ...(reason === undefined ? {} : { reason }), ...(location === undefined ? {} : { location }) }
  return {
    sign: async (file, target, key) => {
      const source = withPassword(file, password)
      const warnings = await shadowWarnings(source)
      const signedAt = new Date()
      const look = await looks.of(source, { key, signedAt })
      const { field, level, sha256, size } = await sign({ source, key, signedAt, ...look, ...words }, target)
      return { field, level, sha256, size, warnings }
    },
    close: looks.close,
  }
}
