import type { Generated } from 'kysely'
import type { DocumentRecord } from '#core/register/document'
import type { ChainedEvent } from '#core/register/event-chain'
import type { RateCounts } from '#core/statistics/rate'

/** `agencyId` as the column name `agency_id`. */
export type Snake<S extends string> = S extends `${infer Head}${infer Rest}`
  ? Head extends Uppercase<Head>
    ? Head extends Lowercase<Head>
      ? `${Head}${Snake<Rest>}`
      : `_${Lowercase<Head>}${Snake<Rest>}`
    : `${Head}${Snake<Rest>}`
  : ''

/** Booleans are 0 and 1, lists are JSON text, urgency is its rank: both engines keep only text, numbers and null. */
type Column<V> = V extends boolean ? number : V extends readonly unknown[] ? string : V

export type DocumentRow = {
  [K in keyof Omit<DocumentRecord, 'urgency'> as Snake<K>]: Column<DocumentRecord[K]>
} & { urgency: number }
export type EventRow = { [K in keyof ChainedEvent as Snake<K>]: ChainedEvent[K] } & { hash: string }

export type AgencyRow = {
  id: string
  parent_id: string | null
  name: string
  organ_id: string
  symbol: string
  level: string
  place: string
  valid_from: string
  valid_to: string | null
  /** Place in a walk of the tree, parents first. */
  ordinal: number
}
export type PersonRow = {
  id: string
  agency_id: string
  name: string
  position: string
  /** `,clerk,staff,`: searched with `like`. */
  roles: string
  active: number
  folded: string
  /** Names sort by their last word in Vietnamese; folded. */
  sort_name: string
  password_hash: string | null
}
export type CertificateRow = {
  id: string
  kind: string
  person_id: string | null
  agency_id: string
  der: string
  sha256: string
  subject: string
  issuer: string
  organisation: string
  serial_number: string
  not_before: string
  not_after: string
  key_algorithm: string
  folded: string
}
export type BookRow = {
  id: string
  agency_id: string
  direction: string
  name: string
  year: number
  types: string
  next_number: number
  last_date: string | null
}
export type RevisionRow = {
  document_id: string
  ordinal: number
  sha256: string
  size: number
  at: string
  cause: string
}
/** An appendix in a file of its own, as it stands now; its earlier bytes are revisions. */
export type AppendixRow = {
  document_id: string
  number: number
  name: string
  sha256: string
  size: number
  signed: number
}
export type SignatureRow = {
  document_id: string
  revision: string
  role: string
  person_id: string | null
  certificate_sha256: string
  field: string
  signed_at: string | null
  indication: string
  at: string
}
/** A document that waits to be raised to the level that the office wants. */
export type RaisingRow = {
  document_id: string
  wanted: string
  reached: string
  problem: string | null
  /** What the problem's sentence needs, JSON. */
  details: string | null
  attempts: number
  since: string
  tried_at: string | null
  next_at: string
}
/** What a check of a document's signatures found; kept as written. */
export type VerificationRow = {
  document_id: string
  ordinal: number
  sha256: string
  checked_at: string
  cause: string
  verdict: string
  evidence: string
  offline: number
  /** JSON. */
  signatures: string
}
/** When a document's signatures are checked again. */
export type RecheckRow = {
  document_id: string
  /** When the document came into the register: young ones are checked more often. */
  arrived_at: string
  checked_at: string | null
  tried_at: string | null
  next_at: string
  problem: string | null
  attempts: number
  review_since: string | null
}
export type AssignmentRow = { document_id: string; person_id: string; kind: string; at: string }

export type Tables = {
  appendix: AppendixRow
  agency: AgencyRow
  /** Every agency with every one above it, itself included. */
  agency_scope: { ancestor_id: string; agency_id: string }
  person: PersonRow
  certificate: CertificateRow
  book: BookRow
  document: Omit<DocumentRow, 'seq'> & { seq: Generated<number> }
  revision: RevisionRow
  signature: SignatureRow
  assignment: AssignmentRow
  event: EventRow
  raising: RaisingRow
  recheck: RecheckRow
  verification: VerificationRow
  rate_day: { agency_id: string; day: string } & RateCounts
  /** Full-text index of the folded subject, number, symbol and agency; `rowid` is the document's `seq`. */
  search: { rowid: number; text: string }
  migration: { version: number; name: string; at: string }
}
