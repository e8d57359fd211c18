import { AppError } from '#contract'
import { type CryptMethod, decryptBytes, encryptBytes } from './crypt-methods.ts'
import { arePermissionsGenuine, type HandlerEntries, type OpenedKey, openKey } from './encryption-keys.ts'
import {
  isArray,
  isDict,
  isInteger,
  isName,
  isRef,
  isStream,
  isString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from './objects.ts'

/** What an encrypted file lets whoever opened it do, as far as signing asks. ISO 32000-2:2020, Table 22. */
export type FilePermissions = {
  /** Filling in fields, signing in those that exist: bit 9 or bit 6. */
  fillIn: boolean
  /** New fields: bits 4 and 6. */
  addFields: boolean
}

/** The opened lock of an encrypted file: reads what is in it, and encrypts what is appended. */
export type FileCipher = {
  /** `owner`: no permission holds back. */
  readonly openedBy: OpenedKey['by']
  readonly permissions: FilePermissions
  /** An object as it stands in the file: its strings are decrypted, its data is to be decrypted when it is read. */
  decrypted: (of: PdfRef, object: PdfObject) => PdfObject
  /** An object that is to be written under this number. */
  encrypted: (of: PdfRef, object: PdfObject) => PdfObject
  /** A stream's data that is to be written under this number. */
  encryptedData: (of: PdfRef, dict: PdfDict, data: Uint8Array) => Uint8Array
}

/** The file's own entries that its encryption is read from; `resolve` follows references. */
export type EncryptedFile = {
  trailer: PdfDict
  resolve: (object: PdfObject | undefined) => PdfObject
  /** `pdf-damaged` with the offset of an object. */
  damaged: (detail: string, object?: PdfObject) => AppError
}

/**
 * Opens an encrypted file with a password; without one, with the empty user's password that many files have.
 *
 * @returns Undefined where no password was given and the empty one does not open it, or where the file is for holders of
 *   certificates (public-key handler).
 * @throws AppError `pdf-password-wrong`, `pdf-damaged` (an encryption dictionary that cannot be), `pdf-unsupported`.
 * @see ISO 32000-2:2020, 7.6.
 */
export function openCipher(file: EncryptedFile, password: string | undefined): FileCipher | undefined {
  const value = file.trailer.entries.get('Encrypt')
  const dict = file.resolve(value)
  if (!isDict(dict)) throw file.damaged('no encryption dictionary', value)
  if (!isName(file.resolve(dict.entries.get('Filter')), 'Standard')) {
    if (password === undefined) return undefined
    throw unsupported('encryption for holders of certificates')
  }
  const reader = entryReader(file, dict)
  const methods = readMethods(reader)
  const entries = readHandler(reader, file)
  const opened = openKey(entries, password ?? '')
  if (!opened) {
    if (password === undefined) return undefined
    throw new AppError('pdf-password-wrong')
  }
  if (entries.revision >= 6 && !arePermissionsGenuine(entries, opened.key))
    throw reader.damaged('/Perms that do not hold')
  const own = isRef(value) ? value.num : -1
  return createCipher({ ...methods, own, key: opened.key, encryptsMetadata: entries.encryptsMetadata }, opened, entries)
}

type Reader = ReturnType<typeof entryReader>

function entryReader(file: EncryptedFile, dict: PdfDict) {
  const get = (key: string): PdfObject => file.resolve(dict.entries.get(key))
  const damaged = (detail: string): AppError => file.damaged(detail, file.trailer.entries.get('Encrypt'))
  return {
    get,
    damaged,
    resolve: file.resolve,
    integer: (key: string, otherwise?: number): number => {
      const value = get(key)
      if (isInteger(value)) return value
      if (otherwise === undefined) throw damaged(`an encryption dictionary without /${key}`)
      return otherwise
    },
    bytes: (key: string, length: number): Uint8Array => {
      const value = get(key)
      if (!isString(value) || value.bytes.length < length) throw damaged(`an encryption dictionary without /${key}`)
      return value.bytes
    },
  }
}

function readHandler(reader: Reader, { trailer, resolve }: EncryptedFile): HandlerEntries {
  const version = reader.integer('V')
  const revision = readRevision(reader, version)
  const isNew = revision >= 5
  const id = resolve(trailer.entries.get('ID'))
  const first = isArray(id) ? resolve(id[0]) : null
  return {
    revision,
    keyBytes: keyBytesOf(reader, version),
    owner: reader.bytes('O', isNew ? 48 : 32),
    user: reader.bytes('U', isNew ? 48 : 32),
    ownerKey: isNew ? reader.bytes('OE', 32) : NO_BYTES,
    userKey: isNew ? reader.bytes('UE', 32) : NO_BYTES,
    perms: revision === 6 ? reader.bytes('Perms', 16) : NO_BYTES,
    permissions: reader.integer('P'),
    encryptsMetadata: encryptsMetadata(reader),
    id: isString(first) ? first.bytes : NO_BYTES,
  }
}

/** Revisions 5 and 6 are of version 5, and nothing else is. ISO 32000-2:2020, Table 21. */
function readRevision(reader: Reader, version: number): number {
  const revision = reader.integer('R')
  if (revision < 2 || revision > 6) throw unsupported(`encryption of revision ${revision}`)
  if (revision >= 5 !== (version === 5))
    throw reader.damaged(`encryption of version ${version} and revision ${revision}`)
  return revision
}

const NO_BYTES = new Uint8Array(0)

/** Only from version 4 on may the metadata stand open. */
const encryptsMetadata = (reader: Reader): boolean => reader.integer('V') < 4 || reader.get('EncryptMetadata') !== false

/** ISO 32000-2:2020, Table 20: 40 bits in version 1, 128 in 4, 256 in 5, what /Length says in 2. */
function keyBytesOf(reader: Reader, version: number): number {
  if (version === 1) return 5
  if (version === 4) return 16
  if (version === 5) return 32
  const bits = reader.integer('Length', 40)
  if (bits < 40 || bits > 128 || bits % 8 !== 0) throw reader.damaged('an impossible length of the encryption key')
  return bits / 8
}

type Methods = { strings: CryptMethod; streams: CryptMethod; named: (filter: string) => CryptMethod }

function readMethods(reader: Reader): Methods {
  const version = reader.integer('V')
  if (version === 1 || version === 2) return { strings: 'rc4', streams: 'rc4', named: () => 'rc4' }
  if (version !== 4 && version !== 5) throw unsupported(`encryption of version ${version}`)
  const filters = reader.get('CF')
  const named = (filter: string): CryptMethod => {
    if (filter === 'Identity') return 'identity'
    const found = isDict(filters) ? reader.resolve(filters.entries.get(filter)) : null
    if (!isDict(found)) throw reader.damaged('a crypt filter that is not there')
    const method = reader.resolve(found.entries.get('CFM'))
    const known = METHODS[version].get(isName(method) ? method.name : 'None')
    return known ?? fail(unsupported('a crypt filter of another method'))
  }
  const standard = (key: string): CryptMethod => {
    const value = reader.get(key)
    return named(isName(value) ? value.name : 'Identity')
  }
  return { strings: standard('StrF'), streams: standard('StmF'), named }
}

/** By version, whose keys are as long as these methods need. ISO 32000-2:2020, Table 25. */
const METHODS = {
  4: new Map<string, CryptMethod>([
    ['None', 'identity'],
    ['V2', 'rc4'],
    ['AESV2', 'aes-128'],
  ]),
  5: new Map<string, CryptMethod>([
    ['None', 'identity'],
    ['AESV3', 'aes-256'],
  ]),
}

type Working = Methods & { own: number; key: Uint8Array; encryptsMetadata: boolean }

function createCipher(working: Working, opened: OpenedKey, { revision, permissions }: HandlerEntries): FileCipher {
  const { strings, key, own } = working
  const each = (of: PdfRef, change: typeof decryptBytes) => (bytes: Uint8Array) => change(strings, key, of, bytes)
  const bit = (number: number): boolean => (permissions & (1 << (number - 1))) !== 0
  const isOwner = opened.by === 'owner'
  return {
    openedBy: opened.by,
    permissions: {
      fillIn: isOwner || bit(6) || (revision >= 3 && bit(9)),
      addFields: isOwner || (bit(4) && bit(6)),
    },
    decrypted: (of, object) => {
      if (of.num === own || isCrossReference(object)) return object
      const changed = mapStrings(object, each(of, decryptBytes))
      if (!isStream(changed)) return changed
      const method = methodFor(working, changed.dict)
      return method === 'identity' ? changed : { ...changed, decrypt: (data) => decryptBytes(method, key, of, data) }
    },
    encrypted: (of, object) => mapStrings(object, each(of, encryptBytes)),
    encryptedData: (of, dict, data) => encryptBytes(methodFor(working, dict), key, of, data),
  }
}

/** Cross-reference streams are never encrypted. ISO 32000-2:2020, 7.5.8.2. */
const isCrossReference = (object: PdfObject): boolean =>
  isStream(object) && isName(object.dict.entries.get('Type'), 'XRef')

/** A stream's own /Crypt filter goes before the file's (7.6.6); metadata may stand open. */
function methodFor({ streams, named, encryptsMetadata }: Working, { entries }: PdfDict): CryptMethod {
  const filter = entries.get('Filter')
  const first = isArray(filter) ? filter[0] : filter
  if (isName(first, 'Crypt')) {
    const listed = entries.get('DecodeParms')
    const parameters = isArray(listed) ? listed[0] : listed
    const chosen = isDict(parameters) ? parameters.entries.get('Name') : undefined
    return named(isName(chosen) ? chosen.name : 'Identity')
  }
  return !encryptsMetadata && isName(entries.get('Type'), 'Metadata') ? 'identity' : streams
}

/** Every string of an object but a signature's /Contents, which is never encrypted (7.6.2). */
function mapStrings(object: PdfObject, change: (bytes: Uint8Array) => Uint8Array): PdfObject {
  if (isString(object)) return { ...object, bytes: change(object.bytes) }
  if (isArray(object)) return object.map((item) => mapStrings(item, change))
  if (isDict(object)) return mapEntries(object, change)
  return isStream(object) ? ({ ...object, dict: mapEntries(object.dict, change) } satisfies PdfStream) : object
}

function mapEntries({ entries }: PdfDict, change: (bytes: Uint8Array) => Uint8Array): PdfDict {
  const isSignature = entries.has('ByteRange')
  const mapped = [...entries].map(
    ([key, value]) => [key, isSignature && key === 'Contents' ? value : mapStrings(value, change)] as const,
  )
  return { type: 'dict', entries: new Map(mapped) }
}

function fail(error: AppError): never {
  throw error
}

const unsupported = (feature: string): AppError => new AppError('pdf-unsupported', { feature })
