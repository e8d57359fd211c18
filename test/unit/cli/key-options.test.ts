import { describe, expect, test } from 'vitest'
import { UsageError } from '#main/cli/failures'
import { readKeyOptions } from '#main/cli/key-options'

const token = { pkcs11: '/usr/lib/token.so', token: 'Token' }

describe('the key of a command', () => {
  test('is a file with its password, or a key on a token with its PIN', () => {
    expect(readKeyOptions({ p12: 'a.p12', passwordFile: 'p' })).toEqual({
      store: 'pkcs12',
      p12: 'a.p12',
      passwordFile: 'p',
    })
    expect(readKeyOptions({ ...token, pinFile: 'p', key: 'k' })).toEqual({
      ...{ store: 'pkcs11', module: '/usr/lib/token.so', token: 'Token' },
      ...{ pinFile: 'p', key: 'k' },
    })
  })

  test.each([
    ['nothing', {}, /--p12 FILE, or --pkcs11/],
    ['both', { ...token, p12: 'a.p12' }, /not both/],
    ['a module without a token', { pkcs11: token.pkcs11 }, /--token LABEL/],
    ['a token without a module', { p12: 'a.p12', token: 'Token' }, /--token needs --pkcs11/],
    ['a PIN without a module', { p12: 'a.p12', pinFile: 'p' }, /--pin-file needs --pkcs11/],
    ['a label without a module', { p12: 'a.p12', key: 'k' }, /--key needs --pkcs11/],
  ])('%s is wrong usage', (_what, flags, sentence) => {
    expect(() => readKeyOptions(flags)).toThrow(UsageError)
    expect(() => readKeyOptions(flags)).toThrow(sentence)
  })
})
