import { AppError } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import type { SignedData, SignerInfo } from '../cms/read-signed-data.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, encodingOf, fieldsOf, unwrap } from '../der/read.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { readOid } from '../der/values.ts'
import { element, objectId, octetString, sequence } from '../der/write.ts'
import { readRevocationList } from '../revocation/crl.ts'
import { readOcspResponse } from '../revocation/ocsp-messages.ts'

/** An OCSP response or a revocation list as it stands in a signature; nothing of it has been judged. */
export type CarriedEvidence = { kind: 'ocsp' | 'crl'; der: Uint8Array }

/** Of one SignedData; honest ones carry two or three. */
const MAX_CARRIED = 50

/**
 * What a signature or a timestamp token itself carries of revocation: in the set of its CMS, in Adobe's signed attribute
 * and in the values that CAdES puts beside a signature. One that is malformed is left out: a missing answer is told anyway.
 *
 * @see RFC 5652, 10.2.1; RFC 5940; ISO 32000-2:2020, 12.8.3.3.2 (revocationInfoArchival); ETSI EN 319 122-1, 5.4.2 and A.1.2.
 */
export function evidenceCarriedBy(signedData: SignedData, signerInfo: SignerInfo | undefined): CarriedEvidence[] {
  const archival = signerInfo?.signedAttributes?.values.get(OID.revocationInfoArchival) ?? []
  const values = signerInfo?.unsignedAttributes.get(OID.revocationValues) ?? []
  return [
    ...readable(() => signedData.revocationData.flatMap(choiceOf)),
    ...readable(() => archival.flatMap(inArchival)),
    ...readable(() => values.flatMap(inValues)),
  ].slice(0, MAX_CARRIED)
}

/** Whether the set of revocation data holds lists and responses, as far as its kinds are known. */
export function isRevocationDataReadable({ revocationData }: SignedData): boolean {
  try {
    for (const { kind, der } of revocationData.flatMap(choiceOf)) {
      if (kind === 'crl') readRevocationList(der)
      else readOcspResponse(der)
    }
    return true
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

/** Certificates that CAdES puts beside a signature (EN 319 122-1, A.1.1); material for chains, trusted no more than any. */
export function certificatesCarriedBy(signerInfo: SignerInfo | undefined): Certificate[] {
  const values = signerInfo?.unsignedAttributes.get(OID.certificateValues) ?? []
  return readable(() =>
    values.flatMap((value) => childrenOf(value).flatMap((one) => readableCertificate(encodingOf(one)))),
  )
}

function readableCertificate(der: Uint8Array): Certificate[] {
  try {
    return [readCertificate(der)]
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

function readable<T>(read: () => T[]): T[] {
  try {
    return read()
  } catch (error) {
    if (error instanceof DerError) return []
    throw error
  }
}

const crl = (one: Element): CarriedEvidence => ({ kind: 'crl', der: encodingOf(one) })
const ocsp = (one: Element): CarriedEvidence => ({ kind: 'ocsp', der: encodingOf(one) })

/** RevocationInfoChoice: a list, or `[1]` another form, of which OCSP responses are read (RFC 5940, 2.1). */
function choiceOf(choice: Element): CarriedEvidence[] {
  if (choice.id === TAG.sequence) return [crl(choice)]
  const fields = fieldsOf(choice, contextTag(1))
  return readOid(fields.take(TAG.oid)) === OID.ocspResponseInCms ? [ocsp(fields.take(TAG.sequence))] : []
}

/** RevocationInfoArchival ::= SEQUENCE { crl [0] EXPLICIT SEQUENCE OF …, ocsp [1] EXPLICIT SEQUENCE OF …, … }. */
function inArchival(value: Element): CarriedEvidence[] {
  const fields = fieldsOf(value)
  const [crls, ocsps] = [fields.takeIf(contextTag(0)), fields.takeIf(contextTag(1))]
  return [...listIn(crls).map(crl), ...listIn(ocsps).map(ocsp)]
}

/** RevocationValues has the same frame, with basic responses that lack their envelope (RFC 6960, 4.2.1). */
function inValues(value: Element): CarriedEvidence[] {
  const fields = fieldsOf(value)
  const [crls, basics] = [fields.takeIf(contextTag(0)), fields.takeIf(contextTag(1))]
  return [
    ...listIn(crls).map(crl),
    ...listIn(basics).map((one): CarriedEvidence => ({ kind: 'ocsp', der: inEnvelope(encodingOf(one)) })),
  ]
}

const SUCCESSFUL = element(TAG.enumerated, Uint8Array.of(0))

const inEnvelope = (basic: Uint8Array): Uint8Array =>
  sequence(SUCCESSFUL, element(contextTag(0), sequence(objectId(OID.ocspBasic), octetString(basic))))

const listIn = (tagged: Element | undefined): Element[] => (tagged ? childrenOf(unwrap(tagged)) : [])
