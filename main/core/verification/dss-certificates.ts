import { AppError } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { decodeStructure } from '../pdf/filters.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isStream, type PdfObject } from '../pdf/objects.ts'

const MAX_CERTIFICATES = 200

/**
 * Certificates of the document security store: material to build chains with, trusted no more than any other. One that
 * cannot be read is left out.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.2.2 (DSS dictionary, entry Certs).
 */
export function readDssCertificates(view: ObjectView): Certificate[] {
  const store = view.entry(view.catalog().dict, 'DSS')
  const entries = isDict(store) ? view.entry(store, 'Certs') : null
  if (!isArray(entries) || view.encrypted) return []
  return entries.slice(0, MAX_CERTIFICATES).flatMap((entry) => readOne(view, entry))
}

function readOne(view: ObjectView, entry: PdfObject): Certificate[] {
  try {
    const stream = view.resolve(entry)
    return isStream(stream) ? [readCertificate(decodeStructure(view.source, stream))] : []
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
