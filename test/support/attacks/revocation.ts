import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { contextPrimitive, contextTag, TAG } from '#core/der/tags'
import { bitString, element, integer, nullValue, objectId, octetString, sequence, time } from '#core/der/write'
import { keyBitsOf } from '#core/revocation/ocsp-messages'
import { createPki, type Issued } from '#seeds/pki'
import { append, objectText } from '#test/support/appended'
import { TEST_NOW, testPki } from '#test/support/pki'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { EXT, forge, nameOf, signedBy as signData } from './forged-certificates.ts'
import { cmsOver, hash, withCms } from './forged-cms.ts'
import { signedBy } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const DAY = 86_400_000
const daysBefore = (days: number) => new Date(TEST_NOW.getTime() - days * DAY)
const SERIAL = 4242
const OTHER_SERIAL = 4243
const REVOKED_AT = daysBefore(20)

type Times = { made?: Date; until?: Date }

/** A revocation list that names these serial numbers. */
export function listBy(
  issuer: Issued,
  serials: readonly number[],
  { made = daysBefore(1), until = daysBefore(-6) }: Times = {},
) {
  const entries = serials.map((serial) => sequence(integer(serial), time(REVOKED_AT)))
  return signedList(issuer, (algorithm) =>
    sequence(
      integer(1),
      algorithm,
      readCertificate(issuer.certificate).subject.der,
      time(made),
      time(until),
      ...(entries.length > 0 ? [sequence(...entries)] : []),
    ),
  )
}

function signedList(issuer: Issued, dataOf: (algorithm: Uint8Array) => Uint8Array): Uint8Array {
  const { algorithm } = signData(issuer, new Uint8Array(0))
  const data = dataOf(algorithm)
  return sequence(data, algorithm, bitString(signData(issuer, data).value))
}

const generalized = (at: Date) =>
  element(TAG.generalizedTime, Buffer.from(at.toISOString().replace(/[-:T]|\.\d{3}/g, ''), 'latin1'))

type Answer = Times & {
  serial?: number
  revoked?: boolean
  issuer: Issued
  responder?: Issued
  certificates?: readonly Uint8Array[]
}

/** An OCSP response about one certificate. */
export function answerBy({
  issuer,
  responder = issuer,
  serial = SERIAL,
  revoked = false,
  certificates = [],
  ...times
}: Answer): Uint8Array {
  const { made = daysBefore(1), until = daysBefore(-6) } = times
  const about = readCertificate(issuer.certificate)
  const id = sequence(
    sequence(objectId(OID.sha1), nullValue()),
    octetString(hash('sha1', about.subject.der)),
    octetString(hash('sha1', keyBitsOf(about))),
    integer(serial),
  )
  const status = revoked ? element(contextTag(1), generalized(REVOKED_AT)) : element(contextPrimitive(0))
  const data = sequence(
    element(contextTag(1), readCertificate(responder.certificate).subject.der),
    generalized(made),
    sequence(sequence(id, status, generalized(made), element(contextTag(0), generalized(until)))),
  )
  const { algorithm, value } = signData(responder, data)
  const inside = certificates.length > 0 ? [element(contextTag(0), sequence(...certificates))] : []
  const basic = sequence(data, algorithm, bitString(value), ...inside)
  const bytes = sequence(objectId(OID.ocspBasic), octetString(basic))
  return sequence(element(TAG.enumerated, Uint8Array.of(0)), element(contextTag(0), bytes))
}

const stream = (der: Uint8Array) =>
  `<< /Length ${String(der.length)} >>\nstream\n${Buffer.from(der).toString('latin1')}\nendstream`

/** A security store with this evidence, in a revision of its own. */
function withStore(
  file: Buffer,
  { lists = [], answers = [] }: { lists?: readonly Uint8Array[]; answers?: readonly Uint8Array[] },
): Buffer {
  const parts = [...lists, ...answers].map((der, index) => [500 + index, stream(der)] as const)
  const refs = parts.map(([num]) => `${String(num)} 0 R`)
  const store = `/DSS << /CRLs [${refs.slice(0, lists.length).join(' ')}] /OCSPs [${refs.slice(lists.length).join(' ')}] >>`
  const catalog = objectText(file, 1).replace('<<', `<< ${store} `)
  return append(file, { 1: catalog, ...Object.fromEntries(parts) })
}

