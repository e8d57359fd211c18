import type { FindingCode } from '#contract/findings'
import type { Certificate } from '../certificates/certificate.ts'
import {
  digestName,
  isSignatureOver,
  isSignatureOverStream,
  readSignatureAlgorithm,
  type SignatureAlgorithm,
} from '../certificates/signature-value.ts'
import type { SignedData, SignerInfo } from '../cms/read-signed-data.ts'
import { OID } from '../der/oids.ts'
import { type Element, encodingOf } from '../der/read.ts'
import { readOctets, readOid, readTime } from '../der/values.ts'
import { type CoveredContent, contentInMemory } from './covered-content.ts'
import { namesSigner } from './signing-certificate-attribute.ts'

/** What the cryptography of one SignedData says. A bad signature is an answer: findings, never an error. */
export type CryptographicResult = {
  /** Digest and signature value hold, with the key of the certificate that is named. */
  intact: boolean
  signer: Certificate | undefined
  signerInfo: SignerInfo | undefined
  digestAlgorithm: string
  signatureAlgorithm: string
  /** The signing-time attribute; PAdES has none. */
  signingTime: Date | undefined
  /** The signed attributes name the signer's certificate (signing-certificate, v1 or v2), and it is the one found. */
  namesCertificate: boolean
  /** Digests that the signature stands on; whether they were good enough is a question of time. */
  digests: readonly string[]
  findings: readonly FindingCode[]
}

/**
 * Checks one SignedData against its content: content-type, message-digest, signature value, signing certificate.
 *
 * @param outside.content The content, for a detached signature; absent where it is inside.
 * @param outside.certificates Where to look for the signer's certificate if it is not inside: timestamps may leave it out.
 * @throws DerError where an attribute is malformed.
 * @see RFC 5652, 5.4 and 5.6; ETSI EN 319 102-1 V1.3.1, 5.2.3 (signing certificate) and 5.2.7 (cryptography).
 */
export async function verifySignedData(
  signedData: SignedData,
  outside: { content?: CoveredContent; certificates?: readonly Certificate[] },
): Promise<CryptographicResult> {
  const [signerInfo] = signedData.signers
  const content = outside.content ?? (signedData.content && contentInMemory(signedData.content))
  if (signerInfo === undefined || signedData.signers.length > 1 || content === undefined) return NOTHING_TO_CHECK
  const digest = digestName(signerInfo.digestAlgorithm)
  const algorithm = readSignatureAlgorithm(signerInfo.signatureAlgorithm)
  const { signer, named, findings } = findSigner(signerInfo, [
    ...signedData.certificates,
    ...(outside.certificates ?? []),
  ])
  if (digest === undefined || algorithm === undefined) findings.push('algorithm-unknown')
  else findings.push(...(await checkValues(content, { signerInfo, digest, algorithm, signer, signedData })))
  return {
    intact: signer !== undefined && !findings.some((code) => BREAKING.has(code)),
    signer,
    signerInfo,
    ...describe(signerInfo, digest, algorithm),
    signingTime: timeOf(signerInfo),
    namesCertificate: named === 'this',
    findings,
  }
}

function describe(signerInfo: SignerInfo, digest: string | undefined, algorithm: SignatureAlgorithm | undefined) {
  const signatureAlgorithm = algorithm ? FAMILIES[algorithm.family] : ''
  const digests = [digest, algorithm?.digest].filter((one) => one !== undefined)
  return { digestAlgorithm: digest ?? signerInfo.digestAlgorithm, signatureAlgorithm, digests }
}

function findSigner(signerInfo: SignerInfo, certificates: readonly Certificate[]) {
  const candidates = certificates.filter(signerInfo.isFrom)
  const asNamed = candidates.find((one) => namesSigner(signerInfo, one) === 'this')
  const signer = asNamed ?? candidates[0]
  const named = asNamed ? 'this' : signer ? namesSigner(signerInfo, signer) : 'none'
  const findings: FindingCode[] = []
  if (signer === undefined) {
    const isThere = certificates.some((one) => namesSigner(signerInfo, one) === 'this')
    findings.push(isThere ? 'signing-certificate-mismatch' : 'signer-certificate-missing')
  }
  if (named === 'another') findings.push('signing-certificate-mismatch')
  // No signature covers the name by which the certificate is found: it stands as the certificate has it, or was written over.
  if (signer && !signerInfo.isExactlyFrom(signer)) findings.push('signed-data-irregular')
  return { signer, named, findings }
}

