import type { Certificate } from '../certificates/certificate.ts'
import { findChain } from '../certificates/chain.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { readTstInfo } from '../timestamps/tst-info.ts'
import type { CoveredContent } from './covered-content.ts'
import { type CryptographicResult, verifySignedData } from './verify-signed-data.ts'

export type TimestampResult = {
  /** The token's own signature holds and its imprint is that of the content. */
  intact: boolean
  /** Its authority's certificate is for time stamping and chains up to an anchor. */
  trusted: boolean
  time: Date | undefined
  crypto: CryptographicResult | undefined
  certificates: readonly Certificate[]
}

/** `pool` are certificates from elsewhere in the file: tokens may come without their authority's. */
export type TimestampTrust = { anchors: readonly Certificate[]; pool: readonly Certificate[]; at: Date }

const UNREADABLE: TimestampResult = {
  intact: false,
  trusted: false,
  time: undefined,
  crypto: undefined,
  certificates: [],
}

/**
 * Checks an RFC 3161 token over `content`. A token that cannot be read is one that does not hold.
 *
 * @see RFC 3161, 2.4.2 (TSTInfo), 2.3 (certificate of the authority); RFC 5816 (its ESSCertIDv2).
 */
export async function verifyTimestamp(
  token: Uint8Array,
  content: CoveredContent,
  trust: TimestampTrust,
): Promise<TimestampResult> {
  try {
    return await readAndVerify(token, content, trust)
  } catch (error) {
    if (error instanceof DerError) return UNREADABLE
    throw error
  }
}

async function readAndVerify(
  token: Uint8Array,
  content: CoveredContent,
  trust: TimestampTrust,
): Promise<TimestampResult> {
  const signedData = readSignedData(token)
  if (signedData.contentType !== OID.tstInfo || signedData.content === undefined) return UNREADABLE
  const { digest, imprint, time } = readTstInfo(signedData.content)
  const crypto = await verifySignedData(signedData, { certificates: trust.pool })
  const imprintHolds = digest !== undefined && Buffer.compare(imprint, await content.digest(digest)) === 0
  const { signer } = crypto
  return {
    intact: crypto.intact && imprintHolds,
    trusted: signer !== undefined && isTrustedAuthority(signer, [...signedData.certificates, ...trust.pool], trust),
    time,
    crypto,
    certificates: signedData.certificates,
  }
}

function isTrustedAuthority(
  authority: Certificate,
  pool: readonly Certificate[],
  { anchors, at }: TimestampTrust,
): boolean {
  if (authority.extensions.extendedKeyUsage?.includes(OID.timeStamping) !== true) return false
  return findChain(authority, pool, anchors, at).found
}
