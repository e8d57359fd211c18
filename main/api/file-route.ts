import { randomUUID } from 'node:crypto'
import { AppError, Sha256 } from '#contract'
import { callerOf } from '#core/people/session'
import { readRange } from './byte-range.ts'
import type { Runtime } from './context.ts'
import { toWire } from './wire-error.ts'

/** A call of the file route, whatever door it came through. */
export type FileCall = {
  clientId: string
  method: string
  /** Path of the address, e.g. `/files/<sha256>`. */
  path: string
  /** `upTo` of the address, e.g. `/files/<sha256>?upTo=28701`; null without one. */
  upTo: string | null
  range: string | null
  /** Of the body, in bytes, where the caller says it. */
  contentLength: number | null
  body: AsyncIterable<Uint8Array> | null
}

export type FileAnswer = {
  status: number
  headers: Readonly<Record<string, string>>
  body: AsyncIterable<Uint8Array> | string | null
}

/** Larger files are refused before a byte is stored. */
export const MAX_UPLOAD_BYTES = 1_600_000_000

/** A document shown by the browser itself runs nothing and is kept nowhere. */
const FILE_HEADERS = {
  'content-type': 'application/pdf',
  'accept-ranges': 'bytes',
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'content-disposition': 'inline',
}

/**
 * `POST /files` stages an upload and answers `{ sha256, size }`; `GET /files/<sha256>` sends the bytes, by range where
 * asked, to whom may see a document with them or has uploaded them. With `?upTo=<offset>` the file is what it was before
 * later revisions were appended (ISO 32000-1, 7.5.6): its first bytes, and their number is its length. Failures are
 * answered as `{ code, data }`.
 */
export async function answerFileCall(runtime: Runtime, call: FileCall): Promise<FileAnswer> {
  try {
    if (call.method === 'POST' && call.path === '/files') return await receive(runtime, call)
    if (call.method === 'GET' || call.method === 'HEAD') return await send(runtime, call)
    return { status: 405, headers: { allow: 'GET, HEAD, POST' }, body: null }
  } catch (error) {
    return refused(runtime, error)
  }
}

async function receive(runtime: Runtime, { clientId, contentLength, body }: FileCall): Promise<FileAnswer> {
  if (!(await callerOf(runtime.office, clientId))) throw new AppError('sign-in-required')
  if (contentLength !== null && contentLength > MAX_UPLOAD_BYTES) {
    throw new AppError('file-too-large', { size: contentLength, limit: MAX_UPLOAD_BYTES })
  }
  if (!body) throw new AppError('pdf-empty')
  const staged = await runtime.office.files.stage(pdfOnly(body))
  runtime.staged.add(clientId, staged.sha256)
  return { status: 201, headers: { 'content-type': 'application/json' }, body: JSON.stringify(staged) }
}

const HEADER_WITHIN = 1024

/** Refuses what does not begin like a PDF before the rest of it is read (ISO 32000-1, 7.5.2 and Annex H.3, note 13). */
async function* pdfOnly(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let start: Buffer | null = Buffer.alloc(0)
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_UPLOAD_BYTES) throw new AppError('file-too-large', { limit: MAX_UPLOAD_BYTES })
    if (start === null) {
      yield chunk
      continue
    }
    start = Buffer.concat([start, chunk])
    if (start.length < HEADER_WITHIN) continue
    requireHeader(start)
    yield start
    start = null
  }
  if (start === null) return
  requireHeader(start)
  yield start
}

function requireHeader(start: Buffer): void {
  if (start.length === 0) throw new AppError('pdf-empty')
  if (!start.subarray(0, HEADER_WITHIN).includes('%PDF-')) throw new AppError('not-a-pdf')
}

async function send(runtime: Runtime, { clientId, method, path, upTo, range }: FileCall): Promise<FileAnswer> {
  const sha256 = Sha256.safeParse(/^\/files\/([^/]+)$/.exec(path)?.[1])
  if (!sha256.success) throw new AppError('not-found')
  await requireReadable(runtime, clientId, sha256.data)
  const size = shortened(await sizeOf(runtime, sha256.data), upTo)
  const wanted = readRange(range, size)
  if (wanted === 'unsatisfiable') return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: null }
  const { first, last } = wanted === 'whole' ? { first: 0, last: size - 1 } : wanted
  const headers = { ...FILE_HEADERS, 'content-length': String(last - first + 1) }
  const body = method === 'HEAD' ? null : read(runtime, sha256.data, { first, last })
  if (wanted === 'whole') return { status: 200, headers, body }
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${first}-${last}/${size}` }, body }
}

/** Who may not see the file is told that there is none. */
async function requireReadable(runtime: Runtime, clientId: string, sha256: Sha256): Promise<void> {
  const caller = await callerOf(runtime.office, clientId)
  if (!caller) throw new AppError('sign-in-required')
  if (runtime.staged.has(clientId, sha256) || (await runtime.office.store.documents.mayReadFile(caller, sha256))) return
  throw new AppError('not-found')
}

/** Length of the file as it was when it ended at `upTo`; more than there is was never the file. */
function shortened(size: number, upTo: string | null): number {
  if (upTo === null) return size
  const end = /^[1-9]\d{0,15}$/.test(upTo) ? Number(upTo) : Infinity
  if (end > size) throw new AppError('not-found')
  return end
}

async function sizeOf({ office }: Runtime, sha256: Sha256): Promise<number> {
  const file = await office.files.open(sha256)
  file.close()
  return file.size
}

/** Opens the file when the first byte is asked for, so that an answer nobody reads holds nothing open. */
async function* read(
  { office }: Runtime,
  sha256: Sha256,
  { first, last }: { first: number; last: number },
): AsyncGenerator<Uint8Array, void> {
  const file = await office.files.open(sha256)
  try {
    for await (const chunk of file.chunks(first, last + 1)) yield Uint8Array.from(chunk)
  } finally {
    file.close()
  }
}

function refused({ office }: Runtime, error: unknown): FileAnswer {
  const requestId = randomUUID()
  const { code, status, data } = toWire(error, requestId)
  if (code === 'internal') office.log.error('file-call-broken', { requestId }, error)
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, data }) }
}