const NOTHING_TO_CHECK: CryptographicResult = {
  intact: false,
  signer: undefined,
  signerInfo: undefined,
  digestAlgorithm: '',
  signatureAlgorithm: '',
  signingTime: undefined,
  namesCertificate: false,
  digests: [],
  findings: ['signed-data-malformed'],
}

const BREAKING: ReadonlySet<FindingCode> = new Set([
  'content-type-wrong',
  'digest-mismatch',
  'signature-value-wrong',
  'algorithm-unknown',
  'signed-data-malformed',
] as const)

type How = {
  signerInfo: SignerInfo
  digest: string
  algorithm: SignatureAlgorithm
  signer: Certificate | undefined
  signedData: SignedData
}

async function checkValues(content: CoveredContent, how: How): Promise<FindingCode[]> {
  const attributes = how.signerInfo.signedAttributes
  if (attributes === undefined) return checkBareContent(content, how)
  const findings = checkSignature(attributes, how)
  const type = single(attributes.values.get(OID.contentType))
  if (type === undefined || readOid(type) !== how.signedData.contentType) findings.push('content-type-wrong')
  const expected = single(attributes.values.get(OID.messageDigest))
  const holds = expected !== undefined && isEqual(readOctets(expected), await content.digest(how.digest))
  if (!holds) findings.push('digest-mismatch')
  return findings
}

/** Without signed attributes the content itself is signed (RFC 5652, 5.4). */
async function checkBareContent(content: CoveredContent, how: How): Promise<FindingCode[]> {
  const { signer, algorithm, digest, signerInfo } = how
  if (signer === undefined) return []
  const check = { key: signer.publicKey, algorithm, digest }
  const holds = await isSignatureOverStream(content.chunks(), signerInfo.signature, check)
  return holds ? [] : ['signature-value-wrong']
}

/** Some old software signs the attributes in DER order and writes them in another (RFC 5652, 5.4). */
function checkSignature(
  { asWritten, sorted }: NonNullable<SignerInfo['signedAttributes']>,
  { signer, algorithm, digest, signerInfo }: How,
): FindingCode[] {
  if (signer === undefined) return []
  const check = { key: signer.publicKey, algorithm, digest }
  if (isSignatureOver(asWritten, signerInfo.signature, check)) return []
  return [isSignatureOver(sorted(), signerInfo.signature, check) ? 'attributes-not-sorted' : 'signature-value-wrong']
}

function single(values: readonly Element[] | undefined): Element | undefined {
  return values?.length === 1 ? values[0] : undefined
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function timeOf({ signedAttributes }: SignerInfo): Date | undefined {
  const time = single(signedAttributes?.values.get(OID.signingTime))
  return time && readTime(time)
}

const FAMILIES: Readonly<Record<SignatureAlgorithm['family'], string>> = {
  'rsa-pkcs1': 'RSA PKCS#1 v1.5',
  'rsa-pss': 'RSA-PSS',
  ecdsa: 'ECDSA',
  eddsa: 'EdDSA',
}

/** The content that a detached signature would enclose by mistake or on purpose. */
export function enclosesContent({ content }: SignedData): boolean {
  return content !== undefined && content.length > 0
}

/** Tokens of one signature that are looked at; honest ones have one or two. */
const MAX_TOKENS = 10

/** DER of the signature timestamps, where there are any (RFC 3161, appendix A; EN 319 122-1, 5.3). */
export function signatureTimestampsOf({ unsignedAttributes }: SignerInfo): Uint8Array[] {
  return (unsignedAttributes.get(OID.signatureTimeStampToken) ?? []).slice(0, MAX_TOKENS).map(encodingOf)
}

/** DER of the timestamps over the content, made before it was signed (EN 319 122-1, 5.2.8). */
export function contentTimestampsOf({ signedAttributes }: SignerInfo): Uint8Array[] {
  return (signedAttributes?.values.get(OID.contentTimeStamp) ?? []).slice(0, MAX_TOKENS).map(encodingOf)
}
