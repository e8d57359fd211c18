import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfsig } from '#test/support/judged-signature'
import { testLeaf } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { PIN, SOFTHSM, type SoftTokens, softTokens } from '#test/support/softhsm'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { TOKEN_PROCESS, tokenStoreForTest } from '#test/support/token-store'

/** CKF_USER_PIN_FINAL_TRY and CKF_USER_PIN_LOCKED. */
const [FINAL_TRY, LOCKED] = [0x2_0000n, 0x4_0000n]
const DATA = Buffer.from('văn bản')

let tokens: SoftTokens
let made = 0

/** A token of its own with a key and its certificate, for a test that leaves it changed. */
async function aToken() {
  made += 1
  const label = `Token ${made}`
  const { certificate, privateKey } = await testLeaf('leader')
  await tokens.add(label, [{ label: 'key', id: '01', certificate, privateKey }])
  return label
}

/** A token that every test leaves as it was. */
let shared: string

beforeAll(async () => {
  tokens = await softTokens()
  shared = await aToken()
})
afterAll(() => tokens.remove())

describe('a wrong PIN', () => {
  test('is told as one and shown by the counter; the right one sets it back', async () => {
    const store = tokenStoreForTest()
    const { id, token } = await store.key(shared)
    expect(token).toMatchObject({ pin: 'ok', pinOnDevice: false })
    for (let time = 0; time < 2; time += 1) {
      await expect(store.open(id, '00000000')).rejects.toMatchObject({
        code: 'token-pin-wrong',
        details: { token: shared },
      })
      expect((await store.key(shared)).token?.pin).toBe('low')
    }
    expect(await store.open(id, PIN)).toMatchObject({ scheme: 'rsa-pss' })
    expect((await store.key(shared)).token?.pin).toBe('ok')
  })

  test('that is empty or has another length never reaches the token as a try', async () => {
    const label = shared
    const store = tokenStoreForTest()
    const { id } = await store.key(label)
    await expect(store.open(id, '')).rejects.toMatchObject({ code: 'token-pin-wrong' })
    expect((await store.key(label)).token?.pin).toBe('ok')
  })

  test('of a second opener is refused while the token is open, and costs no try', async () => {
    const label = shared
    const store = tokenStoreForTest()
    const { id } = await store.key(label)
    const first = await store.open(id, PIN)
    await expect(store.open(id, '11111111')).rejects.toMatchObject({ code: 'token-pin-wrong' })
    expect((await store.key(label)).token?.pin).toBe('ok')
    const second = await store.open(id, PIN)
    first.close()
    expect(await second.sign(DATA)).toHaveLength(256)
  })
})

test('a locked token is shown as locked, and no PIN is presented to it', async () => {
  const label = await aToken()
  await tokens.setFlags(label, (flags) => flags | LOCKED)
  const store = tokenStoreForTest()
  const { id, token } = await store.key(label)
  expect(token?.pin).toBe('locked')
  await expect(store.open(id, PIN)).rejects.toMatchObject({ code: 'token-pin-locked' })
})

test('a token on its last try says so before the PIN is asked for', async () => {
  const label = await aToken()
  await tokens.setFlags(label, (flags) => flags | FINAL_TRY)
  expect((await tokenStoreForTest().key(label)).token?.pin).toBe('last-try')
})

