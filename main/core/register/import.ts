import type { Agency, CertificateFacts, CertificateId, OfficeCertificate, Person, PersonId } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { NewDocument, NewRevision, SignatureFacts } from './document.ts'

/** A person as lists bring it; without a password. */
export type ImportedPerson = Omit<Person, 'agencyName' | 'hasPassword'>

export type ImportedCertificate = {
  id: CertificateId
  kind: OfficeCertificate['kind']
  personId: PersonId | null
  agencyId: Agency['id']
  /** Base64 DER. */
  der: string
  facts: CertificateFacts
}

/**
 * A document as it stands now, in any state of its life.
 *
 * An outgoing one with `issuedDate` and without `number` takes the next number of its agency's common book of that
 * year, and its symbol is built from `symbolOf`; an incoming one that is past `received` likewise takes the next
 * arrival number. Rows are to come in the order of their dates.
 * `evidence: 'declared'` with `leaderSigned` / `agencySigned` needs no file.
 */
export type ImportedDocument = NewDocument & {
  /** Every revision, oldest first; the last one's SHA-256 and size are the document's own. Kept in the file store before. */
  revisions?: readonly NewRevision[]
  signatures?: readonly SignatureFacts[]
  cooperatorIds?: readonly PersonId[]
}

/** Rows written per second matter here: each method writes large transactions. */
export type ImportStore = {
  /** Parents come before their children. */
  agencies: (rows: readonly Agency[], at: Date) => Promise<void>
  people: (rows: readonly ImportedPerson[], at: Date) => Promise<void>
  certificates: (rows: readonly ImportedCertificate[], at: Date) => Promise<void>
  /** Calls `onProgress` with the number of documents written so far, after each transaction. */
  documents: (
    rows: Iterable<ImportedDocument> | AsyncIterable<ImportedDocument>,
    at: Date,
    onProgress: (done: number) => void,
  ) => Promise<number>
}

export type ImportedOffice = {
  agencies?: readonly Agency[]
  people?: readonly ImportedPerson[]
  certificates?: readonly ImportedCertificate[]
  documents?: Iterable<ImportedDocument> | AsyncIterable<ImportedDocument>
}

/**
 * Takes over finished documents with their people, in that order: every row with its event, every document with its figures, its
 * search entry and its book's counter. Files must have been kept in the file store before.
 *
 * @returns The number of documents written.
 */
export async function importIssued(
  { store, clock }: Pick<OfficePorts, 'store' | 'clock'>,
  rows: ImportedOffice,
  onProgress: (done: number) => void = () => undefined,
): Promise<number> {
  const at = clock.now()
  await store.imports.agencies(rows.agencies ?? [], at)
  await store.imports.people(rows.people ?? [], at)
  await store.imports.certificates(rows.certificates ?? [], at)
  return store.imports.documents(rows.documents ?? [], at, onProgress)
}
