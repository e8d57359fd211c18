import { inflateSync } from 'node:zlib'
import { AppError } from '#contract'
import { isArray, isDict, isInteger, isName, type PdfDict, type PdfObject } from './objects.ts'

/** Decoded bytes of one structural stream (cross-references, objects); more is a bomb. */
const MAX_DECODED = 256 << 20

/**
 * Decodes the streams that carry structure: none or FlateDecode, with PNG or TIFF predictors. Pages' own filters are never needed here.
 *
 * @throws AppError `pdf-damaged` (rubbish, or more than 256 MiB), `pdf-unsupported` (another filter).
 * @see ISO 32000-1:2008, 7.4.4.
 */
export function decodeStructure(data: Uint8Array, dict: PdfDict, offset: number): Uint8Array {
  const filters = listOf(dict.entries.get('Filter') ?? dict.entries.get('F'))
  const parameters = listOf(dict.entries.get('DecodeParms') ?? dict.entries.get('DP'))
  return filters.reduce<Uint8Array>((bytes, filter, index) => {
    if (!isName(filter, 'FlateDecode') && !isName(filter, 'Fl')) {
      throw new AppError('pdf-unsupported', { offset, feature: `filter ${isName(filter) ? filter.name : '?'}` })
    }
    const parms = parameters[index]
    return unpredict(inflate(bytes, offset), isDict(parms) ? parms : undefined, offset)
  }, data)
}

const listOf = (value: PdfObject | undefined): readonly PdfObject[] =>
  isArray(value) ? value : value === undefined || value === null ? [] : [value]

function inflate(bytes: Uint8Array, offset: number): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_DECODED })
  } catch (cause) {
    throw new AppError('pdf-damaged', { offset, detail: 'a compressed stream that cannot be read' }, { cause })
  }
}

function unpredict(bytes: Uint8Array, parms: PdfDict | undefined, offset: number): Uint8Array {
  const number = (key: string, otherwise: number): number => {
    const value = parms?.entries.get(key)
    return isInteger(value) ? value : otherwise
  }
  const predictor = number('Predictor', 1)
  if (predictor === 1) return bytes
  if (predictor < 10) throw new AppError('pdf-unsupported', { offset, feature: `predictor ${predictor}` })
  const pixel = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8)
  const row = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * number('Columns', 1)) / 8)
  if (!(row > 0 && pixel > 0 && row < 1 << 20))
    throw new AppError('pdf-damaged', { offset, detail: 'predictor parameters' })
  return unfilterPng(bytes, { row, pixel })
}

/** PNG filters 0-4 of ISO/IEC 15948, clause 9. */
function unfilterPng(bytes: Uint8Array, { row, pixel }: { row: number; pixel: number }): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  const before = (r: number, i: number): number => (r >= 0 && i >= 0 ? (out[r * row + i] ?? 0) : 0)
  for (let r = 0; r < rows; r += 1) {
    const filter = bytes[r * (row + 1)] ?? 0
    for (let i = 0; i < row; i += 1) {
      const raw = bytes[r * (row + 1) + 1 + i] ?? 0
      const neighbours = { left: before(r, i - pixel), up: before(r - 1, i), upLeft: before(r - 1, i - pixel) }
      out[r * row + i] = raw + predicted(filter, neighbours)
    }
  }
  return out
}

function predicted(filter: number, { left, up, upLeft }: { left: number; up: number; upLeft: number }): number {
  switch (filter) {
    case 1:
      return left
    case 2:
      return up
    case 3:
      return (left + up) >> 1
    case 4: {
      const p = left + up - upLeft
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - upLeft)]
      return a <= b && a <= c ? left : b <= c ? up : upLeft
    }
    default:
      return 0
  }
}
