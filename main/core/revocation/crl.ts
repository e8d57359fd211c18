import { isAnyTooWeakAt, type UsedAlgorithms, usedBy } from '../certificates/algorithm-dates.ts'
import type { Certificate } from '../certificates/certificate.ts'
import { isSameName, type Name, readName } from '../certificates/names.ts'
import { isSignatureOver, readSignatureAlgorithm, type SignatureAlgorithm } from '../certificates/signature-value.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import {
  childrenOf,
  contentOf,
  type Element,
  encodingOf,
  fieldsOf,
  readElement,
  readWhole,
  unwrap,
} from '../der/read.ts'
import { contextPrimitive, contextTag, TAG } from '../der/tags.ts'
import { readBits, readBoolean, readOctets, readOid, readTime } from '../der/values.ts'
import { fullNames, readDistributionNames } from './pointers.ts'
import {
  freshnessProblem,
  REVOCATION_REASONS,
  type RevocationProblem,
  type RevocationStatus,
  unusable,
} from './status.ts'

/** A list as far as it is read at once: its entries stay where they are, so that 50 MB cost no more than their bytes. */
export type RevocationList = {
  issuer: Name
  thisUpdate: Date
  nextUpdate: Date | undefined
  /** The SEQUENCE OF entries, absent where nothing is revoked. */
  entries: Element | undefined
  extensions: readonly { type: string; critical: boolean; value: Uint8Array }[]
  signed: { data: Uint8Array; algorithm: SignatureAlgorithm | undefined; value: Uint8Array }
}

/**
 * @throws DerError where the list's frame is malformed; entries are looked at when one is searched.
 * @see RFC 5280, 5.1.
 */
export function readRevocationList(bytes: Uint8Array): RevocationList {
  const outer = fieldsOf(readWhole(bytes))
  const data = outer.take(TAG.sequence)
  const algorithm = readSignatureAlgorithm(outer.take(TAG.sequence))
  const value = readBits(outer.take(TAG.bitString))
  const fields = fieldsOf(data)
  fields.takeIf(TAG.integer)
  fields.take(TAG.sequence)
  const issuer = readName(fields.take(TAG.sequence))
  const thisUpdate = readTime(fields.take())
  const nextUpdate = fields.takeIf(TAG.utcTime) ?? fields.takeIf(TAG.generalizedTime)
  const entries = fields.takeIf(TAG.sequence)
  const extensions = fields.takeIf(contextTag(0))
  return {
    issuer,
    thisUpdate,
    nextUpdate: nextUpdate && readTime(nextUpdate),
    entries,
    extensions: extensions ? childrenOf(unwrap(extensions)).map(readExtension) : [],
    signed: { data: encodingOf(data), algorithm, value },
  }
}

function readExtension(extension: Element): RevocationList['extensions'][number] {
  const fields = fieldsOf(extension)
  const type = readOid(fields.take(TAG.oid))
  const critical = fields.takeIf(TAG.boolean)
  return { type, critical: critical !== undefined && readBoolean(critical), value: readOctets(fields.take()) }
}

export type CrlJudgement = {
  status: RevocationStatus
  thisUpdate: Date | undefined
  nextUpdate: Date | undefined
  /** Certificates that ran out since then are still listed; undefined where those that ran out are dropped (X.509, 9.5.2.8). */
  reachesBackTo: Date | undefined
  /** What the list stands on. */
  used: readonly UsedAlgorithms[]
}

const NOTHING = { thisUpdate: undefined, nextUpdate: undefined, reachesBackTo: undefined, used: [] }

/**
 * What a list says of a certificate, and whether it can be relied on: the issuer's own, whole, signed with a key that may
 * sign lists, in force at `at` where that is asked.
 *
 * @see RFC 5280, 6.3.3 (complete lists of the issuer; indirect and delta lists are not relied on).
 */
export function judgeCrl(
  bytes: Uint8Array,
  { certificate, issuer, at }: { certificate: Certificate; issuer: Certificate; at?: Date },
): CrlJudgement {
  try {
    const list = readRevocationList(bytes)
    const problem = problemOf(list, certificate, issuer) ?? (at && freshnessProblem(list, at))
    const { thisUpdate, nextUpdate } = list
    const used = [usedBy(list.signed, issuer)]
    const said = problem ? unusable(problem) : findIn(list, certificate)
    const status = at && said.kind === 'good' && isAnyTooWeakAt(used, at) ? unusable('weak-algorithm') : said
    return { status, thisUpdate, nextUpdate, reachesBackTo: problem ? undefined : reachOf(list), used }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { ...NOTHING, status: unusable('malformed') }
  }
}

