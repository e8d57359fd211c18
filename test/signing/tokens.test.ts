import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { opensslVerifies, pdfsig } from '#test/support/judged-signature'
import { type LeafName, TEST_NOW, testAnchors, testLeaf, testPki } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { partsOfLastSignature } from '#test/support/signed-parts'
import { PIN, type SoftTokens, softTokens, type TokenObject } from '#test/support/softhsm'
import { TWO_PAGES, withStreams } from '#test/support/tiny-pdf'
import { tokenStoreForTest } from '#test/support/token-store'

const KEYS: Record<string, { leaf: LeafName; scheme: string; digest: string }> = {
  'RSA 2048': { leaf: 'leader', scheme: 'rsa-pss', digest: 'sha256' },
  'RSA 3072': { leaf: 'agency', scheme: 'rsa-pss', digest: 'sha256' },
  'RSA 4096': { leaf: 'strong', scheme: 'rsa-pss', digest: 'sha512' },
  'P-256': { leaf: 'curve', scheme: 'ecdsa', digest: 'sha256' },
  'P-384': { leaf: 'curve384', scheme: 'ecdsa', digest: 'sha384' },
}

let tokens: SoftTokens

/** A leaf's key and certificate under one CKA_ID, with the authority that issued it. */
async function objectsOf(leaf: LeafName, more: Partial<TokenObject> = {}): Promise<TokenObject[]> {
  const { certificate, privateKey } = await testLeaf(leaf)
  const { issuing } = await testPki()
  return [
    { label: 'key', id: '01', privateKey, certificate, ...more },
    { label: 'authority', id: 'ca', certificate: issuing.certificate },
  ]
}

beforeAll(async () => {
  tokens = await softTokens()
  for (const [name, { leaf }] of Object.entries(KEYS)) await tokens.add(name, await objectsOf(leaf))
})
afterAll(() => tokens.remove())

async function ours(bytes: Uint8Array) {
  return (await verifyPdf(bytesInMemory(bytes), { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' })).verdict
}

describe.each(Object.entries(KEYS))('a %s key on a token', (name, { leaf, scheme, digest }) => {
  test('signs a PDF that pdfsig, OpenSSL and we accept', async () => {
    const store = tokenStoreForTest()
    const { id } = await store.key(name)
    const key = await store.open(id, PIN)
    expect(key).toMatchObject({ scheme, digest })
    expect(Buffer.from(key.certificate)).toEqual(Buffer.from((await testLeaf(leaf)).certificate))
    expect(key.chain).toHaveLength(1)

    const { bytes } = await signBytes(withStreams(TWO_PAGES), key)
    expect(await pdfsig(bytes)).toEqual({ valid: 1, covered: 1 })
    expect(await opensslVerifies(partsOfLastSignature(bytes), ['-cades'])).toMatchObject({ code: 0 })
    expect(await ours(bytes)).toBe('TOTAL-PASSED')
    key.close()
    await expect(key.sign(Buffer.from('x'))).rejects.toMatchObject({ code: 'key-session-closed' })
  })
})
