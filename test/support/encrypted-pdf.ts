import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'

/** What qpdf is told for each way of encrypting. */
export const ENCRYPTIONS = {
  'RC4 40 (V1, R2)': ['40'],
  'RC4 128 (V2, R3)': ['128', '--use-aes=n'],
  'RC4 128 with crypt filters (V4, R4)': ['128', '--use-aes=n', '--force-V4'],
  'AES-128 (V4, R4)': ['128', '--use-aes=y'],
  'AES-128 with open metadata': ['128', '--use-aes=y', '--cleartext-metadata'],
  'AES-256 of Adobe (V5, R5)': ['256', '--force-R5'],
  'AES-256 (V5, R6)': ['256'],
  'AES-256 with open metadata': ['256', '--cleartext-metadata'],
} as const

export type Encryption = keyof typeof ENCRYPTIONS

type Locking = { user: string; owner: string; more?: readonly string[]; packed?: boolean }

/** Encrypts a PDF with qpdf; `more` are restrictions, `packed` puts objects into encrypted object streams. */
export async function encryptedPdf(input: Uint8Array, kind: Encryption, locking: Locking): Promise<Buffer> {
  const [length, ...options] = ENCRYPTIONS[kind]
  const { user, owner, more = [], packed = false } = locking
  return withQpdf(input, [
    ...['--allow-weak-crypto', `--object-streams=${packed ? 'generate' : 'disable'}`, '--static-id'],
    ...['--encrypt', user, owner, length, ...options, ...more, '--'],
  ])
}

/** The same file without encryption, as qpdf reads it. */
export const decryptedByQpdf = (input: Uint8Array, password: string): Promise<Buffer> =>
  withQpdf(input, ['--decrypt', `--password=${password}`])

/** A file as qpdf writes it anew with these options. */
export async function withQpdf(input: Uint8Array, options: readonly string[]): Promise<Buffer> {
  return inTemporaryFolder(async (folder) => {
    const [from, to] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')]
    await writeFile(from, input)
    const { code, output } = await judge('qpdf', [...options, from, to])
    // 3: written, with warnings.
    if (code !== 0 && code !== 3) throw new Error(output)
    return readFile(to)
  })
}
