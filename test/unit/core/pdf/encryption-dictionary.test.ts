import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { isDict, isStream, isString, ref } from '#core/pdf/objects'
import { rc4 } from '#core/pdf/rc4'
import { withTable } from '#test/support/tiny-pdf'

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const ID = Buffer.alloc(16, 1)
const OWNER = Buffer.alloc(48, 7)
const hashed = (algorithm: string, ...parts: Uint8Array[]) => {
  const hash = createHash(algorithm)
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const hex = (bytes: Uint8Array) => `<${Buffer.from(bytes).toString('hex')}>`

/** What the empty user's password opens. ISO 32000-2:2020, 7.6.4.3.2, 7.6.4.4.4. */
function userEntryOld(): Buffer {
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(-4)
  let key = hashed('md5', PADDING, OWNER.subarray(0, 32), permissions, ID)
  for (let round = 0; round < 50; round += 1) key = hashed('md5', key)
  let user: Uint8Array = hashed('md5', PADDING, ID)
  for (let step = 0; step < 20; step += 1) {
    user = rc4(
      key.map((byte) => byte ^ step),
      user,
    )
  }
  return Buffer.concat([user, Buffer.alloc(16)])
}

type Entries = Readonly<Record<string, string>>

const crypt = (method: string) => ({ CF: `<< /S << /CFM /${method} >> >>`, StmF: '/S', StrF: '/S' })
const VERSION_4: Entries = {
  ...{ Filter: '/Standard', V: '4', R: '4', Length: '128', P: '-4' },
  ...{ O: hex(OWNER.subarray(0, 32)), U: hex(userEntryOld()), ...crypt('AESV2') },
}
const SALTS = Buffer.alloc(16, 3)
const wrapped = createCipheriv('aes-256-cbc', hashed('sha256', SALTS.subarray(8)), Buffer.alloc(16))
wrapped.setAutoPadding(false)
const VERSION_5: Entries = {
  ...{ Filter: '/Standard', V: '5', R: '5', Length: '256', P: '-4', O: hex(OWNER), OE: hex(Buffer.alloc(32)) },
  ...{ U: hex(Buffer.concat([hashed('sha256', SALTS.subarray(0, 8)), SALTS])), ...crypt('AESV3') },
  ...{ UE: hex(wrapped.update(Buffer.alloc(32, 9))), Perms: hex(Buffer.alloc(16)) },
}

const encrypted = (entries: Entries) =>
  withTable(
    [
      `<< /Type /Catalog /Pages 2 0 R /Lang ${hex(Buffer.alloc(32, 5))} >>`,
      '<< /Type /Pages /Kids [] /Count 0 >>',
      `<< /Length 32 >>\nstream\n${'x'.repeat(32)}\nendstream`,
      `<< ${Object.entries(entries)
        .map(([key, value]) => `/${key} ${value}`)
        .join(' ')} >>`,
    ],
    { trailer: `/Encrypt 4 0 R /ID [${hex(ID)} ${hex(ID)}]` },
  )

/** Opens the file and decrypts a text and a stream of it. */
function readAll(entries: Entries): string {
  const document = openPdf(bytesInMemory(encrypted(entries)))
  if (document.encrypted) return 'closed'
  const text = document.catalog().dict.entries.get('Lang')
  const stream = document.get(ref(3))
  if (isStream(stream)) document.data(stream)
  return isString(text) && isDict(document.get(ref(2))) ? 'open' : 'empty'
}

describe('an encryption dictionary', () => {
  test.each([
    ['version 4, revision 4', VERSION_4],
    ['version 5, revision 5', VERSION_5],
  ])('of %s opens with the empty password', (_which, entries) => {
    expect(readAll(entries)).toBe('open')
  })

  test.each([
    ['AES-256 in version 4', 'pdf-unsupported', { ...VERSION_4, ...crypt('AESV3') }],
    ['RC4 in version 5', 'pdf-unsupported', { ...VERSION_5, ...crypt('V2') }],
    ['AES-128 in version 5', 'pdf-unsupported', { ...VERSION_5, ...crypt('AESV2') }],
    ['version 5 with an old revision', 'pdf-damaged', { ...VERSION_4, V: '5', ...crypt('AESV3') }],
    ['version 4 with a new revision', 'pdf-damaged', { ...VERSION_5, V: '4', ...crypt('AESV2') }],
    ['version 2 with a new revision', 'pdf-damaged', { ...VERSION_5, V: '2' }],
  ])('with %s is refused in words', (_what, code, entries) => {
    expect(() => readAll(entries)).toThrow(expect.objectContaining({ code }))
  })

  test('made otherwise in any entry opens, stays closed or is refused in words', () => {
    const key = fc.constantFrom(...Object.keys(VERSION_5), 'EncryptMetadata')
    const value = fc.oneof(
      fc.constantFrom(
        ...['null', 'true', 'false', '/Standard', '/S', '/Identity', '4 0 R', '9 0 R', '[]', '<< >>', '1.5'],
      ),
      fc.constantFrom(...['V2', 'AESV2', 'AESV3', 'None', 'X'].map((method) => crypt(method).CF)),
      fc.integer({ min: -1, max: 7 }).map(String),
      fc.constantFrom('8', '40', '48', '64', '129', '256', '4294967292', '99999999999999999999', '-2147483649'),
      fc.uint8Array({ maxLength: 130 }).map(hex),
    )
    const changes = fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 })
    const property = fc.property(fc.constantFrom(VERSION_4, VERSION_5), changes, (base, changed) => {
      try {
        readAll({ ...base, ...Object.fromEntries(changed) })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
      }
    })
    fc.assert(property, { seed: 14, numRuns: 2000 })
  })
})