function reachOf({ extensions }: RevocationList): Date | undefined {
  const found = extensions.find(({ type }) => type === OID.expiredCertsOnCRL)
  return found && readTime(readWhole(found.value))
}

function problemOf(list: RevocationList, certificate: Certificate, issuer: Certificate): RevocationProblem | undefined {
  if (!isSameName(list.issuer, issuer.subject)) return 'other-issuer'
  const { keyUsage } = issuer.extensions
  if (keyUsage && !keyUsage.has('cRLSign')) return 'responder-not-authorised'
  const { data, algorithm, value } = list.signed
  if (algorithm === undefined || !isSignatureOver(data, value, { key: issuer.publicKey, algorithm })) {
    return 'signature-wrong'
  }
  return list.extensions.every((extension) => isUnderstood(extension, certificate)) ? undefined : 'partial-list'
}

/** A critical extension that is not understood makes the list unusable (RFC 5280, 5.2). */
function isUnderstood(
  { type, critical, value }: RevocationList['extensions'][number],
  certificate: Certificate,
): boolean {
  if (type !== OID.issuingDistributionPoint) return !critical
  return childrenOf(readWhole(value)).every((part) => takesIn(part, certificate))
}

/**
 * Parts of an issuing distribution point: none may take this certificate, its kind, or some reasons, out.
 *
 * @see RFC 5280, 5.2.5 and 6.3.3 (b) (2).
 */
function takesIn(part: Element, certificate: Certificate): boolean {
  const isAuthority = certificate.extensions.basicConstraints?.ca === true
  const isSet = contentOf(part)[0] !== 0
  switch (part.id) {
    case contextTag(0): // distributionPoint
      return isPointOf(part, certificate)
    case contextPrimitive(1): // onlyContainsUserCerts
      return !isSet || !isAuthority
    case contextPrimitive(2): // onlyContainsCACerts
      return !isSet || isAuthority
    case contextPrimitive(4): // indirectCRL
    case contextPrimitive(5): // onlyContainsAttributeCerts
      return !isSet
    default: // onlySomeReasons, and what is not known
      return false
  }
}

/** A list for one point speaks of the certificates that name this point, by one of its names, and of no others. */
function isPointOf(point: Element, certificate: Certificate): boolean {
  const names = readDistributionNames(certificate)
  return fullNames(point).some((name) => names.some((known) => Buffer.compare(known, encodingOf(name)) === 0))
}

/** Walks over the entries by their lengths; only the one that is found is read. */
function findIn({ entries }: RevocationList, { serial }: Certificate): RevocationStatus {
  if (entries === undefined) return { kind: 'good' }
  const { source, contentStart, contentEnd } = entries
  for (let at = contentStart; at < contentEnd; ) {
    const length = lengthAt(source, at, contentEnd)
    const content = at + length.header
    if (startsWith(source, content, serial)) return readEntry(readElement(source, at, contentEnd))
    at = content + length.value
  }
  return { kind: 'good' }
}

/** Header and content length of the SEQUENCE at `at`, without making an object of what is inside. */
function lengthAt(source: Uint8Array, at: number, end: number): { header: number; value: number } {
  const first = source[at + 1] ?? 0
  if (source[at] !== TAG.sequence || first === 0x80 || first > 0x82) throw new DerError('entry is malformed', at)
  const long = first > 0x80 ? first - 0x80 : 0
  let value = long === 0 ? first : 0
  for (let i = 0; i < long; i += 1) value = value * 256 + (source[at + 2 + i] ?? 0)
  const header = 2 + long
  if (at + header + value > end) throw new DerError('length passes the end', at)
  return { header, value }
}

function startsWith(source: Uint8Array, at: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i += 1) if (source[at + i] !== bytes[i]) return false
  return true
}

/** @see RFC 5280, 5.1.2.6 and 5.3.1: userCertificate, revocationDate, extensions with the reason. */
function readEntry(entry: Element): RevocationStatus {
  const fields = fieldsOf(entry)
  fields.take(TAG.integer)
  const at = readTime(fields.take())
  const extensions = fields.takeIf(TAG.sequence)
  const known = extensions ? childrenOf(extensions).map(readExtension) : []
  if (known.some(({ type, critical }) => critical && type !== OID.cRLReason)) return unusable('partial-list')
  const reason = known.find(({ type }) => type === OID.cRLReason)
  const number = reason && contentOf(readWhole(reason.value))[0]
  return { kind: 'revoked', at, reason: number === undefined ? undefined : REVOCATION_REASONS[number] }
}
