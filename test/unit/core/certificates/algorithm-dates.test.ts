import { generateKeyPairSync, getCurves } from 'node:crypto'
import { expect, test } from 'vitest'
import { isTooWeakAt } from '#core/certificates/algorithm-dates'

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey
const CURVES = { p256: curve('P-256'), p224: curve('secp224r1'), p192: curve('prime192v1') }
const KEYS = { good: rsa(2048), short: rsa(1024), almost: rsa(2000), ...CURVES }

test.each([
  ['SHA-256 with RSA-2048', '2026-01-01', ['sha256', 'good'], false],
  ['SHA-1 while it was trusted', '2011-06-01', ['sha1', 'good'], false],
  ['SHA-1 from its end on', '2012-08-01', ['sha1', 'good'], true],
  ['RSA-1024 in 2018', '2018-01-01', ['sha256', 'short'], false],
  ['RSA-1024 since', '2019-10-01', ['sha256', 'short'], true],
  ['RSA-2000 before Circular 15/2025', '2025-01-01', ['sha256', 'almost'], false],
  ['RSA-2000 under it', '2025-08-15', ['sha256', 'almost'], true],
  ['P-256', '2026-01-01', ['sha256', 'p256'], false],
  ['P-224 while it was trusted', '2021-09-30', ['sha256', 'p224'], false],
  ['P-224 since', '2021-10-01', ['sha256', 'p224'], true],
  ['P-192 while it was trusted', '2012-07-31', ['sha256', 'p192'], false],
  ['P-192 since', '2012-08-01', ['sha256', 'p192'], true],
] as const)('%s at %s', (_what, at, [digest, key], expected) => {
  expect(isTooWeakAt({ digests: ['sha256', digest], key: KEYS[key] }, new Date(at))).toBe(expected)
})

test('of all curves that the library knows, only those of primes from 256 bits count today', () => {
  const isGood = (name: string) => !isTooWeakAt({ digests: ['sha256'], key: curve(name) }, new Date('2026-01-01'))
  const curves = getCurves().filter((name) => !name.startsWith('Oakley'))
  expect(curves.length).toBeGreaterThan(50)
  expect(curves.filter(isGood).sort()).toEqual(
    [
      ...['brainpoolP256r1', 'brainpoolP256t1', 'brainpoolP320r1', 'brainpoolP320t1', 'brainpoolP384r1'],
      ...['brainpoolP384t1', 'brainpoolP512r1', 'brainpoolP512t1'],
      ...['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'],
    ].sort(),
  )
})

test('a curve that was never good is not good with a proof from before, either', () => {
  const key = curve('secp112r1')
  expect(isTooWeakAt({ digests: ['sha256'], key }, new Date('2010-01-01'))).toBe(true)
})
