import { beforeAll, describe, expect, test } from 'vitest'
import { type Certificate, readCertificate } from '#core/certificates/certificate'
import { isWithinConstraints } from '#core/certificates/name-constraints'
import { OID } from '#core/der/oids'
import { contextPrimitive, contextTag, TAG } from '#core/der/tags'
import { element, objectId, sequence, setOf, utf8String } from '#core/der/write'
import { DEMO_ORGANISATION } from '#seeds/pki'
import { testLeaf, testPki } from '#test/support/pki'

let leaf: Certificate
let issuing: Certificate
beforeAll(async () => {
  leaf = readCertificate((await testLeaf('leader')).certificate)
  issuing = readCertificate((await testPki()).issuing.certificate)
})

const COUNTRY = sequence(objectId(OID.country), element(TAG.printableString, Buffer.from('VN')))
const organisation = (name: string) => sequence(objectId(OID.organization), utf8String(name))
const directory = (...attributes: Uint8Array[]) =>
  element(contextTag(4), sequence(...attributes.map((attribute) => setOf(attribute))))
const email = (domain: string) => element(contextPrimitive(1), Buffer.from(domain))
const subtrees = (tag: number, bases: readonly Uint8Array[]) =>
  bases.length === 0 ? [] : [element(contextTag(tag), ...bases.map((base) => sequence(base)))]

/** The issuing authority, with constraints; not marked critical. */
function constrained({ permitted = [], excluded = [] }: { permitted?: Uint8Array[]; excluded?: Uint8Array[] }) {
  const value = sequence(...subtrees(0, permitted), ...subtrees(1, excluded))
  const all = new Map([...issuing.extensions.all, [OID.nameConstraints, { critical: false, value }] as const])
  return { ...issuing, extensions: { ...issuing.extensions, all } }
}

describe('an authority that may certify only some names', () => {
  test.each([
    ['none', {}, true],
    ['its country', { permitted: [directory(COUNTRY)] }, true],
    [
      'its organisation, in other letters',
      { permitted: [directory(COUNTRY, organisation(DEMO_ORGANISATION.toUpperCase()))] },
      true,
    ],
    ['another organisation', { permitted: [directory(COUNTRY, organisation('Nơi khác'))] }, false],
    ['one of two', { permitted: [directory(COUNTRY, organisation('Nơi khác')), directory(COUNTRY)] }, true],
    ['all but its organisation', { excluded: [directory(COUNTRY, organisation(DEMO_ORGANISATION))] }, false],
    ['addresses, of which the certificate has none', { permitted: [email('mau.gov.vn')] }, true],
  ])('permits the certificate where its constraints are %s: %j', (_what, constraints, expected) => {
    expect(isWithinConstraints(leaf, constrained(constraints))).toBe(expected)
  })

  test('permits nothing where its constraints cannot be read', () => {
    const all = new Map([[OID.nameConstraints, { critical: false, value: Uint8Array.of(1, 2) }]])
    expect(isWithinConstraints(leaf, { ...issuing, extensions: { ...issuing.extensions, all } })).toBe(false)
  })
})
