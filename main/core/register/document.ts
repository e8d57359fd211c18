import type {
  AgencyId,
  BookId,
  Direction,
  DocumentId,
  DocumentState,
  DocumentType,
  Evidence,
  Indication,
  OutgoingFields,
  PersonId,
  Revision,
  Sha256,
  Urgency,
} from '#contract'

/**
 * A document as the register keeps it. Fields and lengths follow NĐ 30/2020, PL VI, Phần II; those that a direction
 * does not use are null or empty. There is no secrecy: what is not `none` is never stored (Luật 29/2018/QH14, Điều 5.5).
 */
export type DocumentRecord = {
  /** Order of registration; later documents have greater ones. */
  seq: number
  id: DocumentId
  direction: Direction
  state: DocumentState
  agencyId: AgencyId
  type: DocumentType
  subject: string
  urgency: Urgency
  competence: OutgoingFields['competence']
  unitSymbol: string
  bookId: BookId | null
  /** The number given by our book; null before, and for incoming documents. */
  number: number | null
  /** Number as written (`05`) and symbol (`QĐ-UBND`); an incoming document's are its sender's. */
  codeNumber: string | null
  codeNotation: string | null
  issuedDate: string | null
  arrivalNumber: number | null
  arrivalDate: string | null
  /** Date by which lists and figures are ordered: issued (outgoing) or arrived (incoming). */
  bookDate: string | null
  organName: string
  organId: string
  /** Who signs an outgoing document as leader. */
  signerId: PersonId | null
  /** The sender's signer, on incoming documents. */
  signerName: string
  signerPosition: string
  drafterId: PersonId | null
  /** Who decides on an incoming document (Điều 23.1) and who handles it. */
  officialId: PersonId | null
  handlerId: PersonId | null
  dueDate: string | null
  evidence: Evidence
  leaderSigned: boolean
  agencySigned: boolean
  leaderSignedBy: PersonId | null
  agencySignedBy: PersonId | null
  sha256: Sha256 | null
  fileSize: number | null
  fileName: string
  verdict: Indication | null
  /** Code of the worst finding where not everything passed. */
  verdictReason: string | null
  recipients: readonly string[]
  pageAmount: number | null
  issuedAmount: number
  language: string
  description: string
  toPlaces: string
  opinion: string
  result: string
  returnReason: string
  createdAt: string
  changedAt: string
}

type Given = Pick<DocumentRecord, 'id' | 'direction' | 'state' | 'agencyId' | 'type' | 'subject' | 'createdAt'>
/** A new document: what must be given, and what may. */
export type NewDocument = Given & Partial<Omit<DocumentRecord, 'seq' | 'bookDate' | keyof Given>>

const EMPTY = {
  urgency: 'normal',
  competence: '',
  unitSymbol: '',
  bookId: null,
  number: null,
  codeNumber: null,
  codeNotation: null,
  issuedDate: null,
  arrivalNumber: null,
  arrivalDate: null,
  organName: '',
  organId: '',
  signerId: null,
  signerName: '',
  signerPosition: '',
  drafterId: null,
  officialId: null,
  handlerId: null,
  dueDate: null,
  evidence: 'none',
  leaderSigned: false,
  agencySigned: false,
  leaderSignedBy: null,
  agencySignedBy: null,
  sha256: null,
  fileSize: null,
  fileName: '',
  verdict: null,
  verdictReason: null,
  recipients: [],
  pageAmount: null,
  issuedAmount: 1,
  language: 'Tiếng Việt',
  description: '',
  toPlaces: '',
  opinion: '',
  result: '',
  returnReason: '',
} as const satisfies Partial<DocumentRecord>

/** The whole record of a new document; `seq` is the store's to give. */
export function completed(given: NewDocument): Omit<DocumentRecord, 'seq'> {
  const record = { ...EMPTY, changedAt: given.createdAt, ...given }
  return { ...record, bookDate: bookDateOf(record) }
}

/** The date under which a document stands in lists and figures. */
export const bookDateOf = (record: Pick<DocumentRecord, 'direction' | 'issuedDate' | 'arrivalDate'>): string | null =>
  record.direction === 'outgoing' ? record.issuedDate : record.arrivalDate

export type NewRevision = Revision

/** Facts of a signature that the office has verified and accepted. */
export type SignatureFacts = {
  revision: Sha256
  role: 'leader' | 'agency'
  personId: PersonId | null
  certificateSha256: Sha256
  field: string
  signedAt: string | null
  indication: Indication
  at: string
}
