import { type AgencyId, AppError, type DocumentId, type Sha256 } from '#contract'
import { agreesWithPage } from '#contract/printed-date'
import { fillFields } from '#core/fields/fill-fields'
import { differsFromPage, type NumberAndDate, numberFieldsOf } from '#core/fields/number-fields'
import { type NumberPlaces, numberPlaces, wordsIfReadable } from '#core/fields/number-places'
import { prepareFields } from '#core/fields/prepare-fields'
import type { OfficePorts } from '#core/office-ports'
import { openPdf } from '#core/pdf/document'
import type { Caller } from '#core/people/caller'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import { ROLE_FIELDS } from '#core/placement/field-places'
import type { ByteSink, ByteSource, FileStore, OpenFile } from '#core/ports'
import { looksFrom } from '#core/signing/role-look'
import { visibleDocument } from './act.ts'
import type { DocumentRecord } from './document.ts'
import { hasOwnFields, refuseForeignFields } from './own-fields.ts'
import type { OfficeTransaction } from './store.ts'

export type PagePorts = Pick<
  OfficePorts,
  'store' | 'files' | 'readPageWords' | 'faces' | 'settings' | 'images' | 'clock'
>
export type NumberingPorts = Pick<PagePorts, 'store' | 'files' | 'readPageWords' | 'faces'>
type Reading = Pick<PagePorts, 'readPageWords' | 'faces'>
type Filed = { id: DocumentId; sha256: Sha256 }
type Revised = { sha256: Sha256; size: number }

/**
 * Gives a document that nobody has signed fields for its number and date, as a staged revision. Undefined where there is
 * nothing to prepare: it is prepared already, signed already, or its page has no such lines; it is served without then.
 *
 * @throws AppError `number-field-foreign`.
 */
export async function prepareNumber(
  ports: PagePorts,
  { id, sha256, agencyId }: Pick<DocumentRecord, 'agencyId'> & Filed,
): Promise<Revised | undefined> {
  if (await hasOwnFields(ports.store, id)) return undefined
  return withFile(ports.files, sha256, async (source) => {
    refuseForeignFields(source)
    const { way, gaps } = await numberPlaces(source, { ...leniently(ports), hasOwnFields: false })
    if (way !== 'open') return undefined
    const agency = { field: ROLE_FIELDS.agency, place: await agencyPlace(ports, source, agencyId) }
    return staged(ports.files, (sink) => prepareFields({ source, gaps, face: ports.faces, agency }, sink))
  })
}

/** A page that cannot be read now hinders nobody to submit or to look: it is read again when the number is taken. */
const leniently = ({ readPageWords, faces }: Reading): Reading => ({
  readPageWords: wordsIfReadable(readPageWords),
  faces,
})

/** Where the seal will stand, before the leader's signature is there. */
async function agencyPlace(ports: PagePorts, source: ByteSource, agencyId: AgencyId) {
  const settings = async () => (await ports.settings.get()) ?? DEFAULT_SETTINGS
  const font = () => ports.faces({ bold: false, italic: false })
  const looks = looksFrom({ settings, font, readPageWords: ports.readPageWords })
  const image = await ports.images.get({ kind: 'agency', id: agencyId })
  const { place } = await looks.propose('agency', source, { at: ports.clock.now(), image })
  return place
}

/** Writes number and date into the fields prepared here, as a staged revision; undefined for a document without them. */
export async function fillNumber(
  { files, store }: { files: FileStore; store: Pick<OfficeTransaction, 'documents'> },
  { id, sha256 }: Filed,
  values: NumberAndDate,
): Promise<Revised | undefined> {
  if (!(await hasOwnFields(store, id))) return undefined
  return withFile(files, sha256, async (source) => {
    const document = openPdf(source)
    const isOpen = numberFieldsOf(document).some(({ field }) => document.resolve(field.value) === null)
    return isOpen ? staged(files, (sink) => fillFields({ source, values }, sink)) : undefined
  })
}

/** How the document takes its number, for whoever is about to submit or to number it. Throws `not-found`, `file-missing`. */
export async function numberPlacesOf(
  ports: PagePorts,
  caller: Caller,
  id: DocumentId,
): Promise<Omit<NumberPlaces, 'gaps'>> {
  const { sha256 } = await visibleDocument(ports.store, caller, id)
  if (sha256 === null) throw new AppError('file-missing', { id })
  const isOwn = await hasOwnFields(ports.store, id)
  return withFile(ports.files, sha256, async (source) => {
    const { gaps: _gaps, ...places } = await numberPlaces(source, { ...leniently(ports), hasOwnFields: isOwn })
    return places
  })
}

/**
 * Refuses a date that the page contradicts, before a number is taken.
 *
 * @throws AppError `date-differs-from-page`, `page-unreadable`.
 */
export async function requireDateOfPage(
  { store, files, ...reading }: NumberingPorts,
  { id, sha256 }: Filed,
  issuedDate: string,
): Promise<void> {
  const isOwn = await hasOwnFields(store, id)
  const read = { ...reading, hasOwnFields: isOwn }
  const { printed } = await withFile(files, sha256, (source) => numberPlaces(source, read))
  if (!agreesWithPage(printed.date, issuedDate)) throw differsFromPage(printed.date, issuedDate)
}

async function withFile<Result>(
  files: FileStore,
  sha256: Sha256,
  work: (source: OpenFile) => Promise<Result>,
): Promise<Result> {
  const source = await files.open(sha256)
  try {
    return await work(source)
  } finally {
    source.close()
  }
}

async function staged(files: FileStore, write: (sink: ByteSink) => Promise<unknown>): Promise<Revised> {
  const sink = await files.stageSink()
  try {
    await write(sink)
    return await sink.finish()
  } catch (error) {
    await sink.abandon()
    throw error
  }
}
