import { sign } from 'node:crypto'
import { OID } from '#core/der/oids'
import { contextTag, TAG } from '#core/der/tags'
import { element, integer, nullValue, objectId, octetString, sequence } from '#core/der/write'
import { createPki, type Issued, issueUnder } from '#seeds/pki'
import { append } from '#test/support/appended'
import { testLeaf, testPki } from '#test/support/pki'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { plainFile } from './cms.ts'
import { EXT, extension, forge } from './forged-certificates.ts'
import { attribute, type CmsSpec, cmsOver, hash, withCms } from './forged-cms.ts'
import { signedBy } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const STAMPED_AT = new Date('2026-07-01T02:00:05.000Z')
/** The signer’s certificate has run out by then, the authority’s has not. */
const LATER = new Date('2027-01-01T00:00:00Z')
const NO_PROOF = 'OUT_OF_BOUNDS_NO_POE: nothing proves that it was signed before the certificate ran out'

type TokenSpec = Partial<CmsSpec> & {
  time?: Date
  /** What stands for the time. */
  timeValue?: Uint8Array
  imprint?: Uint8Array
  infoVersion?: number
}

export type Authority = { signer: Issued; chain: readonly Uint8Array[] }

/** A time-stamp token over `content`, right in all but what is said. */
export function tokenOver(content: Uint8Array, authority: Authority, spec: TokenSpec = {}): Uint8Array {
  const { time = STAMPED_AT, imprint = hash('sha256', content), infoVersion = 1, ...cms } = spec
  const digits = time.toISOString().replace(/[-:T]|\.\d{3}/g, '')
  const info = sequence(
    integer(infoVersion),
    objectId('1.2.3.4.1'),
    sequence(sequence(objectId(OID.sha256)), octetString(imprint)),
    integer(7),
    spec.timeValue ?? element(TAG.generalizedTime, Buffer.from(digits, 'latin1')),
  )
  return cmsOver(info, { ...authority, contentType: OID.tstInfo, enclosed: info, version: 3, ...cms })
}

export const authority = once(async (): Promise<Authority> => {
  const [{ issuing }, signer] = await Promise.all([testPki(), testLeaf('timestamper')])
  return { signer, chain: [issuing.certificate] }
})

/** Timestamps that do not prove what they are there for. */
export const timestampAttacks = once(
  async (): Promise<readonly AttackVariant[]> => [...(await signatureTimestamps()), ...(await documentTimestamps())],
)

type Token = (value: Uint8Array) => readonly Uint8Array[] | undefined

async function signatureTimestamps(): Promise<AttackVariant[]> {
  const [{ issuing }, file, tsa] = await Promise.all([testPki(), plainFile(), authority()])
  const signer = forge(issuing, { extensions: [EXT.leaf, EXT.signing], until: new Date('2026-08-01T00:00:00Z') })
  const chain = [issuing.certificate]
  const put = (token: Token) =>
    withCms(file, (content) => {
      let value: Uint8Array = new Uint8Array(0)
      cmsOver(content, { signer, chain, sign: (data) => (value = valueOf(signer, data)) })
      return cmsOver(content, { signer, chain, sign: () => value, ...unsignedOf(token(value)) })
    })
  const honest = put((value) => [tokenOver(value, tsa)])
  const attacks: (readonly [string, Token])[] = [
    ['no timestamp', () => undefined],
    ['copied from another signature', () => [tokenOver(Buffer.from('another value'), tsa)]],
    ['over the document instead of the signature', () => [tokenOver(file, tsa)]],
    ['its time changed', (value) => [changedTime(tokenOver(value, tsa))]],
    ['a bare time', () => [element(TAG.generalizedTime, Buffer.from('20260701020005Z', 'latin1'))]],
    ['an empty token', () => [sequence()]],
    ['null', () => [nullValue()]],
    ['no value', () => []],
    ['cut short', (value) => [tokenOver(value, tsa).subarray(0, 200)]],
    ['two tokens, one of them changed', (value) => [tokenOver(value, tsa), changedTime(tokenOver(value, tsa))]],
    [
      'from after the certificate ran out',
      (value) => [tokenOver(value, tsa, { time: new Date('2026-09-01T00:00:00Z') })],
    ],
    ['of a time to come', (value) => [tokenOver(value, tsa, { time: new Date('2027-06-01T00:00:00Z') })]],
    [
      'of a month that there is not',
      (value) => [
        tokenOver(value, tsa, { timeValue: element(TAG.generalizedTime, Buffer.from('20261301000000Z', 'latin1')) }),
      ],
    ],
    [
      'with a time that is a text',
      (value) => [tokenOver(value, tsa, { timeValue: element(TAG.utf8String, Buffer.from('20260701020005Z')) })],
    ],
    [
      'an imprint of half its length',
      (value) => [tokenOver(value, tsa, { imprint: hash('sha256', value).subarray(16) })],
    ],
    ['an empty imprint', (value) => [tokenOver(value, tsa, { imprint: new Uint8Array(0) })]],
    ['of another content type', (value) => [tokenOver(value, tsa, { contentType: OID.data })]],
    ['two signers', (value) => [tokenOver(value, tsa, { signers: (one) => [one, one] })]],
    ['no signer', (value) => [tokenOver(value, tsa, { signers: () => [] })]],
    ['its authority not named', (value) => [tokenOver(value, tsa, { named: null })]],
    ['another authority named', (value) => [tokenOver(value, tsa, { named: issuing.certificate })]],
    ...(await authorities(issuing)).map(
      ([name, one, spec]) => [name, (value: Uint8Array) => [tokenOver(value, one, spec)]] as const,
    ),
  ]
  return attacks.map(([name, token]) => ({
    name: `signature timestamp: ${name}`,
    attacked: put(token),
    honest,
    undecided: NO_PROOF,
    at: LATER,
  }))
}

