import { createHash, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { contextPrimitive, contextTag, TAG } from '#core/der/tags'
import { bitString, element, nullValue, objectId, octetString, sequence } from '#core/der/write'
import { judgeOcsp } from '#core/revocation/judge-ocsp'
import { keyBitsOf } from '#core/revocation/ocsp-messages'
import { createPki, type Issued, issueUnder, type Pki } from '#seeds/pki'

const NAME = 'OCSP mô phỏng'
const DAY_MS = 86_400_000
const since = (days: number) => new Date(Date.now() - days * DAY_MS)

let pki: Pki
let leaf: Issued
/** Three of one name: one has run out, one was never meant for it, one signs today. */
let old: Issued
let never: Issued
let present: Issued
beforeAll(async () => {
  pki = await createPki()
  const spec = { commonName: NAME, key: 'rsa-2048', purpose: 'ocsp-signing', notBefore: since(1) } as const
  leaf = await pki.issue({ serial: 40, commonName: 'Nguyễn Văn Mẫu', key: 'p-256', notBefore: since(1) })
  old = await issueUnder(pki.issuing, { ...spec, serial: 41, notBefore: since(400), notAfter: since(40) })
  never = await issueUnder(pki.issuing, { ...spec, serial: 42, purpose: 'signatures' })
  present = await issueUnder(pki.issuing, { ...spec, serial: 43 })
})

const generalizedTime = (at: Date) =>
  element(TAG.generalizedTime, Buffer.from(at.toISOString().replace(/[-:T]|\.\d{3}/g, ''), 'latin1'))

const sha1 = (bytes: Uint8Array) => octetString(createHash('sha1').update(bytes).digest())

type Times = { producedAt?: Date; thisUpdate?: Date }

/** A basic response that says "good" of the leaf, signed by one, with certificates beside it (RFC 6960, 4.2.1). */
function responseOf(signer: Issued, beside: readonly Issued[], times: Times): Uint8Array {
  const { producedAt = new Date(), thisUpdate = producedAt } = times
  const issuer = readCertificate(pki.issuing.certificate)
  const certId = sequence(
    sequence(objectId(OID.sha1), nullValue()),
    sha1(issuer.subject.der),
    sha1(keyBitsOf(issuer)),
    readCertificate(leaf.certificate).serial,
  )
  const data = sequence(
    element(contextTag(1), readCertificate(signer.certificate).subject.der),
    generalizedTime(producedAt),
    sequence(sequence(certId, element(contextPrimitive(0)), generalizedTime(thisUpdate))),
  )
  const basic = sequence(
    data,
    sequence(objectId(OID.sha256WithRsa), nullValue()),
    bitString(sign('sha256', data, signer.privateKey)),
    element(contextTag(0), sequence(...beside.map(({ certificate }) => certificate))),
  )
  const answer = sequence(objectId(OID.ocspBasic), octetString(basic))
  return sequence(element(TAG.enumerated, Uint8Array.of(0)), element(contextTag(0), answer))
}

const judged = (signer: Issued, beside: readonly Issued[], times: Times = {}) =>
  judgeOcsp(responseOf(signer, beside, times), {
    certificate: readCertificate(leaf.certificate),
    issuer: readCertificate(pki.issuing.certificate),
  })

describe('a responder whose certificate was renewed under its name', () => {
  test('is believed whichever of its certificates stands first', () => {
    for (const beside of [
      [old, never, present],
      [present, never, old],
    ]) {
      const { status, responder } = judged(present, beside)
      expect(status).toEqual({ kind: 'good' })
      expect(responder?.facts.sha256).toBe(readCertificate(present.certificate).facts.sha256)
    }
  })

  test('is not believed where one signs that has run out, or was never meant for it, with a good one beside it', () => {
    for (const signer of [old, never]) {
      expect(judged(signer, [old, never, present]).status).toMatchObject({ kind: 'unusable' })
    }
    expect(judged(never, [never]).status).toEqual({ kind: 'unusable', problem: 'responder-not-authorised' })
  })
})

describe('what a response says of a time', () => {
  const MINUTE_MS = 60_000
  const late = (ms: number) => new Date(Date.now() + ms)

  test('that came after it was signed is not believed; clocks may differ by minutes', () => {
    const kind = (thisUpdate: Date) => judged(present, [present], { thisUpdate }).status.kind
    expect([since(3), late(4 * MINUTE_MS), late(7 * MINUTE_MS)].map(kind)).toEqual(['good', 'good', 'unusable'])
  })

  test('is believed of a responder that has run out only for its own time', () => {
    const kind = (times: Times) => judged(old, [old], times).status.kind
    expect(kind({ producedAt: since(50) })).toBe('good')
    expect(kind({ producedAt: since(50), thisUpdate: since(1) })).toBe('unusable')
    expect(kind({ producedAt: since(1) })).toBe('unusable')
  })
})
