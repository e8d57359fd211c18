import { constants, sign, X509Certificate } from 'node:crypto'
import { OID } from '#core/der/oids'
import { contextTag } from '#core/der/tags'
import { element, integer, nullValue, objectId, octetString, sequence } from '#core/der/write'
import { type Issued, issueUnder } from '#seeds/pki'
import { testLeaf, testPki } from '#test/support/pki'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { EXT, forge, nameOf } from './forged-certificates.ts'
import { attribute, type CmsSpec, cmsOver, hash, withCms } from './forged-cms.ts'
import { signedBy } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const CRYPTO = 'CRYPTO_CONSTRAINTS_FAILURE: weak or unknown'
const CERTIFICATE = 'NO_SIGNING_CERTIFICATE_FOUND'
const CHAIN = 'CHAIN_CONSTRAINTS_FAILURE: the certificate is for something else'

/** A file of one signature, into whose room other CMS are put. */
export const plainFile = once(() => signedBy(withTable(TWO_PAGES), {}))

type Change = readonly [name: string, spec: Partial<CmsSpec>, undecided?: string]

/** What is inside `/Contents`: structure, attributes, algorithms, and for what the certificate is. */
export const cmsAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const [file, { issuing }, curve, rsa, other] = await Promise.all([
    plainFile(),
    testPki(),
    testLeaf('curve'),
    testLeaf('leader'),
    testLeaf('clerk'),
  ])
  const chain = [issuing.certificate]
  const make = (usual: CmsSpec) => {
    const honest = withCms(file, (content) => cmsOver(content, usual))
    return ([name, spec, undecided]: Change): AttackVariant => ({
      name,
      attacked: withCms(file, (content) => cmsOver(content, { ...usual, ...spec })),
      honest,
      ...(undecided === undefined ? {} : { undecided }),
    })
  }
  const withCurve = make({ signer: curve, chain })
  return [
    ...[...structure(), ...attributes(other), ...algorithms(curve), ...names(curve, { issuing, other })].map(withCurve),
    ...pss(rsa).map(make(properPss(rsa, chain))),
    ...(await purposes()).map(withCurve),
  ]
})

const structure = (): Change[] => [
  ['two signers', { signers: (one) => [one, one] }],
  ['no signer', { signers: () => [] }],
  ['ten signers', { signers: (one) => Array.from({ length: 10 }, () => one) }],
  ['the content inside', { enclosed: Buffer.from('other content') }],
  ['version 0', { version: 0 }],
  ['version 9', { version: 9 }],
  ['another digest announced', { announced: [OID.sha512] }],
  ['no digest announced', { announced: [] }],
  ['no certificates', { certificates: [] }, CERTIFICATE],
  ['something behind the end', { whole: (der) => Buffer.concat([der, Buffer.from('3003020101', 'hex')]) }],
  [
    'not SignedData',
    {
      whole: (der) =>
        Buffer.from(Buffer.from(der).toString('hex').replace('2a864886f70d010702', '2a864886f70d010703'), 'hex'),
    },
  ],
  ['cut short', { whole: (der) => der.subarray(0, der.length - 20) }],
  ['twice in a row', { whole: (der) => Buffer.concat([der, der]) }],
  ['content of another type', { contentType: OID.tstInfo }],
  ['content of a type that nobody knows', { contentType: '1.2.3.4' }],
]

