import { hexString, literal, type PdfString } from './objects.ts'

/** PDFDocEncoding where it differs from Latin-1. ISO 32000-1:2008, Annex D.3. */
const PDF_DOC_ENCODING: Readonly<Record<number, string>> = {
  0x18: '˘',
  0x19: 'ˇ',
  0x1a: 'ˆ',
  0x1b: '˙',
  0x1c: '˝',
  0x1d: '˛',
  0x1e: '˚',
  0x1f: '˜',
  0x80: '•',
  0x81: '†',
  0x82: '‡',
  0x83: '…',
  0x84: '—',
  0x85: '–',
  0x86: 'ƒ',
  0x87: '⁄',
  0x88: '‹',
  0x89: '›',
  0x8a: '−',
  0x8b: '‰',
  0x8c: '„',
  0x8d: '“',
  0x8e: '”',
  0x8f: '‘',
  0x90: '’',
  0x91: '‚',
  0x92: '™',
  0x93: 'ﬁ',
  0x94: 'ﬂ',
  0x95: 'Ł',
  0x96: 'Œ',
  0x97: 'Š',
  0x98: 'Ÿ',
  0x99: 'Ž',
  0x9a: 'ı',
  0x9b: 'ł',
  0x9c: 'œ',
  0x9d: 'š',
  0x9e: 'ž',
  0xa0: '€',
}

/** Reads a text string: UTF-16BE, UTF-8 (PDF 2.0) or PDFDocEncoding. ISO 32000-2:2020, 7.9.2.2. */
export function readText({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2))
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3))
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return latin1.replace(/[^ -~]/g, (letter) => PDF_DOC_ENCODING[letter.charCodeAt(0)] ?? letter)
}

const PDF_DOC_CODES = new Map(Object.entries(PDF_DOC_ENCODING).map(([code, letter]) => [letter, Number(code)]))

/** A text in PDFDocEncoding; undefined where it has letters that the encoding lacks. */
export function encodePdfDoc(text: string): Uint8Array | undefined {
  const codes = Array.from(text.normalize('NFC'), (letter) => PDF_DOC_CODES.get(letter) ?? letter.codePointAt(0) ?? 0)
  return codes.every((code) => code < 256) ? Uint8Array.from(codes) : undefined
}

/** Writes a text string: ASCII as a literal, anything else as UTF-16BE in hexadecimal, which needs no escaping. */
export function writeText(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return literal(Buffer.from(text, 'latin1'))
  const utf16 = Buffer.from(text, 'utf16le').swap16()
  return hexString(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16]))
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** A date in Vietnam's zone: `D:20221122143207+07'00'`. ISO 32000-1:2008, 7.9.4. */
export function writeDate(instant: Date): PdfString {
  const local = new Date(instant.getTime() + 7 * 3_600_000)
  const day = `${pad(local.getUTCFullYear(), 4)}${pad(local.getUTCMonth() + 1)}${pad(local.getUTCDate())}`
  const time = `${pad(local.getUTCHours())}${pad(local.getUTCMinutes())}${pad(local.getUTCSeconds())}`
  return literal(Buffer.from(`D:${day}${time}+07'00'`, 'latin1'))
}

const DATE = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?/
const ZONE = /^([+-])(\d\d)'?(\d\d)?/

/** Reads a date, also one without `D:` or with parts missing; null where it is none. */
export function readDate(value: PdfString): Date | null {
  const text = readText(value)
  const match = DATE.exec(text)
  if (!match) return null
  const part = (index: number, otherwise: string): string => match[index] ?? otherwise
  const day = `${part(1, '')}-${part(2, '01')}-${part(3, '01')}`
  const time = `${part(4, '00')}:${part(5, '00')}:${part(6, '00')}`
  const instant = new Date(`${day}T${time}${zoneOf(text.slice(match[0].length))}`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

function zoneOf(text: string): string {
  const zone = ZONE.exec(text)
  return zone ? `${zone[1] ?? '+'}${zone[2] ?? '00'}:${zone[3] ?? '00'}` : 'Z'
}
