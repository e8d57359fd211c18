/** The eight basic types of PDF objects, and references to indirect ones. ISO 32000-1:2008, 7.3. */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream
export type PdfName = { readonly type: 'name'; readonly name: string }
/** `from`..`to` are the offsets of the opening delimiter and of the byte after the closing one, in the bytes that were parsed. */
export type PdfString = {
  readonly type: 'string'
  readonly bytes: Uint8Array
  readonly hex: boolean
  readonly from: number
  readonly to: number
}
export type PdfRef = { readonly type: 'ref'; readonly num: number; readonly gen: number }
export type PdfArray = readonly PdfObject[]
export type PdfDict = { readonly type: 'dict'; readonly entries: ReadonlyMap<string, PdfObject> }
/** A stream's data is read only when asked for: `start` is the offset of its first byte, `end` that of the byte after the last. */
export type PdfStream = {
  readonly type: 'stream'
  readonly dict: PdfDict
  readonly start: number
  readonly end: number
  /** In an encrypted file that has been opened: what stands there, in the clear. */
  readonly decrypt?: (data: Uint8Array) => Uint8Array
}

export const name = (value: string): PdfName => ({ type: 'name', name: value })
export const ref = (num: number, gen = 0): PdfRef => ({ type: 'ref', num, gen })
export const literal = (bytes: Uint8Array): PdfString => ({ type: 'string', bytes, hex: false, from: 0, to: 0 })
export const hexString = (bytes: Uint8Array): PdfString => ({ type: 'string', bytes, hex: true, from: 0, to: 0 })
export const dict = (entries: Iterable<readonly [string, PdfObject]> | Record<string, PdfObject>): PdfDict => ({
  type: 'dict',
  entries: new Map(Symbol.iterator in entries ? entries : Object.entries(entries)),
})

function typeOf(object: PdfObject | undefined): string {
  if (object === undefined) return 'absent'
  if (object === null || typeof object !== 'object') return typeof object
  return isArray(object) ? 'array' : object.type
}

export const isArray = (object: PdfObject | undefined): object is PdfArray => Array.isArray(object)
export const isName = (object: PdfObject | undefined, value?: string): object is PdfName =>
  typeOf(object) === 'name' && (value === undefined || (object as PdfName).name === value)
export const isString = (object: PdfObject | undefined): object is PdfString =>
  typeOf(object) === 'string' && typeof object === 'object'
export const isRef = (object: PdfObject | undefined): object is PdfRef => typeOf(object) === 'ref'
export const isDict = (object: PdfObject | undefined): object is PdfDict => typeOf(object) === 'dict'
export const isStream = (object: PdfObject | undefined): object is PdfStream => typeOf(object) === 'stream'
export const isInteger = (object: PdfObject | undefined): object is number => Number.isSafeInteger(object)

/** A copy of a dictionary with some entries set; `undefined` removes one. */
export function withEntries(source: PdfDict, changes: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
  const entries = new Map(source.entries)
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) entries.delete(key)
    else entries.set(key, value)
  }
  return { type: 'dict', entries }
}
