import { expect, test } from 'vitest'
import type { SignedData, SignerInfo } from '#core/cms/read-signed-data'
import { OID } from '#core/der/oids'
import { childrenOf, type Element, encodingOf, readElement, readWhole, unwrap } from '#core/der/read'
import { isDerThroughout } from '#core/der/strictness'
import { contextTag } from '#core/der/tags'
import { element, objectId, octetString, sequence } from '#core/der/write'
import { evidenceCarriedBy } from '#core/verification/carried-evidence'
import { day, listsAt, pastScene } from '#test/support/past-scene'
import { responseOf } from '#test/support/validation-material'

const read = (der: Uint8Array): Element => readWhole(der)
const NOTHING = { revocationData: [] } as unknown as SignedData

function signerWith(signed: [string, Element[]][], unsigned: [string, Element[]][] = []): SignerInfo {
  const values = new Map(signed)
  return { signedAttributes: { values }, unsignedAttributes: new Map(unsigned) } as unknown as SignerInfo
}

async function material() {
  const { ca, signer } = await pastScene()
  const [crl = new Uint8Array()] = await listsAt(day('2024-07-01'))
  return { crl, ocsp: responseOf(ca, signer.certificate, { thisUpdate: day('2024-07-01') }) }
}

test('Adobe’s signed attribute brings lists and responses', async () => {
  const { crl, ocsp } = await material()
  const archival = sequence(element(contextTag(0), sequence(crl)), element(contextTag(1), sequence(ocsp)))
  const found = evidenceCarriedBy(NOTHING, signerWith([[OID.revocationInfoArchival, [read(archival)]]]))
  expect(found).toEqual([
    { kind: 'crl', der: crl },
    { kind: 'ocsp', der: ocsp },
  ])
})

test('the set of the CMS brings lists, and responses as another form', async () => {
  const { crl, ocsp } = await material()
  const other = element(contextTag(1), objectId(OID.ocspResponseInCms), ocsp)
  const revocationData = [read(crl), readElement(other)]
  expect(evidenceCarriedBy({ ...NOTHING, revocationData }, undefined).map(({ kind }) => kind)).toEqual(['crl', 'ocsp'])
})

test('the values of CAdES hold basic responses, which get their envelope back', async () => {
  const { ocsp } = await material()
  const [, bytes] = childrenOf(read(ocsp))
  const basic = bytes && childrenOf(unwrap(bytes))[1]
  const inside = basic ? basic.source.subarray(basic.contentStart, basic.contentEnd) : new Uint8Array()
  const values = sequence(element(contextTag(1), sequence(inside)))
  const found = evidenceCarriedBy(NOTHING, signerWith([], [[OID.revocationValues, [read(values)]]]))
  expect(found.map(({ der }) => Buffer.from(der).toString('hex'))).toEqual([Buffer.from(ocsp).toString('hex')])
})

test('what is malformed is left out, and the rest is read', async () => {
  const { crl } = await material()
  const signer = signerWith([[OID.revocationInfoArchival, [read(octetString(Uint8Array.of(1)))]]])
  expect(evidenceCarriedBy({ ...NOTHING, revocationData: [read(crl)] }, signer)).toHaveLength(1)
})

test.each([
  ['DER', '30060101ff020105', true],
  ['a length in more octets than needed', '3081060101ff020105', false],
  ['a length that comes later', '30800101ff0201050000', false],
  ['a TRUE that is not 0xff', '3006010101020105', false],
  ['a string in pieces', '3006240404020102', false],
])('an encoding with %s is told from DER', (_what, hex, expected) => {
  expect(isDerThroughout(readElement(Buffer.from(hex, 'hex')))).toBe(expected)
  expect(encodingOf(readElement(Buffer.from(hex, 'hex'))).length).toBe(hex.length / 2)
})
