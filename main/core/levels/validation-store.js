import { createHash } from 'node:crypto'
import { decodeStructure } from '#core/pdf/filters'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, isArray, isDict, isRef, isStream, name, withEntries } from '#core/pdf/objects'

const LISTS = { Certs: 'certificates', OCSPs: 'ocsps', CRLs: 'crls' }
/**
 * The update that puts validation data into the document security store: what is there stays, listed as it was; what the
 * store has already is not written twice. No /VRI: it should not be used.
 *
 * @returns The bytes to append; undefined where the store has all of it.
 * @throws AppError `pdf-damaged`, `pdf-unsupported` where the present store cannot be read.
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.2.2 (DSS), 5.4.2.3 (VRI); ISO 32000-2:2020, 12.8.4.3.
 */
export function writeValidationData(document, data) {
  const update = new IncrementalUpdate(document)
  const { ref, store } = findStore(document)
  const grown = new Map()
  for (const [key, part] of Object.entries(LISTS)) {
    const present = document.resolve(store.entries.get(key))
    const listed = isArray(present) ? present : []
    const missing = missingFrom(document, listed, data[part])
    if (missing.length > 0) grown.set(key, [...listed, ...missing.map((bytes) => writeStream(update, bytes))])
  }
  if (grown.size === 0) return undefined
  writeStore({ document, update, ref }, withEntries(store, Object.fromEntries(grown)))
  return update.close()
}
function findStore(document) {
  const entry = document.catalog().dict.entries.get('DSS')
  const store = document.resolve(entry)
  return { ref: isRef(entry) ? entry : undefined, store: isDict(store) ? store : dict({ Type: name('DSS') }) }
}
function missingFrom(document, listed, wanted) {
  const known = new Set(
    listed.flatMap((item) => {
      const stream = document.resolve(item)
      return isStream(stream) ? [fingerprint(decodeStructure(document.source, stream))] : []
    }),
  )
  return wanted.filter((bytes) => {
    const name = fingerprint(bytes)
    if (known.has(name)) return false
    known.add(name)
    return true
  })
}
const fingerprint = (bytes) => createHash('sha256').update(bytes).digest('hex')
function writeStream(update, bytes) {
  const target = update.allocate()
  update.setStream(target, dict({}), bytes)
  return target
}
/** A store that is an object of its own is written anew; otherwise the catalog gets one that is. */
function writeStore({ document, update, ref }, store) {
  const target = ref ?? update.allocate()
  update.set(target, store)
  if (ref) return
  const catalog = document.catalog()
  const Extensions = withExtension(document, catalog.dict)
  update.set(catalog.ref, withEntries(catalog.dict, { DSS: target, Extensions }))
}
/** Says that the document uses the store, which is none of ISO 32000-1's own (EN 319 142-1, 5.6; ISO 32000-1, 7.12). */
function withExtension(document, catalog) {
  const present = document.entry(catalog, 'Extensions')
  const extensions = isDict(present) ? present : dict({})
  if (extensions.entries.has('ESIC')) return catalog.entries.get('Extensions') ?? extensions
  return withEntries(extensions, { ESIC: dict({ BaseVersion: name('1.7'), ExtensionLevel: 1 }) })
}