const attributes = (other: Issued): Change[] => [
  ['no content-type', { attributes: ([, ...rest]) => rest }],
  ['no message-digest', { attributes: ([type, , ...rest]) => [type, ...rest].filter(isThere) }],
  ['no attributes', { attributes: () => [] }],
  [
    'the digest of other content',
    {
      attributes: ([type, , ...rest]) =>
        [type, attribute(OID.messageDigest, octetString(hash('sha256', Buffer.from('x')))), ...rest].filter(isThere),
    },
  ],
  [
    'an empty digest',
    {
      attributes: ([type, , ...rest]) =>
        [type, attribute(OID.messageDigest, octetString(new Uint8Array(0))), ...rest].filter(isThere),
    },
  ],
  [
    'half a digest',
    { attributes: ([type, digest, ...rest]) => [type, digest && shortened(digest), ...rest].filter(isThere) },
  ],
  [
    'message-digest twice',
    { attributes: (usual) => [...usual, attribute(OID.messageDigest, octetString(Buffer.alloc(32)))] },
  ],
  [
    'message-digest of two values',
    {
      attributes: ([type, digest, ...rest]) =>
        [type, digest && attribute(OID.messageDigest, digest, octetString(Buffer.alloc(32))), ...rest].filter(isThere),
    },
  ],
  [
    'another content-type in the attribute',
    { attributes: ([, ...rest]) => [attribute(OID.contentType, objectId(OID.tstInfo)), ...rest] },
  ],
  ['an attribute added afterwards', { written: (signed) => appended(signed, attribute('1.2.3.4', integer(1))) }],
  ['an attribute taken away afterwards', { written: (signed) => signed.subarray(0, 2) }],
  ['another certificate named', { named: other.certificate }, CERTIFICATE],
]

const isThere = (one: Uint8Array | undefined): one is Uint8Array => one !== undefined
const appended = (set: Uint8Array, more: Uint8Array) => element(0x31, set.subarray((set[1] ?? 0) < 0x80 ? 2 : 3), more)
const shortened = (digest: Uint8Array) => attribute(OID.messageDigest, octetString(digest.subarray(digest.length - 16)))

const algorithms = (curve: Issued): Change[] => [
  ['SHA-1', { digest: 'sha1' }, CRYPTO],
  ['MD5', { digest: 'md5' }, CRYPTO],
  ['another digest said than used', { digestOid: OID.sha512 }],
  ['a digest of a name that nobody knows', { digestOid: '1.2.3.4' }, CRYPTO],
  ['a signature algorithm that nobody knows', { signatureAlgorithm: sequence(objectId('1.2.3.4')) }, CRYPTO],
  ['RSA said, ECDSA used', { signatureAlgorithm: sequence(objectId(OID.sha256WithRsa), nullValue()) }],
  ['Ed25519 said, ECDSA used', { signatureAlgorithm: sequence(objectId(OID.ed25519)) }],
  [
    'ECDSA over SHA-1',
    { signatureAlgorithm: sequence(objectId(OID.ecdsaWithSha1)), sign: (data) => sign('sha1', data, curve.privateKey) },
    CRYPTO,
  ],
  ['an empty signature value', { sign: () => new Uint8Array(0) }],
  ['r and s are 0', { sign: () => sequence(integer(0), integer(0)) }],
  ['r and s are 1', { sign: () => sequence(integer(1), integer(1)) }],
  [
    'r and s side by side',
    { sign: (data) => sign('sha256', data, { key: curve.privateKey, dsaEncoding: 'ieee-p1363' }) },
  ],
  ['a value of zeros', { sign: () => Buffer.alloc(70) }],
  [
    'the attributes signed with their own tag',
    {
      sign: (data) => sign('sha256', Buffer.concat([Uint8Array.of(contextTag(0)), data.subarray(1)]), curve.privateKey),
    },
  ],
]

function names(curve: Issued, { issuing, other }: { issuing: Issued; other: Issued }): Change[] {
  const sameKey = forge(issuing, {
    keys: keysOf(curve),
    serial: 999,
    subject: nameOf('Giám đốc'),
    extensions: [EXT.leaf, EXT.signing],
  })
  return [
    [
      'a certificate of the same key, of another number, identified',
      { identified: sameKey.certificate, certificates: [sameKey.certificate, curve.certificate, issuing.certificate] },
      CERTIFICATE,
    ],
    [
      'another person identified',
      { identified: other.certificate, certificates: [other.certificate, curve.certificate, issuing.certificate] },
    ],
    [
      'the authority identified',
      { identified: issuing.certificate, certificates: [curve.certificate, issuing.certificate] },
    ],
  ]
}

const keysOf = ({ certificate, privateKey }: Issued) => ({
  publicKey: new X509Certificate(certificate).publicKey,
  privateKey,
})

const PSS = (digest: string, salt: number, { mask = digest, trailer = 1 } = {}) =>
  sequence(
    objectId(OID.rsassaPss),
    sequence(
      element(contextTag(0), sequence(objectId(digest))),
      element(contextTag(1), sequence(objectId(OID.mgf1), sequence(objectId(mask)))),
      element(contextTag(2), integer(salt)),
      ...(trailer === 1 ? [] : [element(contextTag(3), integer(trailer))]),
    ),
  )

