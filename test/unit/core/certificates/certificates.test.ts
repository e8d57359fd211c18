import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '#core/certificates/certificate'
import { findChain } from '#core/certificates/chain'
import { readCertificates } from '#core/certificates/read-certificates'
import { requireUsableForSigning } from '#core/certificates/usable'
import { OID } from '#core/der/oids'
import { contextTag } from '#core/der/tags'
import { element, integer, objectId, sequence, setOf } from '#core/der/write'
import { createPki, DEMO_ORGANISATION, type Issued, issueUnder } from '#seeds/pki'
import { TEST_NOW, testAnchors, testLeaf, testPki } from '#test/support/pki'

const read = ({ certificate }: Issued) => readCertificate(certificate)
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

describe('reading a certificate', () => {
  test('its facts are names, unit, validity, serial and key', async () => {
    const { facts, extensions } = read(await testLeaf('leader'))
    expect(facts).toMatchObject({
      subject: `CN=Nguyễn Văn Mẫu, OU=UBND tỉnh, O=${DEMO_ORGANISATION}, C=VN`,
      issuer: `CN=CA cấp phát mô phỏng, O=${DEMO_ORGANISATION}, C=VN`,
      organisation: DEMO_ORGANISATION,
      serialNumber: '65',
      notBefore: '2025-01-01T00:00:00.000Z',
      notAfter: '2028-01-01T00:00:00.000Z',
      keyAlgorithm: 'RSA 2048',
    })
    expect([...(extensions.keyUsage ?? [])]).toEqual(['digitalSignature', 'nonRepudiation'])
    expect(extensions.authorityKeyId).toEqual(read((await testPki()).issuing).extensions.subjectKeyId)
  })

  test('rubbish, a cut and something after the end are unreadable', async () => {
    const { certificate } = await testLeaf('leader')
    for (const bytes of [
      new Uint8Array(0),
      Buffer.from('hello'),
      certificate.subarray(0, 200),
      certificate.subarray(1),
    ]) {
      expect(() => readCertificate(bytes)).toThrow(expect.objectContaining({ code: 'certificate-unreadable' }))
    }
    expect(() => readCertificate(Buffer.concat([certificate, Buffer.from([0])]))).toThrow(
      expect.objectContaining({ details: { offset: certificate.length } }),
    )
  })

  test('a certificate with any one byte changed reads or is unreadable, and never anything else', async () => {
    const { certificate } = await testLeaf('curve')
    fc.assert(
      fc.property(fc.nat(certificate.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(certificate)
        changed[at] = (changed[at] ?? 0) ^ change
        try {
          readCertificate(changed)
        } catch (error) {
          expect(error).toMatchObject({ code: 'certificate-unreadable' })
        }
      }),
    )
  })
})

describe('use for signing', () => {
  test.each([
    ['expired', 'certificate-expired'],
    ['notYetValid', 'certificate-not-yet-valid'],
    ['notForSigning', 'certificate-not-for-signing'],
    ['timestamper', 'certificate-not-for-signing'],
  ] as const)('the %s certificate is refused with whom and when', async (name, code) => {
    const { certificate } = await testLeaf(name)
    const { subject, notBefore, notAfter } = readCertificate(certificate).facts
    const details = { subject, notBefore, notAfter }
    expect(() => {
      requireUsableForSigning(certificate, TEST_NOW)
    }).toThrow(expect.objectContaining({ code, details }))
  })

  test('an authority’s certificate signs no documents', async () => {
    const { issuing } = await testPki()
    expect(() => {
      requireUsableForSigning(issuing.certificate, TEST_NOW)
    }).toThrow(expect.objectContaining({ code: 'certificate-not-for-signing' }))
  })

  test('a valid signing certificate is taken', async () => {
    const { certificate } = await testLeaf('leader')
    expect(() => {
      requireUsableForSigning(certificate, TEST_NOW)
    }).not.toThrow()
  })
})

