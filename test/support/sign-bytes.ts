import { bytesInMemory, withPassword } from '#core/pdf/bytes'
import type { SignatureTimestamp, SigningKey } from '#core/ports'
import { type SignedFile, type SignRequest, signPdf } from '#core/signing/sign-pdf'
import { TEST_NOW } from '#test/support/pki'

export type SignedBytes = SignedFile & { bytes: Buffer }

/** As where an authority was asked and gave nothing: room for what a test puts into the CMS. */
const NO_TOKEN: SignatureTimestamp = { digest: 'sha256', tokenSize: 0, stamp: () => Promise.resolve(undefined) }

/** Signs bytes in memory; gives the new file's bytes beside what the signer says of them. */
export async function signBytes(
  input: Uint8Array,
  key: SigningKey,
  { password, ...options }: Partial<Omit<SignRequest, 'source' | 'key'>> & { password?: string } = {},
): Promise<SignedBytes> {
  const parts: Buffer[] = []
  const signed = await signPdf(
    { source: withPassword(bytesInMemory(input), password), key, signedAt: TEST_NOW, timestamp: NO_TOKEN, ...options },
    { write: (chunk) => void parts.push(Buffer.from(chunk)) },
  )
  return { ...signed, bytes: Buffer.concat(parts) }
}
