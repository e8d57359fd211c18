import { readCertificate } from '#core/certificates/certificate'
import { createPki, type Issued, issueAuthority, issueUnder } from '#seeds/pki'
import { testLeaf, testPki } from '#test/support/pki'
import { plainFile } from './cms.ts'
import { EXT, ecKeys, forge, nameOf, selfSigned } from './forged-certificates.ts'
import { cmsOver, withCms } from './forged-cms.ts'
import { type AttackVariant, once } from './variant.ts'

const NO_CHAIN = 'NO_CERTIFICATE_CHAIN_FOUND or CHAIN_CONSTRAINTS_FAILURE: the signature itself holds'

type Chain = { signer: Issued; chain: readonly Uint8Array[] }

/** Chains that look as if they led to the anchor: authorities that are none, names without the key, limits passed. */
export const chainAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const file = await plainFile()
  const { issuing, root } = await testPki()
  const honestLeaf = forge(issuing, { extensions: [EXT.leaf, EXT.signing] })
  const put = ({ signer, chain }: Chain) => withCms(file, (content) => cmsOver(content, { signer, chain }))
  const honest = put({ signer: honestLeaf, chain: [issuing.certificate] })
  const attacks = [
    ...(await authorities({ issuing, root })),
    ...(await twins({ issuing, root })),
    ...damaged({ issuing, root }),
  ]
  return attacks.map(([name, chain]) => ({ name, attacked: put(chain), honest, undecided: NO_CHAIN }))
})

type Authorities = { issuing: Issued; root: Issued }
type Attack = readonly [string, Chain]

const LEAF = [EXT.leaf, EXT.signing]

/** A leaf below `authority`, which stands below the issuing authority or the root. */
const below = (authority: Issued, more: readonly Issued[]): Chain => ({
  signer: forge(authority, { extensions: LEAF }),
  chain: [authority, ...more].map(({ certificate }) => certificate),
})

async function authorities({ issuing, root }: Authorities): Promise<Attack[]> {
  const leaf = await testLeaf('curve')
  const one = (name: string, extensions: readonly Uint8Array[], times: { from?: Date; until?: Date } = {}): Attack => [
    name,
    below(forge(root, { subject: nameOf('CA giả'), extensions, ...times }), [root]),
  ]
  const deep = await issueAuthority(issuing, { serial: 801, commonName: 'CA thêm', pathLength: 0 })
  return [
    ['an ordinary certificate as authority', below(leaf, [issuing])],
    ['an authority below one that may have none', below(deep, [issuing])],
    one('an authority that says to be none', [EXT.leaf, EXT.certSign]),
    one('an authority that says nothing of itself', []),
    one('an authority that may not sign certificates', [EXT.authority(0), EXT.signing]),
    one('an authority with a critical extension that nobody knows', [EXT.authority(0), EXT.certSign, EXT.unknown]),
    one('an authority for other names', [EXT.authority(0), EXT.certSign, EXT.names()]),
    ['an authority for other names, and a leaf of its own name', ownName(root)],
    one('an authority for servers only', [EXT.authority(0), EXT.certSign, EXT.purposes(['1.3.6.1.5.5.7.3.1'])]),
    one('an authority for other names, which it says in passing', [EXT.authority(0), EXT.certSign, EXT.names(false)]),
    one('an authority that had run out', [EXT.authority(0), EXT.certSign], { until: new Date('2026-01-01T00:00:00Z') }),
    one('an authority that has not begun', [EXT.authority(0), EXT.certSign], {
      from: new Date('2026-12-01T00:00:00Z'),
    }),
  ]
}

/** What issued itself is not bound by the names that its issuer may certify, unless it is the last (RFC 5280, 6.1.3 b). */
function ownName(root: Issued): Chain {
  const subject = nameOf('CA giả')
  const authority = forge(root, { subject, extensions: [EXT.authority(0), EXT.certSign, EXT.names()] })
  return { signer: forge(authority, { subject, extensions: LEAF }), chain: [authority.certificate, root.certificate] }
}

/** The anchor’s name, with another key. */
async function twins({ issuing, root }: Authorities): Promise<Attack[]> {
  const names = {
    root: readCertificate(root.certificate).subject.der,
    issuing: readCertificate(issuing.certificate).subject.der,
  }
  const twin = selfSigned({ subject: names.root, serial: 1, extensions: [EXT.authority(), EXT.certSign] })
  const below2 = forge(twin, { subject: names.issuing, serial: 2, extensions: [EXT.authority(0), EXT.certSign] })
  const issuingTwin = selfSigned({
    subject: names.issuing,
    issuerName: names.root,
    extensions: [EXT.authority(0), EXT.certSign],
  })
  const foreign = await createPki()
  const stranger = await issueUnder(foreign.issuing, {
    serial: 9,
    commonName: 'x',
    key: 'p-256',
    notBefore: new Date('2025-01-01T00:00:00Z'),
  })
  const alone = selfSigned({ subject: nameOf('Giám đốc'), extensions: LEAF })
  const anchorsName = selfSigned({ subject: names.root, extensions: LEAF })
  return [
    ['another root of the same name', below(twin, [])],
    ['another root and another authority of the same names', below(below2, [twin])],
    ['the same, the true root beside them', below(below2, [twin, root])],
    ['the true authority’s name with another key', below(issuingTwin, [issuing, root])],
    [
      'another office’s authorities of the same names',
      { signer: stranger, chain: [foreign.issuing.certificate, foreign.root.certificate] },
    ],
    ['another office’s leaf, our authorities', { signer: stranger, chain: [issuing.certificate, root.certificate] }],
    ['a leaf that signs itself', { signer: alone, chain: [] }],
    [
      'a leaf that signs itself, our authorities beside',
      { signer: alone, chain: [issuing.certificate, root.certificate] },
    ],
    ['a leaf of the anchor’s name that signs itself', { signer: anchorsName, chain: [root.certificate] }],
  ]
}

/** Certificates changed after they were issued. */
function damaged({ issuing, root }: Authorities): Attack[] {
  const leaf = forge(issuing, { extensions: LEAF })
  const keys = ecKeys()
  const expired = forge(issuing, { extensions: LEAF, until: new Date('2026-01-01T00:00:00Z'), keys })
  const changed = (at: (file: Buffer) => number, to: number): Issued => {
    const certificate = Buffer.from(leaf.certificate)
    certificate[at(certificate)] = to
    return { ...leaf, certificate }
  }
  const renewed = Buffer.from(expired.certificate)
  renewed.write('28', renewed.indexOf('260101000000Z'), 'latin1')
  const chain = [issuing.certificate, root.certificate]
  return [
    ['a leaf whose name was changed', { signer: changed((der) => der.indexOf('Ph'), 0x51), chain }],
    ['a leaf whose signature was changed', { signer: changed((der) => der.length - 5, 0x77), chain }],
    ['a leaf whose end was moved', { signer: { certificate: renewed, privateKey: keys.privateKey }, chain }],
    ['a leaf that had run out', { signer: expired, chain }],
    [
      'a leaf that has not begun',
      { signer: forge(issuing, { extensions: LEAF, from: new Date('2026-12-01T00:00:00Z') }), chain },
    ],
    ['no authority in the file', { signer: leaf, chain: [] }],
  ]
}
