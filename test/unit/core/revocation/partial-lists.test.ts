import { beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { contextPrimitive, contextTag } from '#core/der/tags'
import { booleanValue, element, objectId, octetString, sequence } from '#core/der/write'
import { judgeCrl } from '#core/revocation/crl'
import { createPki, type Issued, issueUnder } from '#seeds/pki'
import { bigCrl } from '#test/support/big-crl'

const OWN = 'http://crl.example/one.crl'
const OTHER = 'http://crl.example/two.crl'

let root: Issued
let leaf: Issued
let unnamed: Issued
beforeAll(async () => {
  root = (await createPki()).root
  const spec = { commonName: 'Nguyễn Văn Mẫu', key: 'p-256', notBefore: new Date() } as const
  leaf = await issueUnder(root, { ...spec, serial: 501, services: { crl: OWN } })
  unnamed = await issueUnder(root, { ...spec, serial: 502 })
})

const uri = (url: string) => element(contextPrimitive(6), Buffer.from(url, 'latin1'))
const point = (...names: Uint8Array[]) => element(contextTag(0), element(contextTag(0), ...names))
const flag = (n: number, value = 0xff) => element(contextPrimitive(n), Uint8Array.of(value))

/** What a list says of the leaf when it has an issuing distribution point of these parts. */
const statusOf = (parts: readonly Uint8Array[], of: () => Issued = () => leaf) => {
  const extension = sequence(
    objectId(OID.issuingDistributionPoint),
    booleanValue(true),
    octetString(sequence(...parts)),
  )
  const list = bigCrl(root, { bytes: 40, revoked: [], extensions: [extension] })
  const [certificate, issuer] = [readCertificate(of().certificate), readCertificate(root.certificate)]
  return judgeCrl(list, { certificate, issuer, at: new Date() }).status
}
const PARTIAL = { kind: 'unusable', problem: 'partial-list' }

describe('a revocation list for a part of the certificates', () => {
  test('speaks of those that name its distribution point, by any of its names', () => {
    expect(statusOf([point(uri(OWN))])).toEqual({ kind: 'good' })
    expect(statusOf([point(uri(OTHER), uri(OWN))])).toEqual({ kind: 'good' })
  })

  test('proves nothing for a certificate of another point, or of none', () => {
    expect(statusOf([point(uri(OTHER))])).toEqual(PARTIAL)
    expect(statusOf([point(uri(OWN))], () => unnamed)).toEqual(PARTIAL)
  })

  test('proves nothing where its point is named relative to the issuer, which is not compared', () => {
    expect(statusOf([element(contextTag(0), element(contextTag(1), uri(OWN)))])).toEqual(PARTIAL)
  })

  test.each([
    ['for users’ certificates only is good for one of them', 1, 'good'],
    ['for authorities only proves nothing of a user', 2, 'unusable'],
    ['for some reasons only proves nothing', 3, 'unusable'],
    ['that is indirect proves nothing', 4, 'unusable'],
    ['for attribute certificates only proves nothing', 5, 'unusable'],
  ])('%s', (_what, part, kind) => {
    expect(statusOf([point(uri(OWN)), flag(part)]).kind).toBe(kind)
  })
})
