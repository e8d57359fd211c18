import { OID } from '../der/oids.ts'
import type { SignedData, SignerInfo } from './read-signed-data.ts'
import { isKnownAttribute } from './unsigned-attributes.ts'

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
  return (
    version === (isByKeyId ? 3 : 1) && [...unsignedAttributes].every(([type, values]) => isKnownAttribute(type, values))
  )
}

/** 1 for plain data; 3 for other content and for signers by key identifier; 4 and 5 only with kinds that PDF does not use. */
function isVersionRight({ version, contentType, revocationData, signers }: SignedData): boolean {
  if (version === 5) return revocationData.length > 0
  const needsThree = contentType !== OID.data || signers.some(({ isByKeyId }) => isByKeyId)
  // Old software writes 1 for signers by key identifier, too.
  return needsThree ? version === 3 || (version === 1 && contentType === OID.data) : version === 1
}
