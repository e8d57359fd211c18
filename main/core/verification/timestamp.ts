import type { Certificate } from '../certificates/certificate.ts'
import { readSignedData, type SignedData } from '../cms/read-signed-data.ts'
import { isRegular } from '../cms/regularity.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { readTstInfo } from '../timestamps/tst-info.ts'
import { isForTimestamping } from '../timestamps/verify-token.ts'
import {
  type CarriedEvidence,
  certificatesCarriedBy,
  evidenceCarriedBy,
  isRevocationDataReadable,
} from './carried-evidence.ts'
import type { CoveredContent } from './covered-content.ts'
import { type CryptographicResult, verifySignedData } from './verify-signed-data.ts'

export type TimestampResult = {
  /** The token's own signature holds, by the certificate that it names, and its imprint is that of the content. */
  intact: boolean
  /** Nothing beside its signature was written over. */
  isRegular: boolean
  /** The imprint is that of the content, whether or not the signature could be checked. */
  isOverContent: boolean
  /** Its certificate is for time stamping and nothing else, is named in the token, and was in force at the token's time. */
  isByAuthority: boolean
  /** The token proves its time: the authority chains up to an anchor and was not revoked. Nobody has asked that yet. */
  trusted: boolean
  time: Date | undefined
  crypto: CryptographicResult | undefined
  /** Digests that the token stands on, the imprint's included. */
  digests: readonly string[]
  certificates: readonly Certificate[]
  evidence: readonly CarriedEvidence[]
}

const UNREADABLE: TimestampResult = {
  intact: false,
  isRegular: false,
  isOverContent: false,
  isByAuthority: false,
  trusted: false,
  time: undefined,
  crypto: undefined,
  digests: [],
  certificates: [],
  evidence: [],
}

/**
 * Checks what an RFC 3161 token says about `content`. A token that cannot be read is one that does not hold. Whom to
 * trust, and when, is judged with the whole document.
 *
 * @param pool Certificates from elsewhere in the file: tokens may come without their authority's.
 * @see RFC 3161, 2.4.2 (TSTInfo), 2.3 (certificate of the authority); RFC 5816 (its ESSCertIDv2).
 */
export async function verifyTimestamp(
  token: Uint8Array,
  content: CoveredContent,
  pool: readonly Certificate[],
): Promise<TimestampResult> {
  try {
    return await readAndVerify(token, content, pool)
  } catch (error) {
    if (error instanceof DerError) return UNREADABLE
    throw error
  }
}

async function readAndVerify(
  token: Uint8Array,
  content: CoveredContent,
  pool: readonly Certificate[],
): Promise<TimestampResult> {
  const signedData = readSignedData(token)
  if (signedData.contentType !== OID.tstInfo || signedData.content === undefined) return UNREADABLE
  const { digest, imprint, time } = readTstInfo(signedData.content)
  const crypto = await verifySignedData(signedData, { certificates: pool })
  const imprintHolds = digest !== undefined && Buffer.compare(imprint, await content.digest(digest)) === 0
  const { signer, signerInfo } = crypto
  const isWhole = isUntouched(signedData, crypto)
  const isAnotherNamed = crypto.findings.includes('signing-certificate-mismatch')
  return {
    intact: crypto.intact && imprintHolds && !isAnotherNamed && isWhole,
    isRegular: isWhole,
    isOverContent: imprintHolds,
    isByAuthority: crypto.namesCertificate && signer !== undefined && isAuthorityAt(signer, time),
    trusted: false,
    time,
    crypto,
    digests: [...crypto.digests, digest].filter((one) => one !== undefined),
    certificates: [...signedData.certificates, ...certificatesCarriedBy(signerInfo)],
    evidence: evidenceCarriedBy(signedData, signerInfo),
  }
}

const isUntouched = (signedData: SignedData, { findings }: CryptographicResult): boolean =>
  isRegular(signedData) && isRevocationDataReadable(signedData) && !findings.includes('signed-data-irregular')

const isAuthorityAt = (signer: Certificate, time: Date): boolean =>
  isForTimestamping(signer) && time >= signer.notBefore && time <= signer.notAfter
