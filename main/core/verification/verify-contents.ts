import { AppError } from '#contract'
import type { FindingCode } from '#contract/findings'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { isSignatureOverStream } from '../certificates/signature-value.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { readElement } from '../der/read.ts'
import { readOctets } from '../der/values.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isString } from '../pdf/objects.ts'
import { type CoveredContent, contentInMemory } from './covered-content.ts'
import type { SignatureDictionary } from './signature-dictionary.ts'
import { type TimestampResult, type TimestampTrust, verifyTimestamp } from './timestamp.ts'
import {
  type CryptographicResult,
  enclosesContent,
  signatureTimestampOf,
  verifySignedData,
} from './verify-signed-data.ts'

const MAX_CONTENTS = 4 * 1024 * 1024

/** What `/Contents` proves: the signature itself, and a timestamp in or instead of it. */
export type ContentsResult = {
  crypto: CryptographicResult
  certificates: readonly Certificate[]
  /** The signature timestamp, or for a document timestamp the token itself. */
  timestamp: TimestampResult | undefined
  findings: readonly FindingCode[]
}

type Question = {
  signature: SignatureDictionary
  contents: Uint8Array
  content: CoveredContent
  trust: TimestampTrust
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
  findings: [],
}

function refused(finding: FindingCode): ContentsResult {
  return { crypto: NO_CRYPTO, certificates: [], timestamp: undefined, findings: [finding] }
}

async function verifyDetached({ contents, content, trust }: Question): Promise<ContentsResult> {
  const signedData = readSignedData(contents)
  const crypto = await verifySignedData(signedData, { content })
  const findings = [...crypto.findings]
  if (enclosesContent(signedData)) findings.push('content-encapsulated')
  if (signedData.contentType !== OID.data) findings.push('content-type-wrong')
  const token = crypto.signerInfo && signatureTimestampOf(crypto.signerInfo)
  const signatureValue = contentInMemory(crypto.signerInfo?.signature ?? new Uint8Array(0))
  const pool = [...signedData.certificates, ...trust.pool]
  const timestamp = token && (await verifyTimestamp(token, signatureValue, { ...trust, pool }))
  if (timestamp) findings.push(...timestampFindings(timestamp))
  return { crypto, certificates: signedData.certificates, timestamp, findings }
}

/** A token whose authority's certificate is nowhere in the file proves nothing, but is not wrong either. */
function timestampFindings({ intact, trusted, crypto }: TimestampResult): FindingCode[] {
  if (intact) return trusted ? [] : ['timestamp-untrusted']
  const isAuthorityMissing = crypto?.findings.includes('signer-certificate-missing') === true
  return [isAuthorityMissing ? 'timestamp-untrusted' : 'timestamp-invalid']
}

async function verifyDocumentTimestamp({ contents, content, trust }: Question): Promise<ContentsResult> {
  const timestamp = await verifyTimestamp(contents, content, trust)
  const crypto = timestamp.crypto ?? NO_CRYPTO
  const findings = timestamp.crypto ? [...crypto.findings] : (['signed-data-malformed'] as FindingCode[])
  if (!timestamp.intact && findings.length === 0) findings.push('digest-mismatch')
  return { crypto: { ...crypto, intact: timestamp.intact }, certificates: timestamp.certificates, timestamp, findings }
}

/** The SHA-1 digest of the range is the content that is signed (12.8.3.3.1); read, and judged weak. */
async function verifyEnclosedDigest({ contents, content }: Question): Promise<ContentsResult> {
  const signedData = readSignedData(contents)
  const crypto = await verifySignedData(signedData, {})
  const digest = await content.digest('sha1')
  const holds = signedData.content !== undefined && Buffer.compare(signedData.content, digest) === 0
  const findings: FindingCode[] = [...crypto.findings, 'weak-algorithm']
  if (!holds) findings.push('digest-mismatch')
  return {
    crypto: { ...crypto, intact: crypto.intact && holds },
    certificates: signedData.certificates,
    timestamp: undefined,
    findings,
  }
}

/** A bare RSA signature with its certificates in `/Cert` (12.8.3.2); read, and judged weak. */
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
  const findings: FindingCode[] = intact ? ['weak-algorithm'] : ['signature-value-wrong']
  const crypto = { ...NO_CRYPTO, intact, signer, digestAlgorithm: 'sha1', signatureAlgorithm: 'RSA PKCS#1 v1.5' }
  return { crypto, certificates, timestamp: undefined, findings }
}
