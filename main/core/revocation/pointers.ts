import type { Certificate } from '../certificates/certificate.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, contentOf, type Element, encodingOf, fieldsOf, readWhole } from '../der/read.ts'
import { contextPrimitive, contextTag, TAG } from '../der/tags.ts'
import { readOid } from '../der/values.ts'

/** Addresses are tried one after the other; a certificate that names more is not made for us. */
const MAX_URLS = 5
/** GeneralName uniformResourceIdentifier (RFC 5280, 4.2.1.6). */
const URI = contextPrimitive(6)

/** Where a certificate says that its status and its issuer's certificate can be had; only http and https are followed. */
export type Pointers = { ocsp: readonly string[]; issuers: readonly string[]; crls: readonly string[] }

/**
 * Reads authority information access and CRL distribution points. Extensions that are malformed point nowhere.
 *
 * @see RFC 5280, 4.2.2.1 and 4.2.1.13.
 */
export function readPointers(certificate: Certificate): Pointers {
  const access = valueOf(certificate, OID.authorityInfoAccess, accessDescriptions)
  const urlsOf = (method: string) => usable(access.flatMap((one) => (one.method === method ? [one.url] : [])))
  return {
    ocsp: urlsOf(OID.accessOcsp),
    issuers: urlsOf(OID.accessCaIssuers),
    crls: usable(valueOf(certificate, OID.cRLDistributionPoints, distributionPoints)),
  }
}

/** A responder whose issuer says that it need not be checked itself (RFC 6960, 4.2.2.2.1). */
export function isNotToBeChecked({ extensions }: Certificate): boolean {
  return extensions.all.has(OID.ocspNoCheck)
}

function valueOf<T>({ extensions }: Certificate, type: string, read: (value: Element) => T[]): T[] {
  const found = extensions.all.get(type)
  if (!found) return []
  try {
    return read(readWhole(found.value))
  } catch (error) {
    if (error instanceof DerError) return []
    throw error
  }
}

function usable(urls: readonly string[]): string[] {
  return urls.filter((url) => /^https?:\/\//i.test(url) && URL.canParse(url)).slice(0, MAX_URLS)
}

const textOf = (uri: Element): string => Buffer.from(contentOf(uri)).toString('latin1')

function accessDescriptions(value: Element): { method: string; url: string }[] {
  return childrenOf(value).flatMap((description) => {
    const fields = fieldsOf(description)
    const method = readOid(fields.take(TAG.oid))
    const location = fields.take()
    return location.id === URI ? [{ method, url: textOf(location) }] : []
  })
}

/**
 * The names of the distribution points as they are encoded, of every kind: what a list for one point only is compared with.
 *
 * @see RFC 5280, 6.3.3 (b) (2) (i).
 */
export function readDistributionNames(certificate: Certificate): Uint8Array[] {
  return valueOf(certificate, OID.cRLDistributionPoints, pointNames).map(encodingOf)
}

const distributionPoints = (value: Element): string[] =>
  pointNames(value)
    .filter(({ id }) => id === URI)
    .map(textOf)

/** Only points of this issuer, for all reasons: parts of lists say too little. */
function pointNames(value: Element): Element[] {
  return childrenOf(value).flatMap((point) => {
    const fields = fieldsOf(point)
    const name = fields.takeIf(contextTag(0))
    return name === undefined || fields.rest().length > 0 ? [] : fullNames(name)
  })
}

/** The names of a DistributionPointName; one that is relative to the issuer's name is not compared (RFC 5280, 4.2.1.13). */
export function fullNames(distributionPoint: Element): Element[] {
  const [fullName] = childrenOf(distributionPoint)
  return fullName?.id === contextTag(0) ? childrenOf(fullName) : []
}
