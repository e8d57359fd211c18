import { AppError } from '#contract'
import type { FindingCode } from '#contract/findings'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { isSignatureOverStream } from '../certificates/signature-value.ts'
import { readSignedData, type SignedData, type SignerInfo } from '../cms/read-signed-data.ts'
import { isRegular } from '../cms/regularity.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { readElement } from '../der/read.ts'
import { readOctets } from '../der/values.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isString } from '../pdf/objects.ts'
import {
  type CarriedEvidence,
  certificatesCarriedBy,
  evidenceCarriedBy,
  isRevocationDataReadable,
} from './carried-evidence.ts'
import { type CoveredContent, contentInMemory } from './covered-content.ts'
import type { SignatureDictionary } from './signature-dictionary.ts'
import { type TimestampResult, verifyTimestamp } from './timestamp.ts'
import {
  type CryptographicResult,
  contentTimestampsOf,
  enclosesContent,
  signatureTimestampsOf,
  verifySignedData,
} from './verify-signed-data.ts'

const MAX_CONTENTS = 4 * 1024 * 1024

/** What `/Contents` proves: the signature itself, and a timestamp in or instead of it. */
export type ContentsResult = {
  crypto: CryptographicResult
  certificates: readonly Certificate[]
  /** What it carries of revocation. */
  evidence: readonly CarriedEvidence[]
  /** The signature timestamps, or for a document timestamp the token itself. */
  tokens: readonly TimestampResult[]
  /** Of the tokens the one that proves the time, else the first that holds. */
  timestamp: TimestampResult | undefined
  /** Tokens over the content, made before it was signed. */
  before: readonly TimestampResult[]
  findings: readonly FindingCode[]
}

type Question = {
  signature: SignatureDictionary
  contents: Uint8Array
  content: CoveredContent
  /** Certificates that the file keeps beside its signatures. */
  pool: readonly Certificate[]
}

/**
 * Checks `/Contents` in the way its `/SubFilter` says; what cannot be read is a finding.
 *
 * @see ISO 32000-1:2008, 12.8.3 (adbe.*); ETSI EN 319 142-1 V1.2.1, 5 (ETSI.*).
 */
export async function verifyContents(view: ObjectView, question: Question): Promise<ContentsResult> {
  if (question.contents.length > MAX_CONTENTS) return refused('signed-data-too-large')
  try {
    return await verifyBySubFilter(view, question)
  } catch (error) {
    if (error instanceof DerError) return refused('signed-data-malformed')
    if (error instanceof AppError && error.code === 'certificate-unreadable')
      return refused('signer-certificate-missing')
    throw error
  }
}

function verifyBySubFilter(view: ObjectView, question: Question): Promise<ContentsResult> {
  const { signature } = question
  if (signature.isDocumentTimestamp) return verifyDocumentTimestamp(question)
  switch (signature.subFilter) {
    case 'ETSI.CAdES.detached':
    case 'adbe.pkcs7.detached':
      return verifyDetached(question)
    case 'adbe.pkcs7.sha1':
      return verifyEnclosedDigest(question)
    case 'adbe.x509.rsa_sha1':
      return verifyBareSignature(view, question)
    default:
      return Promise.resolve(refused('signature-type-unknown'))
  }
}

const NO_CRYPTO: CryptographicResult = {
  intact: false,
  signer: undefined,
  signerInfo: undefined,
  digestAlgorithm: '',
  signatureAlgorithm: '',
  signingTime: undefined,
  namesCertificate: false,
  digests: [],
  findings: [],
}

const NOTHING_BESIDE = { evidence: [], tokens: [], timestamp: undefined, before: [] }

function refused(finding: FindingCode): ContentsResult {
  return { ...NOTHING_BESIDE, crypto: NO_CRYPTO, certificates: [], findings: [finding] }
}

const isWhole = (signedData: SignedData): boolean => isRegular(signedData) && isRevocationDataReadable(signedData)

async function verifyDetached({ signature, contents, content, pool }: Question): Promise<ContentsResult> {
  const signedData = readSignedData(contents)
  const crypto = await verifySignedData(signedData, { content })
  const findings = [...crypto.findings]
  if (enclosesContent(signedData)) findings.push('content-encapsulated')
  if (signedData.contentType !== OID.data) findings.push('content-type-wrong')
  if (!signedData.isDer) findings.push('signed-data-not-der')
  if (!isWhole(signedData) && !findings.includes('signed-data-irregular')) findings.push('signed-data-irregular')
  if (signature.subFilter !== 'ETSI.CAdES.detached') findings.push('legacy-signature-type')
  const certificates = [...signedData.certificates, ...certificatesCarriedBy(crypto.signerInfo)]
  const around = { content, pool: [...certificates, ...pool] }
  const stamps = crypto.signerInfo ? await verifyTokens(crypto.signerInfo, around) : NO_TOKENS
  const evidence = evidenceCarriedBy(signedData, crypto.signerInfo)
  return { crypto, certificates, evidence, ...stamps, findings: [...findings, ...stamps.findings] }
}

