import { isArray, isDict, isRef, type PdfDict, type PdfObject, type PdfRef } from './objects.ts'
import { serialize } from './serialize.ts'

/** A stream that is not yet in a file. */
export type LooseStream = { dict: PdfDict; data: Uint8Array }

/**
 * An object as text that is ready but for its references: they are local numbers and stand between the texts. What every
 * signature of a batch needs (a font, a seal) is serialized once and only joined for each file.
 */
export type ObjectTemplate = {
  texts: readonly string[]
  references: readonly number[]
  data?: Uint8Array
  /** What it was made of: an encrypted file needs it anew. */
  object: PdfObject
}

/** Cannot stand in serialized text: strings and names write it as digits. */
const GAP = '\u0000'

export function objectTemplate(object: PdfObject | LooseStream): ObjectTemplate {
  const references: number[] = []
  const leaveOpen = ({ num }: PdfRef): string => {
    references.push(num)
    return GAP
  }
  if (!isLooseStream(object)) return { texts: serialize(object, leaveOpen).split(GAP), references, object }
  const { dict, data } = object
  const entries = new Map([...dict.entries, ['Length', data.length] as const])
  return { texts: serialize({ type: 'dict', entries }, leaveOpen).split(GAP), references, data, object: dict }
}

/** The template's text with the numbers of one file. */
export function fillTemplate({ texts, references }: ObjectTemplate, numbers: ReadonlyMap<number, PdfRef>): string {
  let text = texts[0] ?? ''
  references.forEach((local, index) => {
    const target = numbers.get(local)
    text += (target ? `${target.num} ${target.gen} R` : 'null') + (texts[index + 1] ?? '')
  })
  return text
}

/** An object with the numbers of one file. */
export function withNumbers(object: PdfObject, numbers: ReadonlyMap<number, PdfRef>): PdfObject {
  if (isRef(object)) return numbers.get(object.num) ?? null
  if (isArray(object)) return object.map((item) => withNumbers(item, numbers))
  if (!isDict(object)) return object
  return {
    type: 'dict',
    entries: new Map([...object.entries].map(([key, value]) => [key, withNumbers(value, numbers)])),
  }
}

const isLooseStream = (object: PdfObject | LooseStream): object is LooseStream =>
  object !== null && typeof object === 'object' && 'data' in object
