import { OID } from '../der/oids.ts'
import { childrenOf, type Element, encodingOf, fieldsOf, requireId } from '../der/read.ts'
import { TAG } from '../der/tags.ts'
import { readOid, readText } from '../der/values.ts'

/** A distinguished name: its encoding, and its attributes in the order they are written. */
export type Name = {
  readonly der: Uint8Array
  readonly attributes: readonly { readonly type: string; readonly value: string }[]
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.surname]: 'SN',
  [OID.serialNumber]: 'SERIALNUMBER',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.state]: 'ST',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
  [OID.title]: 'T',
  [OID.givenName]: 'GN',
  [OID.userId]: 'UID',
  [OID.emailAddress]: 'E',
}

/** @see RFC 5280, 4.1.2.4. */
export function readName(element: Element): Name {
  const attributes = childrenOf(element).flatMap((relative) => {
    requireId(relative, TAG.set)
    return childrenOf(relative).map((attribute) => {
      const fields = fieldsOf(attribute)
      return { type: readOid(fields.take(TAG.oid)), value: readText(fields.take()) }
    })
  })
  return { der: encodingOf(element), attributes }
}

/** The first value of an attribute, empty if the name has none. */
export function attributeOf(name: Name, type: string): string {
  return name.attributes.find((attribute) => attribute.type === type)?.value ?? ''
}

/** One line, most specific first, as RFC 4514 writes names (2.1), with the short names offices know. */
export function describeName(name: Name): string {
  return name.attributes
    .map(({ type, value }) => `${SHORT_NAMES[type] ?? type}=${value.replace(/[,+"\\<>;]/g, '\\$&')}`)
    .reverse()
    .join(', ')
}

/** Whether two names are the same for chain building: case and runs of spaces do not count (RFC 5280, 7.1). */
export function isSameName(a: Name, b: Name): boolean {
  return Buffer.compare(a.der, b.der) === 0 || comparable(a) === comparable(b)
}

function comparable(name: Name): string {
  return JSON.stringify(
    name.attributes.map(({ type, value }) => [type, value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()]),
  )
}