const NO_TOKENS = { tokens: [], timestamp: undefined, before: [], findings: [] }

async function verifyTokens(info: SignerInfo, { content, pool }: Pick<Question, 'content' | 'pool'>) {
  const value = contentInMemory(info.signature)
  const tokens: TimestampResult[] = []
  for (const token of signatureTimestampsOf(info)) tokens.push(await verifyTimestamp(token, value, pool))
  const before: TimestampResult[] = []
  for (const token of contentTimestampsOf(info)) before.push(await verifyTimestamp(token, content, pool))
  const timestamp = tokens.find(({ intact }) => intact) ?? tokens[0]
  return { tokens, timestamp, before, findings: [...tokens, ...before].flatMap(timestampFindings) }
}

/** A token whose authority's certificate is nowhere in the file proves nothing, but is not wrong either. */
function timestampFindings({ intact, isRegular: isUntouched, crypto }: TimestampResult): FindingCode[] {
  if (intact) return []
  const isAuthorityMissing = isUntouched && crypto?.findings.includes('signer-certificate-missing') === true
  return [isAuthorityMissing ? 'timestamp-untrusted' : 'timestamp-invalid']
}

async function verifyDocumentTimestamp({ contents, content, pool }: Question): Promise<ContentsResult> {
  const timestamp = await verifyTimestamp(contents, content, pool)
  const crypto = timestamp.crypto ?? NO_CRYPTO
  const findings = timestamp.crypto ? [...crypto.findings] : (['signed-data-malformed'] as FindingCode[])
  if (!timestamp.intact && findings.length === 0) findings.push('digest-mismatch')
  const { certificates, evidence } = timestamp
  const held = { ...crypto, intact: timestamp.intact, digests: timestamp.digests }
  return { crypto: held, certificates, evidence, tokens: [timestamp], timestamp, before: [], findings }
}

/** The SHA-1 digest of the range is the content that is signed (12.8.3.3.1); read, and named for what it is. */
async function verifyEnclosedDigest({ contents, content }: Question): Promise<ContentsResult> {
  const signedData = readSignedData(contents)
  const crypto = await verifySignedData(signedData, {})
  const digest = await content.digest('sha1')
  const holds = signedData.content !== undefined && Buffer.compare(signedData.content, digest) === 0
  const findings: FindingCode[] = [...crypto.findings, 'legacy-signature-type']
  if (!signedData.isDer) findings.push('signed-data-not-der')
  if (!isWhole(signedData)) findings.push('signed-data-irregular')
  if (!holds) findings.push('digest-mismatch')
  return {
    ...NOTHING_BESIDE,
    crypto: { ...crypto, intact: crypto.intact && holds, digests: [...crypto.digests, 'sha1'] },
    certificates: signedData.certificates,
    evidence: evidenceCarriedBy(signedData, crypto.signerInfo),
    findings,
  }
}

/** A bare RSA signature with its certificates in `/Cert` (12.8.3.2); read, and named for what it is. */
async function verifyBareSignature(
  view: ObjectView,
  { signature, contents, content }: Question,
): Promise<ContentsResult> {
  const value = readOctets(readElement(contents))
  const entry = view.entry(signature.dict, 'Cert')
  const strings = isArray(entry) ? entry.map((one) => view.resolve(one)) : [entry]
  const certificates = strings.flatMap((one) => (isString(one) ? [readCertificate(one.bytes)] : []))
  const [signer] = certificates
  if (signer === undefined) return refused('signer-certificate-missing')
  const algorithm = { family: 'rsa-pkcs1', digest: 'sha1' } as const
  const intact = await isSignatureOverStream(content.chunks(), value, {
    key: signer.publicKey,
    algorithm,
    digest: 'sha1',
  })
  const findings: FindingCode[] = [...(intact ? [] : ['signature-value-wrong' as const]), 'legacy-signature-type']
  const names = { digestAlgorithm: 'sha1', signatureAlgorithm: 'RSA PKCS#1 v1.5' }
  const crypto = { ...NO_CRYPTO, ...names, intact, signer, digests: ['sha1'] }
  return { ...NOTHING_BESIDE, crypto, certificates, findings }
}
