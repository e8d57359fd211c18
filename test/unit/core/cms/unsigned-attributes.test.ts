import { beforeAll, expect, test } from 'vitest'
import { readSignedData } from '#core/cms/read-signed-data'
import { isRegular } from '#core/cms/regularity'
import { OID } from '#core/der/oids'
import { childrenOf, encodingOf, readElement, unwrap } from '#core/der/read'
import { integer, octetString, sequence } from '#core/der/write'
import type { Issued } from '#seeds/pki'
import { attribute, cmsOver } from '#test/support/attacks/forged-cms'
import { authority, tokenOver } from '#test/support/attacks/timestamps'
import { testLeaf, testPki } from '#test/support/pki'

const CONTENT = Buffer.from('nội dung')
const [DIGEST, CUT] = [octetString(new Uint8Array(32)), sequence(integer(1))]

let signer: Issued
let issuing: Issued
let token: Uint8Array
let signerInfo: Uint8Array
beforeAll(async () => {
  ;({ issuing } = await testPki())
  signer = await testLeaf('curve')
  token = tokenOver(CONTENT, await authority())
  const [, wrapped] = childrenOf(readElement(cmsOver(CONTENT, { signer, chain: [] })))
  const signers = wrapped && childrenOf(unwrap(wrapped)).at(-1)
  signerInfo = signers ? encodingOf(unwrap(signers)) : new Uint8Array()
})

const isRegularWith = (more: Parameters<typeof cmsOver>[1] | object): boolean =>
  isRegular(readSignedData(cmsOver(CONTENT, { signer, chain: [issuing.certificate], ...more })))
const beside = (type: string, value: Uint8Array) => isRegularWith({ unsigned: [attribute(type, value)] })

test.each([
  [
    'references to certificates',
    OID.completeCertificateReferences,
    () => sequence(sequence(DIGEST), sequence(sequence(sequence(), DIGEST), sequence())),
  ],
  ['an archive timestamp', OID.archiveTimeStampV3, () => token],
  ['an older archive timestamp', OID.archiveTimeStampV2, () => token],
  ['a timestamp as Microsoft writes it', OID.microsoftTimeStampToken, () => token],
  ['a countersignature', OID.countersignature, () => signerInfo],
  ['revocation data as Adobe writes it', OID.revocationInfoArchival, () => sequence()],
])('%s may stand beside a signature; what is written over it may not', (_what, type, value) => {
  expect(beside(type, value())).toBe(true)
  expect([CUT, sequence(sequence(CUT)), DIGEST].map((other) => beside(type, other))).toEqual([false, false, false])
})

test('an attribute that nobody knows may not', () => {
  expect(beside('1.2.3.4.5', sequence())).toBe(false)
})

test('over plain data version 1 is taken, others are not', () => {
  expect([1, 3, 2, 4, 5].map((version) => isRegularWith({ version }))).toEqual([true, false, false, false, false])
})
