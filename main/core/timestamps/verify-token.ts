import { isTooWeakAt } from '../certificates/algorithm-dates.ts'
import type { Certificate } from '../certificates/certificate.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import { OID } from '../der/oids.ts'
import { type CryptographicResult, verifySignedData } from '../verification/verify-signed-data.ts'
import { readTstInfo, type TstInfo } from './tst-info.ts'

/** What a token must be an answer to. */
export type TokenQuestion = {
  imprint: Uint8Array
  digest: string
  /** Upper-case hexadecimal. */
  nonce: string
  /** Our own clock, when the answer came. */
  now: Date
}

/** What of a token does not hold: the name of the standard's field, or of the rule; in words in `#contract/detail-words`. */
export type TokenProblem =
  | 'content-type'
  | 'messageImprint'
  | 'nonce'
  | 'genTime'
  | 'certificate'
  | 'signature'
  | 'signingCertificate'
  | 'extKeyUsage'
  | 'weak-digest'

/** Office clocks run wrong, by a time zone even; the authority's does not. More than this is another day's answer. */
const MAX_CLOCK_DIFFERENCE_MS = 24 * 3_600_000

/**
 * Checks a token before it becomes part of a signature, where nobody could take it out again: that it is an answer to this
 * very question, that its signature holds, that it names its authority's certificate, and that this is one for
 * time stamping and nothing else. Whether the authority is trusted is asked when the signature is verified.
 *
 * @returns Undefined where everything holds.
 * @throws DerError where the token is malformed.
 * @see RFC 3161, 2.2, 2.3 and 2.4.2; RFC 5816.
 */
export async function findTokenProblem(token: Uint8Array, question: TokenQuestion): Promise<TokenProblem | undefined> {
  const signedData = readSignedData(token)
  if (signedData.contentType !== OID.tstInfo || signedData.content === undefined) return 'content-type'
  const info = readTstInfo(signedData.content)
  const unanswered = differenceTo(question, info)
  if (unanswered) return unanswered
  const result = await verifySignedData(signedData, {})
  return problemOfSignature(result, info) ?? problemOfAuthority(result.signer, info)
}

function problemOfSignature({ intact, signer, namesCertificate, digests }: CryptographicResult, { time }: TstInfo) {
  if (signer === undefined) return 'certificate'
  if (!intact) return 'signature'
  if (!namesCertificate) return 'signingCertificate'
  return isTooWeakAt({ digests, key: signer.publicKey }, time) ? 'weak-digest' : undefined
}

function problemOfAuthority(signer: Certificate | undefined, { time }: TstInfo): TokenProblem | undefined {
  if (!signer || time < signer.notBefore || time > signer.notAfter) return 'certificate'
  return isForTimestamping(signer) ? undefined : 'extKeyUsage'
}

function differenceTo(question: TokenQuestion, { digest, imprint, nonce, time }: TstInfo): TokenProblem | undefined {
  if (digest !== question.digest || Buffer.compare(imprint, question.imprint) !== 0) return 'messageImprint'
  if (nonce !== question.nonce) return 'nonce'
  const difference = Math.abs(time.getTime() - question.now.getTime())
  return difference > MAX_CLOCK_DIFFERENCE_MS ? 'genTime' : undefined
}

/**
 * The extended key usage is there once, critical, and is id-kp-timeStamping alone; a key usage that is stated leaves signatures
 * open.
 *
 * @see RFC 3161, 2.3; RFC 5280, 4.2.1.12.
 */
export function isForTimestamping({ extensions }: Certificate): boolean {
  const { keyUsage } = extensions
  if (keyUsage && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return false
  const isCritical = extensions.all.get(OID.extendedKeyUsage)?.critical === true
  return isCritical && extensions.extendedKeyUsage?.join() === OID.timeStamping
}
