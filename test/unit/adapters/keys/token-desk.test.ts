import { describe, expect, test } from 'vitest'
import { CKF_TOKEN, CKM } from '#main/adapters/keys/pkcs11/constants'
import { createTokenDesk } from '#main/adapters/keys/pkcs11/token-desk'
import { LAYOUT, type Script, scriptedCryptoki, TOKEN } from '#test/support/scripted-cryptoki'

const { protectedAuthenticationPath: ON_DEVICE, userPinInitialized: SET, userPinFinalTry, userPinLocked } = CKF_TOKEN
const DATA = Buffer.from('văn bản')

/** The hashing PSS mechanism is what node:crypto can play. */
const PSS = { mechanisms: [CKM.sha256RsaPkcsPss, CKM.rsaPkcs] }

async function deskOf(given: Partial<Script> = {}) {
  const token = await scriptedCryptoki({ ...PSS, ...given })
  const desk = createTokenDesk(token.cryptoki, LAYOUT)
  const open = (pin: string | null) =>
    desk.open({
      kind: 'open',
      token: TOKEN,
      certificate: token.certificate,
      pin: pin === null ? null : Buffer.from(pin),
    })
  return { ...token, desk, open, logins: () => token.calls.filter((call) => call.startsWith('login')) }
}

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'no error'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a PIN', () => {
  test('that was refused is not presented again; another one is', async () => {
    const { open, logins } = await deskOf()
    expect([codeOf(() => open('0000')), codeOf(() => open('0000'))]).toEqual(['token-pin-wrong', 'token-pin-wrong'])
    expect(logins()).toEqual(['login user 0000'])
    expect(open('1234')).toMatchObject({ scheme: 'rsa-pss' })
    expect(logins()).toEqual(['login user 0000', 'login user 1234'])
  })

  test('that was refused is presented again once the counter has recovered: it was changed elsewhere', async () => {
    const { open, logins, script } = await deskOf()
    expect(codeOf(() => open('0000'))).toBe('token-pin-wrong')
    script.flags = SET
    script.pin = '0000'
    expect(open('0000')).toMatchObject({ session: 1 })
    expect(logins()).toHaveLength(2)
  })

  test('that leaves one try, or none, is told with that', async () => {
    const last = await deskOf({ flagsAfterWrong: SET | userPinFinalTry })
    expect(codeOf(() => last.open('0000'))).toBe('token-pin-last-try')
    const locked = await deskOf({ flagsAfterWrong: SET | userPinLocked })
    expect(codeOf(() => locked.open('0000'))).toBe('token-pin-locked')
    expect(codeOf(() => locked.open('1234'))).toBe('token-pin-locked')
    expect(locked.logins()).toHaveLength(1)
  })

  test('that was never set is told as such', async () => {
    const { open, logins } = await deskOf({ flags: 0 })
    expect(codeOf(() => open('1234'))).toBe('token-pin-not-set')
    expect(logins()).toEqual([])
  })
})

describe('a token with keys of its own (protected authentication path)', () => {
  test('is never given a PIN', async () => {
    const { desk, open, logins } = await deskOf({ flags: SET | ON_DEVICE })
    expect(desk.list()).toMatchObject([{ pinOnDevice: true }])
    open(null)
    expect(logins()).toEqual(['login user on device'])
  })

  test('asks each opener anew, and closes what the one before had open', async () => {
    const { desk, open, logins } = await deskOf({ flags: SET | ON_DEVICE })
    const first = open(null)
    const second = open(null)
    expect(logins()).toHaveLength(2)
    expect(codeOf(() => desk.sign(first.session, DATA))).toBe('key-session-closed')
    expect(desk.sign(second.session, DATA)).toHaveLength(256)
  })

  test('and a key that asks each time is asked on the device each time', async () => {
    const { desk, open, logins } = await deskOf({ flags: SET | ON_DEVICE, alwaysAuthenticate: true })
    const { session } = open(null)
    desk.sign(session, DATA)
    expect(logins()).toEqual(['login user on device', 'login context-specific on device'])
  })
})

describe('a key that asks for its PIN before each signature', () => {
  test('gets it directly after C_SignInit, with nothing in between', async () => {
    const { desk, open, calls } = await deskOf({ alwaysAuthenticate: true })
    const { session, alwaysAsks } = open('1234')
    expect(alwaysAsks).toBe(true)
    calls.length = 0
    desk.sign(session, DATA)
    desk.sign(session, DATA)
    const once = ['start', 'login context-specific 1234', 'sign']
    expect(calls).toEqual([...once, ...once])
  })

  test('that refuses it is closed at once: it is not presented again', async () => {
    const { desk, open, logins, script } = await deskOf({ alwaysAuthenticate: true })
    const { session } = open('1234')
    script.pin = 'changed'
    expect(codeOf(() => desk.sign(session, DATA))).toBe('token-pin-wrong')
    expect(codeOf(() => desk.sign(session, DATA))).toBe('key-session-closed')
    expect(logins()).toHaveLength(2)
  })
})

describe('the mechanism', () => {
  test.each([
    ['PSS where it is offered', { mechanisms: [CKM.rsaPkcs, CKM.rsaPkcsPss] }, 'rsa-pss'],
    ['PSS that hashes on the token where only that is offered', PSS, 'rsa-pss'],
    ['PKCS#1 v1.5 where PSS is not offered', { mechanisms: [CKM.rsaPkcs] }, 'rsa-pkcs1'],
    ['PKCS#1 v1.5 where PSS is listed and then refused', { ...PSS, refused: [CKM.sha256RsaPkcsPss] }, 'rsa-pkcs1'],
  ])('is %s', async (_what, given, scheme) => {
    const { open } = await deskOf(given)
    expect(open('1234').scheme).toBe(scheme)
  })

  test('is shown before the PIN is asked for', async () => {
    const { desk } = await deskOf({ mechanisms: [CKM.rsaPkcs] })
    expect(desk.list()[0]?.certificates).toMatchObject([{ scheme: 'rsa-pkcs1' }])
    expect((await deskOf({ mechanisms: [CKM.ecdsa] })).desk.list()[0]?.certificates).toMatchObject([{ scheme: null }])
  })

  test('that the token does not have at all makes the key unsupported', async () => {
    const { open } = await deskOf({ mechanisms: [CKM.ecdsa] })
    expect(codeOf(() => open('1234'))).toBe('key-unsupported')
  })

  test('of PKCS#1 v1.5 signs what the certificate verifies', async () => {
    const { desk, open } = await deskOf({ mechanisms: [CKM.rsaPkcs] })
    expect(desk.sign(open('1234').session, DATA)).toHaveLength(256)
  })
})

test('a signature that does not fit the certificate is thrown away', async () => {
  const { desk, open } = await deskOf({ lies: true })
  const { session } = open('1234')
  expect(codeOf(() => desk.sign(session, DATA))).toBe('token-signature-wrong')
})

test('a token that is gone is told as removed, forgotten by the list, and its keys are closed', async () => {
  const { desk, open, script } = await deskOf()
  const { session } = open('1234')
  script.present = false
  expect(codeOf(() => desk.sign(session, DATA))).toBe('token-removed')
  expect(desk.list()).toEqual([])
  expect(codeOf(() => open('1234'))).toBe('token-removed')
  script.present = true
  expect(desk.list()).toHaveLength(1)
})

test('the last key that is closed logs the token out', async () => {
  const { desk, open, calls } = await deskOf()
  const [first, second] = [open('1234'), open('1234')]
  desk.close(first.session)
  expect(calls).not.toContain('logout')
  desk.close(second.session)
  expect(calls).toContain('logout')
})
