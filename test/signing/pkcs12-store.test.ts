import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KeyId } from '#contract'
import type { KeyStore } from '#core/ports'
import { createPkcs12Store } from '#main/adapters/keys/pkcs12-store'
import { TEST_NOW, TEST_PASSWORD, testPfx } from '#test/support/pki'

let folder: string
let now: Date
let store: KeyStore

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'vanthu-keys-')), 'keys')
  now = TEST_NOW
  store = createPkcs12Store(folder, { now: () => now })
})

afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true })
})

const importLeader = async () =>
  store.importPkcs12({ label: 'Khóa của Mẫu', data: await testPfx('leader'), password: TEST_PASSWORD })

describe('the folder of PKCS#12 keys', () => {
  test('an imported key is listed, opens with its password and signs', async () => {
    const { id, certificate } = await importLeader()
    expect(await store.list()).toMatchObject([{ id, label: 'Khóa của Mẫu', store: 'pkcs12' }])
    const key = await store.open(id, TEST_PASSWORD)
    expect(Buffer.from(key.certificate)).toEqual(Buffer.from(certificate))
    expect(await key.sign(Buffer.from('x'))).toHaveLength(256)
  })

  test('the PFX is kept as it was, for its owner only, and the password nowhere', async () => {
    const { id } = await importLeader()
    expect((await stat(join(folder, `${id}.p12`))).mode & 0o777).toBe(0o600)
    const names = await readdir(folder)
    expect(names.sort()).toEqual([`${id}.json`, `${id}.p12`])
    for (const name of names) expect(await readFile(join(folder, name), 'latin1')).not.toContain(TEST_PASSWORD)
  })

  test('a key that does not open is not stored', async () => {
    const data = await testPfx('leader')
    const importing = store.importPkcs12({ label: 'x', data, password: 'sai' })
    await expect(importing).rejects.toMatchObject({ code: 'wrong-key-password' })
    expect(await store.list()).toEqual([])
  })

  test('the same certificate is stored once', async () => {
    await importLeader()
    await expect(importLeader()).rejects.toMatchObject({
      code: 'certificate-known',
      details: { label: 'Khóa của Mẫu' },
    })
  })

  test('a removed key is gone', async () => {
    const { id } = await importLeader()
    await store.remove(id)
    expect(await store.list()).toEqual([])
    await expect(store.open(id, TEST_PASSWORD)).rejects.toMatchObject({ code: 'key-not-found' })
  })

  test.each(['../../etc/passwd', 'không có', '00000000-0000-0000-0000-000000000000'])(
    'no key is called %s',
    async (id) => {
      await expect(store.open(KeyId.parse(id), 'x')).rejects.toMatchObject({ code: 'key-not-found' })
    },
  )

  test('five wrong passwords in a row lock the key for a minute, even for the right one', async () => {
    const { id } = await importLeader()
    for (let attempt = 1; attempt <= 4; attempt++) {
      await expect(store.open(id, 'sai')).rejects.toMatchObject({ code: 'wrong-key-password' })
    }
    const locked = { code: 'key-locked', details: { retryAfterSeconds: 60 } }
    await expect(store.open(id, 'sai')).rejects.toMatchObject(locked)
    await expect(store.open(id, TEST_PASSWORD)).rejects.toMatchObject(locked)
    now = new Date(TEST_NOW.getTime() + 30_500)
    await expect(store.open(id, TEST_PASSWORD)).rejects.toMatchObject({ details: { retryAfterSeconds: 30 } })
    now = new Date(TEST_NOW.getTime() + 60_000)
    expect(await store.open(id, TEST_PASSWORD)).toMatchObject({ scheme: 'rsa-pkcs1' })
  })

  test('the right password in between starts the count again', async () => {
    const { id } = await importLeader()
    for (const password of ['1', '2', '3', '4', TEST_PASSWORD, '5', '6', '7', '8']) {
      await store.open(id, password).catch(() => undefined)
    }
    expect(await store.open(id, TEST_PASSWORD)).toMatchObject({ scheme: 'rsa-pkcs1' })
  })

  test('attempts made all at once count as if made in turn', async () => {
    const { id } = await importLeader()
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => store.open(id, 'sai')))
    const codes = attempts.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'opened'))
    expect(codes.filter((code) => code === 'key-locked')).toHaveLength(4)
  })
})
