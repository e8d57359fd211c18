import { beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '#core/certificates/certificate'
import { findChain } from '#core/certificates/chain'
import { isForSigning, mayCertifySigners } from '#core/certificates/usable'
import { OID } from '#core/der/oids'
import { integer, objectId, sequence } from '#core/der/write'
import type { Issued } from '#seeds/pki'
import { EXT, extension, forge, nameOf, selfSigned } from '#test/support/attacks/forged-certificates'
import { TEST_NOW, testPki } from '#test/support/pki'

const SERVER = '1.3.6.1.5.5.7.3.1'
const CODE = '1.3.6.1.5.5.7.3.3'
const SMARTCARD_LOGON = '1.3.6.1.4.1.311.20.2.2'
const { clientAuth, emailProtection, timeStamping, ocspSigning, anyExtendedKeyUsage } = OID

let issuing: Issued
let root: Issued
beforeAll(async () => {
  ;({ issuing, root } = await testPki())
})

const read = ({ certificate }: Issued) => readCertificate(certificate)
const withPurposes = (purposes: readonly string[]) =>
  read(forge(issuing, { extensions: [EXT.leaf, EXT.signing, EXT.purposes(purposes)] }))

describe('a certificate that states its purposes', () => {
  test.each([
    ['clients and mail, as offices have them', [clientAuth, emailProtection, SMARTCARD_LOGON], true],
    ['clients', [clientAuth], true],
    ['clients and logging on', [clientAuth, SMARTCARD_LOGON], true],
    ['servers, clients and mail', [SERVER, clientAuth, emailProtection], true],
    ['anything', [anyExtendedKeyUsage], true],
    ['documents, by RFC 9336', ['1.3.6.1.5.5.7.3.36'], true],
    ['documents, as Microsoft says', ['1.3.6.1.4.1.311.10.3.12'], true],
    ['documents, as Adobe says', ['1.2.840.113583.1.1.5'], true],
    ['servers and clients', [SERVER, clientAuth], false],
    ['OCSP and clients', [ocspSigning, clientAuth], false],
    ['code and clients', [CODE, clientAuth], false],
    ['time stamping and clients', [timeStamping, clientAuth], false],
    ['servers', [SERVER], false],
    ['something nobody knows', ['1.2.3.4.5'], false],
  ])('signs documents as far as they take documents in: %s', (_what, purposes, expected) => {
    expect(isForSigning(withPurposes(purposes))).toBe(expected)
  })

  test('certifies signers as far as they do', () => {
    const may = (...purposes: string[]) => mayCertifySigners(withPurposes(purposes))
    expect([may(SERVER), may(timeStamping), may(ocspSigning, CODE)]).toEqual([false, false, false])
    expect([may(clientAuth, ocspSigning), may(emailProtection), may(anyExtendedKeyUsage)]).toEqual([true, true, true])
    expect(mayCertifySigners(read(issuing))).toBe(true)
  })
})

describe('a chain', () => {
  const LEAF = [EXT.leaf, EXT.signing]

  test('ends at a root without extensions that was made an anchor; on its way there is none such', () => {
    const old = selfSigned({ subject: nameOf('Gốc cũ'), extensions: [] })
    const leaf = read(forge(old, { extensions: LEAF }))
    expect(findChain(leaf, [], [read(old)], TEST_NOW)).toMatchObject({ found: true })
    const crossed = forge(root, { subject: nameOf('Gốc cũ'), extensions: [] })
    const below = read(forge(crossed, { extensions: LEAF }))
    for (const anchors of [[root], [crossed]]) {
      expect(findChain(below, [read(crossed)], anchors.map(read), TEST_NOW)).toMatchObject({
        ...{ found: false, problem: 'issuer-not-a-ca' },
      })
    }
  })

  test('does not end at an anchor that says to be no authority', () => {
    const person = selfSigned({ subject: nameOf('Cá nhân'), extensions: LEAF })
    const leaf = read(forge(person, { extensions: LEAF }))
    expect(findChain(leaf, [], [read(person)], TEST_NOW)).toMatchObject({ found: false, problem: 'issuer-not-a-ca' })
  })

  test('holds where what is critical is a bound on policies, or a statement of a qualified certificate', () => {
    const bound = extension(OID.inhibitAnyPolicy, integer(0))
    const authority = forge(root, { subject: nameOf('CA'), extensions: [EXT.authority(0), EXT.certSign, bound] })
    const statements = extension(OID.qcStatements, sequence(sequence(objectId('0.4.0.1862.1.1'))))
    const leaf = read(forge(authority, { extensions: [...LEAF, statements] }))
    expect(findChain(leaf, [read(authority)], [read(root)], TEST_NOW)).toMatchObject({ found: true })
    const strange = read(forge(authority, { extensions: [...LEAF, EXT.unknown] }))
    expect(findChain(strange, [read(authority)], [read(root)], TEST_NOW)).toMatchObject({ found: false })
  })

  test('binds the names of a leaf that has its issuer’s, not those of an authority that was renewed', () => {
    const name = nameOf('CA')
    const bound = forge(root, { subject: name, extensions: [EXT.authority(1), EXT.certSign, EXT.names()] })
    const leaf = read(forge(bound, { subject: name, extensions: LEAF }))
    expect(findChain(leaf, [read(bound)], [read(root)], TEST_NOW)).toMatchObject({ problem: 'name-not-permitted' })
    const renewed = forge(bound, { subject: name, extensions: [EXT.authority(0), EXT.certSign] })
    const within = read(forge(renewed, { subject: nameOf('x', 'XX'), extensions: LEAF }))
    const pool = [read(bound), read(renewed)]
    // The bound is on C=XX, CN=x: that very name is within, the authority's own is not asked.
    expect(findChain(within, pool, [read(root)], TEST_NOW)).toMatchObject({ found: true })
  })
})
