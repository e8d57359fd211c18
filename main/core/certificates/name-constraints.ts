import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, fieldsOf, readWhole, unwrap } from '../der/read.ts'
import { contextPrimitive, contextTag } from '../der/tags.ts'
import type { Certificate } from './certificate.ts'
import { isSameName, type Name, readName } from './names.ts'

/** GeneralName's choices (RFC 5280, 4.2.1.6). */
const DIRECTORY_NAME = contextTag(4)
const EMAIL = contextPrimitive(1)

/**
 * Whether the names of a certificate are among those that an authority above it may certify. Constraints count whether or
 * not they are marked critical. Directory names are compared; other kinds only as far as the certificate has none of that
 * kind: what nobody here can compare is not allowed.
 *
 * @see RFC 5280, 4.2.1.10 and 6.1.3 (b) and (c).
 */
export function isWithinConstraints(certificate: Certificate, authority: Certificate): boolean {
  const extension = authority.extensions.all.get(OID.nameConstraints)
  if (extension === undefined) return true
  try {
    const fields = fieldsOf(readWhole(extension.value))
    const permitted = basesOf(fields.takeIf(contextTag(0)))
    const excluded = basesOf(fields.takeIf(contextTag(1)))
    return namesOf(certificate).every((name) => isPermitted(name, permitted) && !isExcluded(name, excluded))
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

/** GeneralSubtrees ::= SEQUENCE OF SEQUENCE { base GeneralName, … }; minimum and maximum are not used (4.2.1.10). */
const basesOf = (subtrees: Element | undefined): Element[] =>
  subtrees ? childrenOf(subtrees).map((subtree) => fieldsOf(subtree).take()) : []

type Named = { kind: number; directory: Name | undefined }

/** The subject, its alternative names, and an address that stands in the subject (4.2.1.10). */
function namesOf({ subject, extensions }: Certificate): Named[] {
  const alternative = extensions.all.get(OID.subjectAltName)
  const others = alternative ? childrenOf(readWhole(alternative.value)) : []
  const hasAddress = subject.attributes.some(({ type }) => type === OID.emailAddress)
  return [
    ...(subject.attributes.length > 0 ? [{ kind: DIRECTORY_NAME, directory: subject }] : []),
    ...others.map((name) => ({ kind: name.id, directory: directoryOf(name) })),
    ...(hasAddress ? [{ kind: EMAIL, directory: undefined }] : []),
  ]
}

const directoryOf = (name: Element): Name | undefined =>
  name.id === DIRECTORY_NAME ? readName(unwrap(name)) : undefined

function isPermitted({ kind, directory }: Named, permitted: readonly Element[]): boolean {
  const bases = permitted.filter(({ id }) => id === kind)
  return bases.length === 0 || bases.some((base) => directory !== undefined && isBelow(directory, base))
}

function isExcluded({ kind, directory }: Named, excluded: readonly Element[]): boolean {
  return excluded.some((base) => base.id === kind && (directory === undefined || isBelow(directory, base)))
}

/** A directory name is within a subtree that it begins with, relative name by relative name. */
function isBelow(name: Name, base: Element): boolean {
  const wanted = readName(unwrap(base))
  return isSameName({ der: EMPTY, attributes: name.attributes.slice(0, wanted.attributes.length) }, wanted)
}

const EMPTY = new Uint8Array(0)
