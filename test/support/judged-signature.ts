import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTemporaryFolder, judge, type Verdict } from '#test/support/outside-judges'
import { TEST_NOW, testAnchors } from '#test/support/pki'

type Parts = { cms: Uint8Array; content: Uint8Array }

/** OpenSSL's word on a detached CMS, up to the root of the test PKI. */
export function opensslVerifies({ cms, content }: Parts, options: readonly string[] = []): Promise<Verdict> {
  return inTemporaryFolder(async (folder) => {
    const path = (name: string) => join(folder, name)
    const [root] = await testAnchors()
    await writeFile(path('root.pem'), new X509Certificate(root ?? '').toString())
    await writeFile(path('signature.der'), cms)
    await writeFile(path('content'), content)
    return judge('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', path('signature.der'), '-content', path('content')],
      ...['-CAfile', path('root.pem'), '-purpose', 'any', '-out', path('out')],
      ...['-attime', String(TEST_NOW.getTime() / 1000), ...options],
    ])
  })
}

/** Poppler's: how many signatures are valid, and how many of them cover the whole file. */
export function pdfsig(bytes: Uint8Array): Promise<{ valid: number; covered: number }> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'signed.pdf')
    await writeFile(path, bytes)
    const { output } = await judge('pdfsig', ['-nocert', path])
    return {
      valid: output.match(/Signature is Valid/g)?.length ?? 0,
      covered: output.match(/- Total document signed/g)?.length ?? 0,
    }
  })
}