/** Evidence in the file that is to hide that a certificate was revoked before it signed. */
export const revocationAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const { issuing } = await testPki()
  const signer = forge(issuing, { extensions: [EXT.leaf, EXT.signing], serial: SERIAL })
  const signed = withCms(await signedBy(withTable(TWO_PAGES), {}), (content) =>
    cmsOver(content, { signer, chain: [issuing.certificate] }),
  )
  const honest = withStore(signed, {
    lists: [listBy(issuing, [OTHER_SERIAL])],
    answers: [answerBy({ issuer: issuing })],
  })
  const truth = listBy(issuing, [SERIAL])
  const make = (name: string, evidence: Parameters<typeof withStore>[1]): AttackVariant => ({
    name,
    attacked: withStore(signed, evidence),
    honest,
    undecided: 'REVOKED, or REVOKED_NO_POE where nothing proves when it was signed',
  })
  const old = { made: daysBefore(60), until: daysBefore(50) }
  const revokedAnswer = answerBy({ issuer: issuing, revoked: true })
  return [
    make('revoked, said by a list', { lists: [truth] }),
    make('revoked, said by an answer', { answers: [revokedAnswer] }),
    make('an old good answer beside the list', { lists: [truth], answers: [answerBy({ issuer: issuing, ...old })] }),
    make('an old good answer before the new one', { answers: [answerBy({ issuer: issuing, ...old }), revokedAnswer] }),
    make('an old good answer behind the new one', { answers: [revokedAnswer, answerBy({ issuer: issuing, ...old })] }),
    make('an old list before the new one', { lists: [listBy(issuing, [], old), truth] }),
    make('an old list behind the new one', { lists: [truth, listBy(issuing, [], old)] }),
    make('a good answer about another certificate', {
      lists: [truth],
      answers: [answerBy({ issuer: issuing, serial: OTHER_SERIAL })],
    }),
    ...(await byStrangers(issuing)).map(([name, answers, lists = []]) =>
      make(name, { lists: [truth, ...lists], answers }),
    ),
    make('a good answer from a time to come', {
      lists: [truth],
      answers: [answerBy({ issuer: issuing, made: daysBefore(-30), until: daysBefore(-40) })],
    }),
    make('many good old answers', {
      lists: [truth],
      answers: Array.from({ length: 30 }, () => answerBy({ issuer: issuing, ...old })),
    }),
  ]
})

type Strange = [name: string, answers: readonly Uint8Array[], lists?: readonly Uint8Array[]]

/** Good news by those who may not tell it. */
async function byStrangers(issuing: Issued): Promise<Strange[]> {
  const foreign = await createPki()
  const person = forge(issuing, { extensions: [EXT.leaf, EXT.signing], subject: nameOf('OCSP'), serial: 5 })
  const responder = (times: { from?: Date; until?: Date }) =>
    forge(issuing, {
      extensions: [EXT.leaf, EXT.signing, EXT.purposes([OID.ocspSigning])],
      subject: nameOf('OCSP'),
      serial: 6,
      ...times,
    })
  const answered = (by: Issued) => [answerBy({ issuer: issuing, responder: by, certificates: [by.certificate] })]
  const changed = Buffer.from(answerBy({ issuer: issuing, revoked: true }))
  changed.write('0', changed.length - 40, 'latin1')
  return [
    ['a good answer by another office’s authority', answered(foreign.issuing)],
    ['a good answer by a person', answered(person)],
    ['a good answer by a responder that had run out', answered(responder({ until: daysBefore(30) }))],
    ['a good answer by a responder that has not begun', answered(responder({ from: daysBefore(-30) }))],
    ['a list by another authority of the same name', [], [listBy(foreign.issuing, [])]],
    ['an answer that was changed', [changed]],
    ['an answer that is rubbish', [Buffer.from('3003020101', 'hex')]],
  ]
}