describe('keys and certificates that do not go together one to one', () => {
  test('two keys of one label and one CKA_ID each sign with the certificate whose public key is theirs', async () => {
    const [leader, clerk] = await Promise.all([testLeaf('leader'), testLeaf('clerk')])
    await tokens.add('Hai khóa', [
      { label: 'same', id: '07', privateKey: leader.privateKey },
      { label: 'same', id: '07', privateKey: clerk.privateKey },
      { label: 'same', id: '07', certificate: clerk.certificate },
      { label: 'same', id: '07', certificate: leader.certificate },
    ])
    const store = tokenStoreForTest()
    for (const name of ['Nguyễn Văn Mẫu', 'Trần Thị Ví Dụ']) {
      const { id } = await store.key('Hai khóa', name)
      expect(await pdfsig((await signBytes(withTable(TWO_PAGES), await store.open(id, PIN))).bytes)).toMatchObject({
        valid: 1,
      })
    }
  })

  test('elliptic curve keys are told apart by the public keys beside them', async () => {
    const [one, other] = await Promise.all([testLeaf('curve'), testLeaf('curve384')])
    await tokens.add('Hai đường cong', [
      { label: 'same', id: '01', privateKey: one.privateKey },
      { label: 'same', id: '02', privateKey: other.privateKey },
      // The certificates' CKA_IDs are the wrong way round.
      { label: 'same', id: '02', certificate: one.certificate },
      { label: 'same', id: '01', certificate: other.certificate },
    ])
    const store = tokenStoreForTest()
    for (const name of ['Phạm Văn Đường Cong', 'Phạm Thị Đường Cong']) {
      const { id } = await store.key('Hai đường cong', name)
      await expect((await store.open(id, PIN)).sign(DATA)).resolves.toBeInstanceOf(Uint8Array)
    }
  })

  test('a certificate without its key is refused with that reason; a key without certificate is not offered', async () => {
    const [leader, clerk] = await Promise.all([testLeaf('leader'), testLeaf('clerk')])
    await tokens.add('Lẻ đôi', [
      { label: 'certificate', id: '01', certificate: leader.certificate },
      { label: 'key', id: '01', privateKey: clerk.privateKey },
    ])
    const store = tokenStoreForTest()
    const { id } = await store.key('Lẻ đôi')
    await expect(store.open(id, PIN)).rejects.toMatchObject({ code: 'token-key-missing', details: { token: 'Lẻ đôi' } })
  })
})

test('a key that asks before each signature gets its PIN each time (CKA_ALWAYS_AUTHENTICATE)', async () => {
  const { certificate, privateKey } = await testLeaf('leader')
  await tokens.add('Hỏi mỗi lần', [{ label: 'key', id: '01', certificate, privateKey, alwaysAuthenticate: true }])
  const store = tokenStoreForTest()
  const key = await store.open((await store.key('Hỏi mỗi lần')).id, PIN)
  for (let time = 0; time < 3; time += 1) expect(await key.sign(DATA)).toHaveLength(256)
})

test('a token that is pulled out between two signatures is told as removed, and its key is gone', async () => {
  const label = await aToken()
  const store = tokenStoreForTest()
  const key = await store.open((await store.key(label)).id, PIN)
  expect(await key.sign(DATA)).toHaveLength(256)
  await tokens.pullOut(label)
  await expect(key.sign(DATA)).rejects.toMatchObject({ code: 'token-removed', details: { token: label } })
  expect((await store.list()).filter(({ token }) => token?.label === label)).toEqual([])
})

test('a token that the driver sees only when it starts is found by looking again', async () => {
  const store = tokenStoreForTest()
  await store.list()
  const label = await aToken()
  const seen = async () => (await store.list()).map(({ token }) => token?.label)
  expect(await seen()).not.toContain(label)
  await store.addModule(SOFTHSM)
  expect(await seen()).toContain(label)
})

describe('a driver', () => {
  test('that is killed while a key is open ends that key with one clear error; the next call starts it anew', async () => {
    const label = shared
    const store = tokenStoreForTest()
    const { id } = await store.key(label)
    const key = await store.open(id, PIN)
    const signing = key.sign(DATA)
    store.started[0]?.kill()
    await expect(signing).rejects.toMatchObject({ code: 'token-driver-crashed', details: { module: SOFTHSM } })
    await expect(key.sign(DATA)).rejects.toMatchObject({ code: 'key-session-closed' })
    expect(await (await store.open(id, PIN)).sign(DATA)).toHaveLength(256)
    expect(store.started).toHaveLength(2)
  })

  test('that hangs is ended after its time, and the next call starts it anew', async () => {
    const label = shared
    const store = tokenStoreForTest({ timeouts: { sign: 400 } })
    const { id } = await store.key(label)
    const key = await store.open(id, PIN)
    stopped(store)
    await expect(key.sign(DATA)).rejects.toMatchObject({ code: 'token-driver-silent' })
    expect(await (await store.open(id, PIN)).sign(DATA)).toHaveLength(256)
  })

  test('leaves no PIN in the log, whatever happens', async () => {
    const label = shared
    const store = tokenStoreForTest({ timeouts: { list: 300 } })
    const { id } = await store.key(label)
    stopped(store)
    await expect(store.open(id, PIN)).rejects.toMatchObject({ code: 'token-driver-silent' })
    expect(store.logged.join('\n')).toContain('token-driver-silent')
    expect(store.logged.join('\n')).not.toContain(PIN)
  })
})

