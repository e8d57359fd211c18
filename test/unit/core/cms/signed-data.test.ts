import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildSignedData, estimateSignedDataSize } from '#core/cms/signed-data'
import { OID } from '#core/der/oids'
import { childrenOf, contentOf, type Element, encodingOf, fieldsOf, readWhole, unwrap } from '#core/der/read'
import { readOctets, readOid } from '#core/der/values'
import { type LeafName, testKey } from '#test/support/pki'

const LEAVES: LeafName[] = ['leader', 'curve', 'curve384']

async function signed(name: LeafName) {
  const key = await testKey(name)
  const messageDigest = createHash(key.digest).update('nội dung').digest()
  const der = await buildSignedData({ messageDigest, digest: key.digest, key })
  return { key, messageDigest, der, signedData: fieldsOf(signedDataOf(der)) }
}

function signedDataOf(der: Uint8Array): Element {
  const outer = fieldsOf(readWhole(der))
  expect(readOid(outer.take())).toBe(OID.signedData)
  return unwrap(outer.take(0xa0))
}

function attributesOf(der: Uint8Array): Map<string, Element> {
  const [signerInfo] = childrenOf(childrenOf(signedDataOf(der)).at(-1) ?? readWhole(der))
  const attributes = signerInfo && childrenOf(signerInfo).find(({ id }) => id === 0xa0)
  return new Map(
    (attributes ? childrenOf(attributes) : []).map((attribute) => {
      const fields = fieldsOf(attribute)
      return [readOid(fields.take()), fields.take(0x31)]
    }),
  )
}

describe.each(LEAVES)('SignedData by the %s key', (name) => {
  test('has content-type, message-digest and signing-certificate-v2, and no signing-time', async () => {
    const { der, messageDigest, key } = await signed(name)
    const attributes = attributesOf(der)
    expect([...attributes.keys()].sort()).toEqual([OID.contentType, OID.messageDigest, OID.signingCertificateV2].sort())
    const digest = attributes.get(OID.messageDigest)
    expect(digest && Buffer.from(readOctets(unwrap(digest)))).toEqual(messageDigest)
    const certificateHash = createHash('sha256').update(key.certificate).digest()
    expect(Buffer.from(encodingOf(attributes.get(OID.signingCertificateV2) ?? readWhole(der)))).toSatisfy(
      (value: Buffer) => value.includes(certificateHash),
    )
  })

  test('carries no content, one signer, and the certificates of signer and chain', async () => {
    const { signedData, key } = await signed(name)
    signedData.take(0x02)
    signedData.take(0x31)
    expect(childrenOf(signedData.take(0x30)).length).toBe(1)
    const certificates = childrenOf(signedData.take(0xa0)).map((one) => Buffer.from(encodingOf(one)).toString('hex'))
    expect(new Set(certificates)).toEqual(
      new Set([key.certificate, ...key.chain].map((one) => Buffer.from(one).toString('hex'))),
    )
    expect(childrenOf(signedData.take(0x31)).length).toBe(1)
  })

  test('fits into the size that was estimated before signing', async () => {
    const { der, key } = await signed(name)
    const estimate = estimateSignedDataSize(key)
    expect(der.length).toBeLessThanOrEqual(estimate)
    expect(estimate - der.length).toBeLessThan(16)
  })
})

test('RSA PKCS#1 v1.5 has NULL parameters, ECDSA none', async () => {
  const parametersOf = async (name: LeafName) => {
    const { der } = await signed(name)
    const [signerInfo] = childrenOf(childrenOf(signedDataOf(der)).at(-1) ?? readWhole(der))
    const algorithm = signerInfo && childrenOf(signerInfo).at(-2)
    return (
      algorithm &&
      childrenOf(algorithm)
        .slice(1)
        .map((one) => [one.id, contentOf(one).length])
    )
  }
  expect(await parametersOf('leader')).toEqual([[0x05, 0]])
  expect(await parametersOf('curve')).toEqual([])
})

test('a digest that is not the key’s own is a mistake of the caller', async () => {
  const key = await testKey('leader')
  await expect(buildSignedData({ messageDigest: new Uint8Array(64), digest: 'sha512', key })).rejects.toThrow('sha256')
})
