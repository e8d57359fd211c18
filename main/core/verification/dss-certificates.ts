import { AppError } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { decodeStructure } from '../pdf/filters.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, isStream, type PdfObject } from '../pdf/objects.ts'
import type { JudgedEvidence } from './judged-evidence.ts'

/** Of one list; the answers about sixty signers. */
const MAX_ENTRIES = 200
/** Bytes of validation data that are read, and bytes of it that are judged, each time for another certificate. */
const MAX_READ = 256 << 20
const MAX_JUDGED = 1 << 30

/** What was read of a document's security stores, in whatever revision: each stream once, and no more than a budget. */
export type DssMemory = {
  readonly entries: Map<string, readonly Uint8Array[]>
  /** Offset after the stream that holds an entry. */
  readonly ends: Map<Uint8Array, number>
  /** What an entry says, by the two certificates of the question. */
  readonly answers: Map<Uint8Array, Map<string, JudgedEvidence>>
  left: { read: number; judged: number }
  /** Something was left out that could tell of a revocation. */
  isExceeded: boolean
  /** Certificates were left out: chains may be missing, nothing bad can hide in them. */
  isCut: boolean
}

export const createDssMemory = (left: DssMemory['left'] = { read: MAX_READ, judged: MAX_JUDGED }): DssMemory => ({
  entries: new Map(),
  ends: new Map(),
  answers: new Map(),
  left: { ...left },
  isExceeded: false,
  isCut: false,
})

/** Takes so many bytes from the budget; false where they are not in it. */
export function spendOn(memory: DssMemory, kind: keyof DssMemory['left'], bytes: number): boolean {
  if (memory.left[kind] < bytes) {
    memory.isExceeded = true
    return false
  }
  memory.left[kind] -= bytes
  return true
}

/**
 * Certificates of the document security store: material to build chains with, trusted no more than any other. One that
 * cannot be read is left out.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.2.2 (DSS dictionary, entries Certs, OCSPs, CRLs).
 */
export function readDssCertificates(view: ObjectView, memory = createDssMemory()): Certificate[] {
  return readDssEntries(view, 'Certs', memory).flatMap((der) => {
    try {
      return [readCertificate(der)]
    } catch (error) {
      if (error instanceof AppError) return []
      throw error
    }
  })
}

/** The bytes of one of its lists, each object once; what cannot be read is left out. That there are more is noted. */
export function readDssEntries(
  view: ObjectView,
  list: 'Certs' | 'OCSPs' | 'CRLs',
  memory = createDssMemory(),
): Uint8Array[] {
  const store = view.entry(view.catalog().dict, 'DSS')
  const entries = isDict(store) ? view.entry(store, list) : null
  if (!isArray(entries) || view.encrypted) return []
  const distinct = new Map(entries.map((entry) => [isRef(entry) ? entry.num : entry, entry] as const))
  if (distinct.size > MAX_ENTRIES) {
    if (list === 'Certs') memory.isCut = true
    else memory.isExceeded = true
  }
  return [...distinct.values()].slice(0, MAX_ENTRIES).flatMap((entry) => readOne(view, entry, memory))
}

function readOne(view: ObjectView, entry: PdfObject, memory: DssMemory): readonly Uint8Array[] {
  try {
    const stream = view.resolve(entry)
    if (!isStream(stream)) return []
    const key = `${stream.start}-${stream.end}`
    const known = memory.entries.get(key)
    if (known) return known
    if (!spendOn(memory, 'read', stream.end - stream.start)) return []
    const data = decodeStructure(view.source, stream)
    const read = spendOn(memory, 'read', data.length - (stream.end - stream.start)) ? [data] : []
    memory.entries.set(key, read)
    memory.ends.set(data, stream.end)
    return read
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