/** Halts the running process, as a driver does that waits for a device for ever. */
function stopped(store: ReturnType<typeof tokenStoreForTest>): void {
  const pid = store.pids.at(-1)
  if (pid === undefined) throw new Error('no process runs')
  process.kill(pid, 'SIGSTOP')
}

describe('a module', () => {
  const inFolder = async (name: string, bytes: Uint8Array) => {
    const path = join(tokens.folder, name)
    await writeFile(path, bytes)
    return path
  }

  test('that is added is used at once and remembered; one that is removed is used no more', async () => {
    const label = shared
    const store = tokenStoreForTest({ modules: [] })
    expect(await store.list()).toEqual([])
    const before = await store.overview()
    expect(before).toMatchObject({ modules: [], tokens: [] })
    expect(before.offered.map(({ name }) => name)).toContain('SoftHSM2')

    const added = await store.addModule(SOFTHSM)
    expect(added.modules).toEqual([{ path: SOFTHSM, name: 'SoftHSM2', failure: null }])
    expect(added.offered.map(({ name }) => name)).not.toContain('SoftHSM2')
    expect(added.tokens.find((token) => token.label === label)).toMatchObject({
      certificates: 1,
      pin: 'ok',
      module: SOFTHSM,
    })
    expect(await store.removeModule(SOFTHSM)).toMatchObject({ modules: [], tokens: [] })
    expect(await store.list()).toEqual([])
  })

  test.each([
    ['that is not there', async () => join(tokens.folder, 'none.so'), 'token-module-missing'],
    ['that is a folder', async () => tokens.folder, 'token-module-not-a-library'],
    [
      'that is a text',
      () => inFolder('text.so', Buffer.from('không phải thư viện'.repeat(20))),
      'token-module-not-a-library',
    ],
    ['for Windows', () => inFolder('windows.dll', aPe(0x8664)), 'token-module-not-a-library'],
    ['of 32 bits', () => inFolder('old.so', anElf(0x03)), 'token-module-wrong-architecture'],
    ['that is a library, but cut off', () => inFolder('cut.so', anElf(0x3e)), 'token-module-unusable'],
  ])('%s is refused with that reason and not remembered', async (_what, path, code) => {
    const store = tokenStoreForTest({ modules: [] })
    await expect(store.addModule(await path())).rejects.toMatchObject({ code })
    expect((await store.overview()).modules).toEqual([])
  })

  test('that was remembered and is gone is shown with its reason, beside those that work', async () => {
    const label = shared
    const gone = join(tokens.folder, 'gone.so')
    const store = tokenStoreForTest({ modules: [gone, SOFTHSM] })
    const { modules, tokens: found } = await store.overview()
    expect(modules.map(({ failure }) => failure?.code ?? null)).toEqual(['token-module-missing', null])
    expect(found.map((token) => token.label)).toContain(label)
  })

  test('gets a process without arguments, whose environment has no PIN', async () => {
    const label = shared
    const store = tokenStoreForTest()
    await store.open((await store.key(label)).id, PIN)
    const proc = `/proc/${store.pids.at(-1) ?? 0}`
    expect((await readFile(`${proc}/cmdline`, 'utf8')).split('\0').slice(1)).toEqual([TOKEN_PROCESS, ''])
    expect(await readFile(`${proc}/environ`, 'utf8')).not.toContain(PIN)
  })
})

function anElf(machine: number): Buffer {
  const head = Buffer.alloc(128)
  head.writeUInt32BE(0x7f45_4c46, 0)
  head.writeUInt8(machine === 0x03 ? 1 : 2, 4)
  head.writeUInt16LE(machine, 18)
  return head
}

function aPe(machine: number): Buffer {
  const head = Buffer.alloc(256)
  head.write('MZ')
  head.writeUInt32LE(128, 0x3c)
  head.write('PE\0\0', 128)
  head.writeUInt16LE(machine, 132)
  return head
}
