import { createCipheriv, createPublicKey, pbkdf2Sync, verify, X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DerError } from '#core/der/der-error'
import { readWhole } from '#core/der/read'
import { element, integer, objectId, octetString, sequence } from '#core/der/write'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { readIterations } from '#main/adapters/keys/pkcs12-ciphers'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { TEST_PASSWORD, testLeaf, testPfx } from '#test/support/pki'

/** Letters outside ASCII are hashed differently by PKCS#12 and by PBES2: both must come out right. */
const PASSWORD = 'mật khẩu Đ1'

const FILES: Record<string, { key: 'rsa' | 'ec'; options: string[]; scheme: string; digest: string }> = {
  'openssl 3 (AES-256, SHA-256)': { key: 'rsa', options: [], scheme: 'rsa-pkcs1', digest: 'sha256' },
  'legacy (3DES, RC2-40, SHA-1)': {
    key: 'rsa',
    options: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES'],
    scheme: 'rsa-pkcs1',
    digest: 'sha256',
  },
  'without a MAC': { key: 'rsa', options: ['-nomac'], scheme: 'rsa-pkcs1', digest: 'sha256' },
  'elliptic curve P-384': { key: 'ec', options: [], scheme: 'ecdsa', digest: 'sha384' },
}

const files = new Map<string, Uint8Array>()
let nothingButCertificates: Uint8Array

beforeAll(async () => {
  await inTemporaryFolder(async (folder) => {
    const path = (name: string) => join(folder, name)
    for (const [kind, leaf] of [
      ['rsa', 'leader'],
      ['ec', 'curve384'],
    ] as const) {
      const { certificate, privateKey } = await testLeaf(leaf)
      await writeFile(path(`${kind}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
      await writeFile(path(`${kind}.crt`), new X509Certificate(certificate).toString())
    }
    const exportPfx = async (options: readonly string[]): Promise<Uint8Array> => {
      const out = path('out.p12')
      const { code, output } = await judge('openssl', [
        ...['pkcs12', '-export', '-out', out, '-passout', `pass:${PASSWORD}`],
        ...options,
      ])
      if (code !== 0) throw new Error(output)
      return readFile(out)
    }
    for (const [name, { key, options }] of Object.entries(FILES)) {
      files.set(name, await exportPfx(['-inkey', path(`${key}.key`), '-in', path(`${key}.crt`), ...options]))
    }
    nothingButCertificates = await exportPfx(['-nokeys', '-in', path('rsa.crt')])
  })
})

afterAll(() => {
  files.clear()
})

describe.each(Object.entries(FILES))('a PKCS#12 file made by OpenSSL, %s', (name, { scheme, digest }) => {
  const data = () => files.get(name) ?? new Uint8Array()

  test('opens, and its signature verifies with the certificate', async () => {
    const key = await openPkcs12(data(), PASSWORD)
    expect(key).toMatchObject({ scheme, digest })
    const message = Buffer.from('văn bản')
    const { publicKey } = new X509Certificate(key.certificate)
    expect(
      verify(
        digest,
        message,
        createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
        await key.sign(message),
      ),
    ).toBe(true)
  })

  test('a wrong password is said to be one', async () => {
    for (const password of ['sai', '', `${PASSWORD} `]) {
      await expect(openPkcs12(data(), password)).rejects.toMatchObject({ code: 'wrong-key-password' })
    }
  })

  test('a truncated file is unreadable, at any length', async () => {
    for (const length of [0, 1, 2, 10, 100, Math.floor(data().length / 2), data().length - 1]) {
      await expect(openPkcs12(data().subarray(0, length), PASSWORD)).rejects.toMatchObject({ code: 'key-unreadable' })
    }
  })
})

test('the PFX of the demo authority opens with its chain', async () => {
  const key = await openPkcs12(await testPfx('agency'), TEST_PASSWORD)
  expect(Buffer.from(key.certificate)).toEqual(Buffer.from((await testLeaf('agency')).certificate))
  expect(key.chain).toHaveLength(1)
})

test('RSA of 4096 bits signs with SHA-512', async () => {
  expect(await openPkcs12(await testPfx('strong'), TEST_PASSWORD)).toMatchObject({ digest: 'sha512' })
})

test('a file without a key is not supported', async () => {
  await expect(openPkcs12(nothingButCertificates, PASSWORD)).rejects.toMatchObject({ code: 'key-unsupported' })
})

test.each([
  ['text', Buffer.from('không phải khóa')],
  ['zeros', Buffer.alloc(1000)],
  ['a PDF', Buffer.from('%PDF-1.7\n')],
])('%s is unreadable', async (_what, bytes) => {
  await expect(openPkcs12(bytes, PASSWORD)).rejects.toMatchObject({ code: 'key-unreadable' })
})

test('a closed key signs no more', async () => {
  const key = await openPkcs12(await testPfx('leader'), TEST_PASSWORD)
  key.close()
  await expect(key.sign(Buffer.from('x'))).rejects.toMatchObject({ code: 'key-session-closed' })
})

describe('a file that asks for too much work', () => {
  const encryptedPart = (iterations: number, claimed = iterations) => {
    const kdf = sequence(octetString(new Uint8Array(8)), integer(claimed))
    const scheme = sequence(objectId('2.16.840.1.101.3.4.1.42'), octetString(new Uint8Array(16)))
    const algorithm = sequence(
      objectId('1.2.840.113549.1.5.13'),
      sequence(sequence(objectId('1.2.840.113549.1.5.12'), kdf), scheme),
    )
    const key = pbkdf2Sync(PASSWORD, new Uint8Array(8), iterations, 32, 'sha1')
    const cipher = createCipheriv('aes-256-cbc', key, new Uint8Array(16))
    const nothing = Buffer.concat([cipher.update(sequence()), cipher.final()])
    const info = sequence(objectId('1.2.840.113549.1.7.1'), algorithm, element(0x80, nothing))
    return sequence(objectId('1.2.840.113549.1.7.6'), element(0xa0, sequence(integer(0), info)))
  }
  const emptyPart = sequence(objectId('1.2.840.113549.1.7.1'), element(0xa0, octetString(sequence())))
  const fileOf = (...parts: Uint8Array[]) => {
    const content = element(0xa0, octetString(sequence(...parts)))
    return sequence(integer(3), sequence(objectId('1.2.840.113549.1.7.1'), content))
  }

  test('in one derivation is unreadable', async () => {
    const file = fileOf(encryptedPart(1, 5_000_001))
    await expect(openPkcs12(file, PASSWORD)).rejects.toMatchObject({ code: 'key-unreadable' })
  })

  test('in all its derivations together is unreadable', () => {
    const opening = { password: PASSWORD, iterations: 0 }
    const most = readWhole(integer(5_000_000))
    expect([readIterations(most, opening), readIterations(most, opening)]).toEqual([5_000_000, 5_000_000])
    expect(() => readIterations(readWhole(integer(1)), opening)).toThrow(DerError)
  })

  test('in a hundred empty parts is unreadable', async () => {
    const parts = (count: number) => fileOf(...new Array<Uint8Array>(count).fill(emptyPart))
    await expect(openPkcs12(parts(100), PASSWORD)).rejects.toMatchObject({ code: 'key-unsupported' })
    await expect(openPkcs12(parts(101), PASSWORD)).rejects.toMatchObject({ code: 'key-unreadable' })
  })
})
