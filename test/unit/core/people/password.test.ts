import { expect, test } from 'vitest'
import { hashPassword, isPassword, withoutNative } from '#core/people/password'

test('a password is recognised by its hash, however its accents were typed', async () => {
  const hash = await hashPassword('Mật khẩu 1'.normalize('NFC'))
  expect(hash).toMatch(/^argon2id\$19456\$2\$1\$/)
  expect(await isPassword('Mật khẩu 1'.normalize('NFD'), hash)).toBe(true)
  expect(await isPassword('mật khẩu 1', hash)).toBe(false)
})

test('the same password has another hash each time', async () => {
  expect(await hashPassword('Mật khẩu 1')).not.toBe(await hashPassword('Mật khẩu 1'))
})

test('a hash of an unknown method is a bug, not a wrong password', async () => {
  await expect(isPassword('x', 'md5$abc')).rejects.toThrow('unknown method')
})

test('a hash made by Node is understood where Argon2 is not native, as in Electron, and the other way round', async () => {
  expect(await isPassword('Mật khẩu 1', await hashPassword('Mật khẩu 1'), withoutNative)).toBe(true)
  expect(await isPassword('Mật khẩu 1', await hashPassword('Mật khẩu 1', withoutNative))).toBe(true)
})
