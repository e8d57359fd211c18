import type { FindingCode } from '#contract/findings'
import { type FormField, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import {
  isArray,
  isDict,
  isInteger,
  isName,
  isRef,
  isString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfString,
} from '../pdf/objects.ts'
import { readDate, readText } from '../pdf/text-strings.ts'
import type { CoveredRange } from './covered-content.ts'

/** A signed signature field (ISO 32000-1:2008, 12.8.1, Table 252). */
export type SignatureDictionary = {
  field: FormField
  dict: PdfDict
  /** The indirect object that holds the dictionary; it must stand in the file itself, not in an object stream. */
  holder: PdfRef | null
  subFilter: string
  isDocumentTimestamp: boolean
  /** Another field has the same dictionary: one signature would be shown as two. */
  isShared: boolean
}

/** A view never changes, and one revision is asked for its signatures several times. */
const listed = new WeakMap<ObjectView, readonly SignatureDictionary[]>()

/** Signature fields with a value, in the order of the form. */
export function listSignatures(view: ObjectView): readonly SignatureDictionary[] {
  const known = listed.get(view) ?? readSignatures(view)
  listed.set(view, known)
  return known
}

function readSignatures(view: ObjectView): readonly SignatureDictionary[] {
  const found = findSignatures(view)
  const uses = new Map<number, number>()
  for (const { holder } of found) if (holder) uses.set(holder.num, (uses.get(holder.num) ?? 0) + 1)
  return found.map((one) => ({ ...one, isShared: one.holder !== null && (uses.get(one.holder.num) ?? 0) > 1 }))
}

function findSignatures(view: ObjectView): Omit<SignatureDictionary, 'isShared'>[] {
  return listFields(view).flatMap((field) => {
    const dict = field.fieldType === 'Sig' ? view.resolve(field.value) : null
    if (!isDict(dict)) return []
    const subFilter = nameOf(view, dict, 'SubFilter')
    return [
      {
        field,
        dict,
        holder: isRef(field.value) ? field.value : field.ref,
        subFilter,
        isDocumentTimestamp: nameOf(view, dict, 'Type') === 'DocTimeStamp' || subFilter === 'ETSI.RFC3161',
      },
    ]
  })
}

export function nameOf(view: ObjectView, dict: PdfDict, key: string): string {
  const value = view.entry(dict, key)
  return isName(value) ? value.name : ''
}

/** Bytes of a text that are read: reasons and places are short, and each report carries them. */
const MAX_TEXT = 8192

/** A text entry, or how it begins; empty where it is absent or encrypted. */
export function textOf(view: ObjectView, dict: PdfDict, key: string): string {
  const value = view.entry(dict, key)
  if (!isString(value) || view.encrypted) return ''
  return readText({ ...value, bytes: value.bytes.subarray(0, MAX_TEXT) })
}

/** `/M`, the time that the signer claims. */
export function claimedTimeOf(view: ObjectView, dict: PdfDict): Date | undefined {
  const value = view.entry(dict, 'M')
  return isString(value) && !view.encrypted ? (readDate(value) ?? undefined) : undefined
}

/**
 * The bytes that a signature covers: `/ByteRange` of four numbers from the start of the file around exactly its own
 * `/Contents`. Anything else lets foreign bytes hide in the gap. A dictionary that two fields have, or that says the same
 * entry twice, is another signature to each reader.
 *
 * @see ISO 32000-1:2008, 12.8.1; ETSI EN 319 142-1 V1.2.1, 6.3 (the whole revision but `/Contents`).
 */
export function findCoverage(
  view: ObjectView,
  { dict, holder, isShared }: Pick<SignatureDictionary, 'dict' | 'holder' | 'isShared'>,
): { range: CoveredRange; contents: Uint8Array } | FindingCode {
  const range = readByteRange(view, dict)
  if (range === undefined) return 'byte-range-malformed'
  const contents = dict.entries.get('Contents')
  const standsInFile = holder !== null && view.locate(holder.num)?.kind === 'offset'
  if (!standsInFile || !isString(contents) || !isPlainHex(contents)) return 'contents-not-in-gap'
  if (isShared || isSaidTwice(view, holder)) return 'signature-ambiguous'
  return isAround(range, contents) ? { range, contents: contents.bytes } : 'contents-not-in-gap'
}

const isAround = ({ gapStart, gapEnd }: CoveredRange, { from, to }: PdfString): boolean =>
  from === gapStart && to === gapEnd

/** Whether an entry stands twice in the object, of which some readers take the first and some the last. */
function isSaidTwice(view: ObjectView, { num }: PdfRef): boolean {
  const place = view.locate(num)
  return place?.kind === 'offset' && view.standingAt(place.offset).hasRepeatedKey
}

/** Digits in pairs and nothing between them: what readers skip could hold anything. */
const isPlainHex = ({ hex, bytes, from, to }: PdfString): boolean => hex && to - from === 2 * bytes.length + 2

/** Exactly four integers, from 0, ascending, within the file; written where they belong, for a reference could be changed later. */
function readByteRange({ source }: ObjectView, dict: PdfDict): CoveredRange | undefined {
  const byteRange = dict.entries.get('ByteRange')
  if (!isArray(byteRange) || byteRange.length !== 4 || !byteRange.every(isInteger)) return undefined
  const [start, gapStart, gapEnd, length] = byteRange as readonly [number, number, number, number]
  const end = gapEnd + length
  const isGap = start === 0 && 0 < gapStart && gapStart < gapEnd
  return isGap && gapEnd <= end && end <= source.size ? { gapStart, gapEnd, end } : undefined
}

/**
 * Level of the DocMDP transform, where this signature certifies the document: 2 if not said, and the strictest if it says
 * something else than the standard's three (12.8.2.2, Table 254).
 */
export function docMdpOf(view: ObjectView, dict: PdfDict): number | null {
  const references = view.entry(dict, 'Reference')
  for (const reference of isArray(references) ? references : []) {
    const transform = view.resolve(reference)
    if (!isDict(transform) || nameOf(view, transform, 'TransformMethod') !== 'DocMDP') continue
    const parameters = view.entry(transform, 'TransformParams')
    if (parameters === null) return levelOf(null)
    return isDict(parameters) ? levelOf(view.entry(parameters, 'P')) : 1
  }
  return null
}

function levelOf(said: PdfObject): number {
  if (said === null) return 2
  return said === 2 || said === 3 ? said : 1
}