const unsignedOf = (tokens: readonly Uint8Array[] | undefined): Partial<CmsSpec> =>
  tokens ? { unsigned: [attribute(OID.signatureTimeStampToken, ...tokens)] } : {}

const valueOf = ({ privateKey }: Issued, data: Uint8Array): Uint8Array => sign('sha256', data, privateKey)

function changedTime(token: Uint8Array): Buffer {
  const changed = Buffer.from(token)
  changed.write('20260601', changed.indexOf('20260701020005'), 'latin1')
  return changed
}

/** Those who may not stamp, or not then. */
async function authorities(issuing: Issued): Promise<[string, Authority, TokenSpec?][]> {
  const chain = [issuing.certificate]
  const stamping = (critical: boolean, more: readonly string[] = []) =>
    EXT.purposes([OID.timeStamping, ...more], critical)
  const one = (extensions: readonly Uint8Array[], times: { from?: Date; until?: Date } = {}): Authority => ({
    signer: forge(issuing, { extensions: [EXT.leaf, ...extensions], serial: 77, ...times }),
    chain,
  })
  const foreign = await createPki()
  const stranger = await issueUnder(foreign.issuing, {
    serial: 9,
    commonName: 'TSA',
    key: 'p-256',
    notBefore: new Date('2025-01-01T00:00:00Z'),
    purpose: 'time-stamping',
  })
  return [
    ['by a person', { signer: await testLeaf('clerk'), chain }],
    ['by a certificate for nothing in particular', one([EXT.signing])],
    ['by a certificate for any purpose', one([EXT.signing, EXT.purposes([OID.anyExtendedKeyUsage])])],
    ['by a certificate for it among others', one([EXT.signing, stamping(true, [OID.clientAuth])])],
    ['by a certificate that says so in passing', one([EXT.signing, stamping(false)])],
    [
      'by an authority that had run out',
      one([EXT.signing, stamping(true)], { until: new Date('2026-06-01T00:00:00Z') }),
    ],
    [
      'by an authority that had not begun',
      one([EXT.signing, stamping(true)], { from: new Date('2026-07-02T00:00:00Z') }),
    ],
    ['by an authority whose key is not for signatures', one([EXT.agreement, stamping(true)])],
    [
      'by an authority with a critical extension that nobody knows',
      one([EXT.signing, stamping(true), extension('1.2.3.4', nullValue())]),
    ],
    [
      'by another office’s authority',
      { signer: stranger, chain: [foreign.issuing.certificate, foreign.root.certificate] },
    ],
    ['by an authority that is not in it', { signer: stranger, chain }],
  ]
}

/** A signature dictionary made into a document timestamp; its field shows nothing. */
async function stampedFile(input: Uint8Array): Promise<Buffer> {
  const signed = (await signedBy(input, {})).toString('latin1')
  const at = signed.lastIndexOf('/ETSI.CAdES.detached')
  const sealed = `${signed.slice(0, at)}/ETSI.RFC3161       ${signed.slice(at + '/ETSI.CAdES.detached'.length)}`
  return Buffer.from(sealed, 'latin1')
}

async function documentTimestamps(): Promise<AttackVariant[]> {
  const [tsa, { issuing }] = await Promise.all([authority(), testPki()])
  const room = await stampedFile(await plainFile())
  const other = withCms(await stampedFile(withTable(TWO_PAGES)), (content) => tokenOver(content, tsa))
  const honest = withCms(room, (content) => tokenOver(content, tsa))
  const person = await testLeaf('curve')
  const put = (name: string, make: (content: Buffer) => Uint8Array, undecided?: string): AttackVariant => ({
    name: `document timestamp: ${name}`,
    attacked: withCms(room, make),
    honest,
    ...(undecided === undefined ? {} : { undecided }),
  })
  const named = (await authorities(issuing)).map(([name, one, spec]) =>
    put(
      name,
      (content) => tokenOver(content, one, spec),
      'no authority that may stamp: NO_CERTIFICATE_CHAIN_FOUND or CHAIN_CONSTRAINTS_FAILURE',
    ),
  )
  return [
    put('copied from another document', () => tokenOver(other, tsa)),
    put('over another imprint', (content) => tokenOver(content, tsa, { imprint: Buffer.alloc(32) })),
    put('its time changed', (content) => changedTime(tokenOver(content, tsa))),
    put('a signature in its place', (content) => cmsOver(content, { signer: person, chain: [issuing.certificate] })),
    put('a bare time', () => element(TAG.generalizedTime, Buffer.from('20260701020005Z', 'latin1'))),
    put('zeros', () => Buffer.alloc(4)),
    put('two signers', (content) => tokenOver(content, tsa, { signers: (one) => [one, one] })),
    {
      name: 'document timestamp: the contents changed behind it',
      attacked: append(honest, { 5: '<< /Length 9 >>\nstream\n9 9 m S Q\nendstream' }),
      honest,
    },
    {
      name: 'document timestamp: the contents changed below it',
      attacked: withCms(
        await stampedFile(append(await plainFile(), { 5: '<< /Length 9 >>\nstream\n9 9 m S Q\nendstream' })),
        (content) => tokenOver(content, tsa),
      ),
      honest,
    },
    ...named,
    {
      name: 'document timestamp: its token as a signature’s',
      attacked: withCms(await plainFile(), (content) => element(contextTag(0), tokenOver(content, tsa))),
      honest,
    },
  ]
}
