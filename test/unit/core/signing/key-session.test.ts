import { beforeEach, describe, expect, test } from 'vitest'
import { AppError, KeyId } from '#contract'
import type { KeyStore, SigningKey } from '#core/ports'
import { createKeySessions, IDLE_MS, type KeySessions } from '#core/signing/key-session'

const keyId = KeyId.parse('key-1')
const mine = { clientId: 'window-1', keyId }
const bytes = new Uint8Array([1])

let opened: number
let wiped: number
let now: number
let timers: { run: () => void; at: number }[]
let sessions: KeySessions

const key = (): SigningKey => ({
  certificate: bytes,
  chain: [],
  scheme: 'rsa-pkcs1',
  digest: 'sha256',
  sign: async (data) => data,
  close: () => {
    wiped += 1
  },
})

const keys: KeyStore = {
  list: async () => [],
  importPkcs12: () => Promise.reject(new Error('not part of this test')),
  remove: async () => undefined,
  open: async (_id, secret) => {
    if (secret !== 'right') throw new AppError('wrong-key-password')
    opened += 1
    return key()
  },
}

/** Lets time pass; timers that fall due run in order. */
function pass(ms: number): void {
  now += ms
  for (const timer of timers.filter(({ at }) => at <= now)) {
    timers = timers.filter((other) => other !== timer)
    timer.run()
  }
}

beforeEach(() => {
  opened = 0
  wiped = 0
  now = 0
  timers = []
  sessions = createKeySessions({
    keys,
    clock: { now: () => new Date(now) },
    startTimer: (run, afterMs) => {
      const timer = { run, at: now + afterMs }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
  })
})

const sign = (who = mine, secret?: string) => sessions.use(who, secret, (open) => open.sign(bytes))

describe('key session', () => {
  test('one PIN serves many signatures', async () => {
    await sign(mine, 'right')
    await sign()
    await sign()
    expect(opened).toBe(1)
  })

  test('without a PIN and without an open session nothing is signed', async () => {
    await expect(sign()).rejects.toMatchObject({ code: 'key-session-closed' })
  })

  test('a wrong PIN opens nothing', async () => {
    await expect(sign(mine, 'wrong')).rejects.toMatchObject({ code: 'wrong-key-password' })
    await expect(sign()).rejects.toMatchObject({ code: 'key-session-closed' })
  })

  test('the key is wiped five minutes after the last signature, not after the first', async () => {
    await sign(mine, 'right')
    pass(IDLE_MS - 1)
    await sign()
    pass(IDLE_MS - 1)
    expect(sessions.openUntil(mine)).not.toBeNull()
    pass(1)
    expect(wiped).toBe(1)
    expect(sessions.openUntil(mine)).toBeNull()
  })

  test('a session does not time out in the middle of its work', async () => {
    await sign(mine, 'right')
    await sessions.use(mine, undefined, async (open) => {
      pass(IDLE_MS * 2)
      return open.sign(bytes)
    })
    expect(wiped).toBe(0)
    pass(IDLE_MS)
    expect(wiped).toBe(1)
  })

  test('locking closes the key at once, even in the middle of a batch', async () => {
    const batch = sessions.use(mine, 'right', async (open) => {
      await open.sign(bytes)
      sessions.closeAll()
      return open.sign(bytes)
    })
    await expect(batch).rejects.toMatchObject({ code: 'key-session-closed' })
    expect(wiped).toBe(1)
  })

  test('another client cannot sign with a key somebody else opened', async () => {
    await sign(mine, 'right')
    await expect(sign({ clientId: 'window-2', keyId })).rejects.toMatchObject({ code: 'key-session-closed' })
  })

  test('ending one client’s session closes its keys and leaves the others', async () => {
    const other = { clientId: 'window-2', keyId }
    await sign(mine, 'right')
    await sign(other, 'right')
    sessions.closeOf(mine.clientId)
    expect(sessions.openUntil(mine)).toBeNull()
    expect(sessions.openUntil(other)).not.toBeNull()
  })

  test('a new PIN replaces the open key and wipes the old one', async () => {
    await sign(mine, 'right')
    await sign(mine, 'right')
    expect([opened, wiped]).toEqual([2, 1])
  })
})