const signPss =
  ({ privateKey }: Issued, saltLength: number, digest = 'sha256') =>
  (data: Uint8Array) =>
    sign(digest, data, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })

const properPss = (rsa: Issued, chain: readonly Uint8Array[]): CmsSpec => ({
  ...{ signer: rsa, chain, signatureAlgorithm: PSS(OID.sha256, 32), sign: signPss(rsa, 32) },
})

const pss = (rsa: Issued): Change[] => [
  ['PSS of another salt length', { signatureAlgorithm: PSS(OID.sha256, 20) }],
  ['PSS of a salt without end', { signatureAlgorithm: PSS(OID.sha256, 100_000) }],
  ['PSS with a mask of another digest', { signatureAlgorithm: PSS(OID.sha256, 32, { mask: OID.sha1 }) }, CRYPTO],
  ['PSS of a trailer that nobody knows', { signatureAlgorithm: PSS(OID.sha256, 32, { trailer: 2 }) }, CRYPTO],
  [
    'PSS of SHA-1 by default',
    { signatureAlgorithm: sequence(objectId(OID.rsassaPss), sequence()), sign: signPss(rsa, 20, 'sha1') },
    CRYPTO,
  ],
  ['PSS of SHA-1 in words', { signatureAlgorithm: PSS(OID.sha1, 20), sign: signPss(rsa, 20, 'sha1') }, CRYPTO],
  ['PSS said, PKCS#1 used', { sign: (data) => sign('sha256', data, rsa.privateKey) }],
  ['PKCS#1 said, PSS used', { signatureAlgorithm: sequence(objectId(OID.sha256WithRsa), nullValue()) }],
]

const SERVER = '1.3.6.1.5.5.7.3.1'

/** Certificates that their authority issued for something else. */
async function purposes(): Promise<Change[]> {
  const { issuing, root } = await testPki()
  const leaf = (extensions: readonly Uint8Array[]): Partial<CmsSpec> => {
    const signer = forge(issuing, { extensions })
    return { signer, chain: [issuing.certificate], named: signer.certificate }
  }
  const issue = async (
    purpose: 'encryption' | 'time-stamping' | 'ocsp-signing',
    serial: number,
  ): Promise<Partial<CmsSpec>> => {
    const signer = await issueUnder(issuing, {
      serial,
      commonName: 'x',
      key: 'p-256',
      notBefore: new Date('2025-01-01T00:00:00Z'),
      purpose,
    })
    return { signer, chain: [issuing.certificate], named: signer.certificate }
  }
  const by = (signer: Issued): Partial<CmsSpec> => ({ signer, chain: [root.certificate], named: signer.certificate })
  return [
    ['signed with a key for encryption', await issue('encryption', 701), CHAIN],
    ['signed with a key for time stamping', await issue('time-stamping', 702), CHAIN],
    ['signed with a key for OCSP', await issue('ocsp-signing', 703), CHAIN],
    ['signed with a key for servers', leaf([EXT.leaf, EXT.signing, EXT.purposes([SERVER])]), CHAIN],
    [
      'signed with a key for servers and clients',
      leaf([EXT.leaf, EXT.signing, EXT.purposes([SERVER, OID.clientAuth])]),
      CHAIN,
    ],
    [
      'signed with a key for OCSP and clients',
      leaf([EXT.leaf, EXT.signing, EXT.purposes([OID.ocspSigning, OID.clientAuth])]),
      CHAIN,
    ],
    ['signed with a key for code', leaf([EXT.leaf, EXT.signing, EXT.purposes(['1.3.6.1.5.5.7.3.3'])]), CHAIN],
    ['signed with a key for key agreement', leaf([EXT.leaf, EXT.agreement]), CHAIN],
    ['a critical extension that nobody knows', leaf([EXT.leaf, EXT.signing, EXT.unknown]), CHAIN],
    ['signed with the key of the issuing authority', by(issuing), CHAIN],
    ['signed with the key of the root', by(root), CHAIN],
  ]
}
