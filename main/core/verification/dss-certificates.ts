import { AppError } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { decodeStructure } from '../pdf/filters.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isStream, type PdfObject } from '../pdf/objects.ts'

const MAX_ENTRIES = 200

/**
 * Certificates of the document security store: material to build chains with, trusted no more than any other. One that
 * cannot be read is left out.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.2.2 (DSS dictionary, entries Certs, OCSPs, CRLs).
 */
export function readDssCertificates(view: ObjectView): Certificate[] {
  return readDssEntries(view, 'Certs').flatMap((der) => {
    try {
      return [readCertificate(der)]
    } catch (error) {
      if (error instanceof AppError) return []
      throw error
    }
  })
}

/** The bytes of one of its lists; what cannot be read is left out. */
export function readDssEntries(view: ObjectView, list: 'Certs' | 'OCSPs' | 'CRLs'): Uint8Array[] {
  const store = view.entry(view.catalog().dict, 'DSS')
  const entries = isDict(store) ? view.entry(store, list) : null
  if (!isArray(entries) || view.encrypted) return []
  return entries.slice(0, MAX_ENTRIES).flatMap((entry) => readOne(view, entry))
}

function readOne(view: ObjectView, entry: PdfObject): Uint8Array[] {
  try {
    const stream = view.resolve(entry)
    return isStream(stream) ? [decodeStructure(view.source, stream)] : []
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
