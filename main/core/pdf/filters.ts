import { inflateSync } from 'node:zlib'
import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { isArray, isDict, isInteger, isName, type PdfDict, type PdfObject, type PdfStream } from './objects.ts'
import { placedAt } from './placed-at.ts'

/** Decoded bytes of one structural stream (cross-references, objects); more is a bomb. */
const MAX_DECODED = 64 << 20
/** Decoded bytes of all of them while a file is open, those decoded again included: a small file must not cost minutes. */
const MAX_DECODED_IN_ALL = 512 << 20

const spent = new WeakMap<ByteSource, number>()

/**
 * Decodes the streams that carry structure: none or FlateDecode, with PNG predictors. Pages' own filters are never needed here.
 *
 * @throws AppError `pdf-damaged` (rubbish; more than 64 MiB at once or 512 MiB in all of one source), `pdf-unsupported` (another filter).
 * @see ISO 32000-1:2008, 7.4.4.
 */
export function decodeStructure(source: ByteSource, stream: PdfStream): Uint8Array {
  const { dict, start } = stream
  const filters = listOf(dict.entries.get('Filter') ?? dict.entries.get('F'))
  const parameters = listOf(dict.entries.get('DecodeParms') ?? dict.entries.get('DP'))
  if (filters.length > MAX_FILTERS)
    throw new AppError('pdf-unsupported', { offset: start, feature: 'filters in a long chain' })
  return filters.reduce<Uint8Array>(
    (bytes, filter, index) => {
      // Its decryption is done already (7.4.10).
      if (isName(filter, 'Crypt')) return bytes
      if (!isName(filter, 'FlateDecode') && !isName(filter, 'Fl')) {
        throw new AppError('pdf-unsupported', {
          offset: start,
          feature: `filter ${isName(filter) ? filter.name : '?'}`,
        })
      }
      const parms = parameters[index]
      const inflated = inflate(source, bytes, start)
      return unpredict(inflated, isDict(parms) ? parms : undefined, start)
    },
    encodedData(source, stream),
  )
}

/** What is longer than anything that carries structure is not even read. */
function encodedData(source: ByteSource, stream: PdfStream): Uint8Array {
  const { start, end } = stream
  if (end - start > MAX_DECODED)
    throw new AppError('pdf-damaged', { offset: start, detail: 'a stream too long for structure' })
  spend(source, end - start, start)
  return dataOf(source, stream)
}

/** A stream's data as its filters left it, decrypted where the file is encrypted and has been opened. */
export function dataOf(source: ByteSource, { start, end, decrypt }: PdfStream): Uint8Array {
  const data = source.read(start, end - start)
  return decrypt ? placedAt(start, () => decrypt(data)) : data
}

const MAX_FILTERS = 4

function spend(source: ByteSource, bytes: number, offset: number): void {
  const total = (spent.get(source) ?? 0) + bytes
  spent.set(source, total)
  if (total > MAX_DECODED_IN_ALL)
    throw new AppError('pdf-damaged', { offset, detail: 'more compressed structure than a document needs' })
}

const listOf = (value: PdfObject | undefined): readonly PdfObject[] =>
  isArray(value) ? value : value === undefined || value === null ? [] : [value]

function inflate(source: ByteSource, bytes: Uint8Array, offset: number): Uint8Array {
  try {
    const inflated = inflateSync(bytes, { maxOutputLength: MAX_DECODED })
    spend(source, inflated.length, offset)
    return inflated
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    // A bomb has cost its time, though nothing came of it.
    if (cause instanceof RangeError) spend(source, MAX_DECODED, offset)
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
  const [colors, bits, columns] = [number('Colors', 1), number('BitsPerComponent', 8), number('Columns', 1)]
  const pixel = Math.ceil((colors * bits) / 8)
  const row = Math.ceil((colors * bits * columns) / 8)
  if (!(colors > 0 && bits > 0 && columns > 0 && row < 1 << 20))
    throw new AppError('pdf-damaged', { offset, detail: 'predictor parameters' })
  return unfilterPng(bytes, { row, pixel })
}

/** PNG filters 0-4 of ISO/IEC 15948, clause 9. */
function unfilterPng(bytes: Uint8Array, { row, pixel }: { row: number; pixel: number }): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let r = 0; r < rows; r += 1) {
    const unfilter = ROW_FILTERS[bytes[r * (row + 1)] ?? 0]
    const from = r * (row + 1) + 1
    out.set(bytes.subarray(from, from + row), r * row)
    unfilter?.(out, { from: r * row, to: (r + 1) * row, pixel, above: r === 0 ? -1 : (r - 1) * row })
  }
  return out
}

/** `above` is where the row above begins; -1 for the first one. */
type Row = { from: number; to: number; pixel: number; above: number }
type RowFilter = (out: Uint8Array, row: Row) => void

const sub: RowFilter = (out, { from, to, pixel }) => {
  for (let i = from + pixel; i < to; i += 1) out[i] = (out[i] ?? 0) + (out[i - pixel] ?? 0)
}

const up: RowFilter = (out, { from, to, above }) => {
  if (above < 0) return
  for (let i = from; i < to; i += 1) out[i] = (out[i] ?? 0) + (out[above + i - from] ?? 0)
}

const average: RowFilter = (out, { from, to, pixel, above }) => {
  for (let i = from; i < to; i += 1) {
    const left = i - from >= pixel ? (out[i - pixel] ?? 0) : 0
    out[i] = (out[i] ?? 0) + ((left + (above < 0 ? 0 : (out[above + i - from] ?? 0))) >> 1)
  }
}

const paeth: RowFilter = (out, { from, to, pixel, above }) => {
  for (let i = from; i < to; i += 1) {
    const hasLeft = i - from >= pixel
    const left = hasLeft ? (out[i - pixel] ?? 0) : 0
    const upper = above < 0 ? 0 : (out[above + i - from] ?? 0)
    const upperLeft = hasLeft && above >= 0 ? (out[above + i - from - pixel] ?? 0) : 0
    out[i] = (out[i] ?? 0) + nearest(left, upper, upperLeft)
  }
}

function nearest(left: number, upper: number, upperLeft: number): number {
  const p = left + upper - upperLeft
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - upper), Math.abs(p - upperLeft)]
  return a <= b && a <= c ? left : b <= c ? upper : upperLeft
}

const ROW_FILTERS: readonly (RowFilter | undefined)[] = [undefined, sub, up, average, paeth]
