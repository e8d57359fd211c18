import { OID } from '../der/oids.ts'
import type { SignedData, SignerInfo } from './read-signed-data.ts'

/** What may stand beside a signature in a PDF, or in a timestamp token (EN 319 142-1, 6.3; EN 319 122-1, 5.3 and 5.4). */
const UNSIGNED: ReadonlySet<string> = new Set([
  OID.signatureTimeStampToken,
  OID.certificateValues,
  OID.revocationValues,
])

/**
 * Whether the parts that no signature covers are what the standard makes of the others: versions, certificates that can
 * be read, unsigned attributes that are known. Where they are not, somebody wrote over them, or nobody knows what they say.
 *
 * @see RFC 5652, 5.1 and 5.3 (versions).
 */
export function isRegular(signedData: SignedData): boolean {
  const { signers, certificatesLeftOut } = signedData
  return certificatesLeftOut === 0 && signers.every(isRegularSigner) && isVersionRight(signedData)
}

function isRegularSigner({ version, isByKeyId, unsignedAttributes }: SignerInfo): boolean {
  return version === (isByKeyId ? 3 : 1) && [...unsignedAttributes.keys()].every((type) => UNSIGNED.has(type))
}

/** 1 for plain data, 3 for other content and for signers by key identifier; 4 and 5 only with kinds that PDF does not use. */
function isVersionRight({ version, contentType, signers, revocationData }: SignedData): boolean {
  if (version === 5) return revocationData.length > 0
  if (contentType !== OID.data) return version === 3
  return version === 1 || (version === 3 && signers.some(({ isByKeyId }) => isByKeyId))
}
