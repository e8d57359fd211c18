import {
  isArray,
  isDict,
  isName,
  isRef,
  isString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfString,
} from './objects.ts'

type WriteRef = (ref: PdfRef) => string

const refText: WriteRef = ({ num, gen }) => `${num} ${gen} R`

/**
 * An object as text. Streams are written by the update that holds their data. ISO 32000-1:2008, 7.3.
 *
 * @param writeRef How a reference is written.
 */
export function serialize(object: PdfObject, writeRef: WriteRef = refText): string {
  if (object === null) return 'null'
  if (typeof object === 'boolean') return String(object)
  if (typeof object === 'number') return numberText(object)
  if (isArray(object)) return `[${object.map((item) => serialize(item, writeRef)).join(' ')}]`
  if (isName(object)) return nameText(object.name)
  if (isRef(object)) return writeRef(object)
  if (isString(object)) return stringText(object)
  if (isDict(object)) return dictText(object, writeRef)
  throw new TypeError('a stream cannot stand inside another object')
}

function dictText({ entries }: PdfDict, writeRef: WriteRef): string {
  let text = '<<'
  for (const [key, value] of entries) text += `${nameText(key)} ${serialize(value, writeRef)}\n`
  return `${text}>>`
}

function numberText(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0)
  return value.toFixed(8).replace(/0+$/, '').replace(/\.$/, '')
}

const UNUSUAL = /[^!-~]|[#()<>[\]{}/%]/

function nameText(name: string): string {
  if (!UNUSUAL.test(name)) return `/${name}`
  return `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}

function stringText({ bytes, hex }: PdfString): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (hex || bytes.some((byte) => byte < 0x20 || byte > 0x7e)) return `<${buffer.toString('hex')}>`
  return `(${buffer.toString('latin1').replace(/[\\()]/g, '\\$&')})`
}
