import { describe, expect, test } from 'vitest'
import { readSignedData } from '#core/cms/read-signed-data'
import { OID } from '#core/der/oids'
import { contextTag } from '#core/der/tags'
import { element, integer, nullValue, objectId, octetString, sequence, setOf } from '#core/der/write'

const SHA256 = sequence(objectId(OID.sha256), nullValue())
const attribute = (type: string): Uint8Array => sequence(objectId(type), setOf(nullValue()))
const list = (count: number, type: (index: number) => string): Uint8Array =>
  Buffer.concat(Array.from({ length: count }, (_, index) => attribute(type(index))))

/** SignedData of one signer with so many signed attributes, each another, and unsigned ones that are all the same. */
function signedData({ signed, unsigned }: { signed: number; unsigned: number }): Uint8Array {
  const signer = sequence(
    integer(1),
    sequence(sequence(), integer(1)),
    SHA256,
    element(
      contextTag(0),
      list(signed, (index) => `1.2.${String(index)}`),
    ),
    sequence(objectId(OID.rsaEncryption), nullValue()),
    octetString(new Uint8Array(256)),
    element(
      contextTag(1),
      list(unsigned, () => '1.2.3'),
    ),
  )
  const content = sequence(integer(1), setOf(SHA256), sequence(objectId(OID.data)), setOf(signer))
  return sequence(objectId(OID.signedData), element(contextTag(0), content))
}

describe('attributes of a signer', () => {
  test('are read, and put in order, as many as any software writes', () => {
    const [signer] = readSignedData(signedData({ signed: 200, unsigned: 200 })).signers
    expect(signer?.signedAttributes?.values.size).toBe(200)
    expect(signer?.signedAttributes?.sorted().length).toBe(signer?.signedAttributes?.asWritten.length)
    expect(signer?.unsignedAttributes.get('1.2.3')).toHaveLength(200)
  })

  test.each([
    ['signed', { signed: 99_000, unsigned: 1 }],
    ['unsigned', { signed: 1, unsigned: 99_000 }],
  ])('are refused before any is looked at where they are tens of thousands, %s', (_which, counts) => {
    const bytes = signedData(counts)
    expect(() => readSignedData(bytes)).toThrow(/too many attributes/)
  })
})