describe('finding a chain', () => {
  test('goes from the leaf through the issuing authority to the root', async () => {
    const { root, issuing } = await testPki()
    const result = findChain(read(await testLeaf('leader')), [read(issuing)], [read(root)], TEST_NOW)
    expect(result).toMatchObject({ found: true })
    expect(result.found && result.chain.map(({ facts }) => facts.serialNumber)).toEqual(['65', '02', '01'])
  })

  test('an anchor may be the issuing authority itself', async () => {
    const { issuing } = await testPki()
    expect(findChain(read(await testLeaf('leader')), [], [read(issuing)], TEST_NOW).found).toBe(true)
  })

  test('is not found with no anchors, and says so', async () => {
    const { issuing } = await testPki()
    const result = findChain(read(await testLeaf('leader')), [read(issuing)], [], TEST_NOW)
    expect(result).toMatchObject({ found: false, problem: 'no-anchors' })
  })

  test('is not found through an authority that only has the same name', async () => {
    const other = await createPki()
    const forged = read(
      await other.issue({ serial: 7, commonName: 'Giả', notBefore: new Date('2025-01-01'), key: 'p-256' }),
    )
    const anchors = (await testAnchors()).map(readCertificate)
    const pool = [read(other.issuing), read(other.root)]
    expect(findChain(forged, pool, anchors, TEST_NOW)).toMatchObject({ found: false, problem: 'no-issuer' })
  })

  test('is not found through a leaf that signs certificates', async () => {
    const { issuing } = await testPki()
    const leader = await testLeaf('leader')
    const spec = { serial: 8, commonName: 'Cấp bởi cá nhân', notBefore: new Date('2025-01-01'), key: 'p-256' } as const
    const forged = read(await issueUnder(leader, spec))
    const anchors = (await testAnchors()).map(readCertificate)
    const result = findChain(forged, [read(leader), read(issuing)], anchors, TEST_NOW)
    expect(result).toMatchObject({ found: false, problem: 'issuer-not-a-ca' })
  })

  test('is not found for a certificate changed after it was signed', async () => {
    const { root, issuing } = await testPki()
    const { certificate } = await testLeaf('leader')
    const changed = Buffer.from(certificate)
    changed.write('Nguyen', changed.indexOf('Nguyễn'), 'latin1')
    const result = findChain(readCertificate(changed), [read(issuing)], [read(root)], TEST_NOW)
    expect(result).toMatchObject({ found: false, problem: 'no-issuer' })
  })

  test('is not found outside the leaf’s validity', async () => {
    const { root, issuing } = await testPki()
    const result = findChain(read(await testLeaf('expired')), [read(issuing)], [read(root)], TEST_NOW)
    expect(result).toMatchObject({ found: false, problem: 'certificate-outside-validity' })
  })
})

describe('reading trust anchors', () => {
  test('a PEM bundle, one DER and a PKCS#7 of certificates are all read', async () => {
    const { root, issuing } = await testPki()
    const bundle = Buffer.from(`Tệp chứng thư\n${pem(root.certificate)}${pem(issuing.certificate)}`)
    const serials = (bytes: Uint8Array) => readCertificates(bytes).map(({ facts }) => facts.serialNumber)
    expect(serials(bundle)).toEqual(['01', '02'])
    expect(serials(root.certificate)).toEqual(['01'])
    expect(serials(certificatesOnly([root.certificate, issuing.certificate]))).toEqual(['01', '02'])
  })

  test.each([
    ['nothing', ''],
    ['text', 'không phải chứng thư'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['a broken PEM', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('%s is unreadable', (_what, text) => {
    expect(() => readCertificates(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'certificate-unreadable' }),
    )
  })
})

function certificatesOnly(certificates: readonly Uint8Array[]): Uint8Array {
  const signedData = sequence(
    integer(1),
    setOf(),
    sequence(objectId(OID.data)),
    element(contextTag(0), ...certificates),
    setOf(),
  )
  return sequence(objectId(OID.signedData), element(contextTag(0), signedData))
}
