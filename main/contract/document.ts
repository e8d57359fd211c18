import { z } from 'zod'
import { AgencyId, BookId, CivilDate, DocumentId, Instant, Page, PersonId, Sha256 } from './basics.ts'
import { DOCUMENT_TYPE_CODES } from './document-types.ts'
import { LowLevel } from './levels.ts'
import { CheckState, DocumentCheck } from './rechecks.ts'
import { Indication } from './verification.ts'

export const Direction = z.enum(['outgoing', 'incoming'])
export type Direction = z.infer<typeof Direction>

/** Thường, khẩn, thượng khẩn, hỏa tốc. NĐ 30/2020, PL I, I.III.2.b. */
export const Urgency = z.enum(['normal', 'urgent', 'very-urgent', 'express'])
export type Urgency = z.infer<typeof Urgency>
/** Mật, tối mật, tuyệt mật. Anything but `none` is refused: Luật 29/2018/QH14, Điều 5.5. */
export const Secrecy = z.enum(['none', 'confidential', 'secret', 'top-secret'])
export type Secrecy = z.infer<typeof Secrecy>
export const DocumentType = z.enum(DOCUMENT_TYPE_CODES)
export type DocumentType = z.infer<typeof DocumentType>
/** TM., Q., KT., TL., TUQ. before the signer's position. NĐ 30/2020, PL I, I.II.7.b. */
export const Competence = z.enum(['', 'TM.', 'Q.', 'KT.', 'TL.', 'TUQ.'])
export type Competence = z.infer<typeof Competence>

export const OutgoingState = z.enum([
  'draft',
  'submitted',
  'returned',
  'leader-signed',
  'numbered',
  'agency-signed',
  'issued',
  'archived',
  'recalled',
  'replaced',
  'cancelled',
])
export type OutgoingState = z.infer<typeof OutgoingState>

/** The interconnection status codes of QCVN 102:2016 that these states answer to: 01, 02, 03, -, 04, 05, 06, 13, 15, 16. */
export const IncomingState = z.enum([
  'received',
  'sent-back',
  'registered',
  'presented',
  'assigned',
  'in-progress',
  'done',
  'recall-requested',
  'recall-agreed',
  'recall-refused',
])
export type IncomingState = z.infer<typeof IncomingState>
export const DocumentState = z.enum([...OutgoingState.options, ...IncomingState.options])
export type DocumentState = z.infer<typeof DocumentState>

/** `verified`: our verification passed its signatures; `declared`: imported figures without files; `none`: not signed. */
export const Evidence = z.enum(['none', 'declared', 'verified'])
export type Evidence = z.infer<typeof Evidence>

/** Fields typed by people, with the lengths of NĐ 30/2020 PL VI, Phần II. */
export const OutgoingFields = z.object({
  type: DocumentType.default('cong-van'),
  subject: z.string().trim().min(1).max(500),
  /** Drafting unit or field after the dash of an official letter's symbol: `VP`, `VX` (PL I, I.II.3.b). */
  unitSymbol: z.string().trim().max(20).default(''),
  signerId: PersonId,
  competence: Competence.default(''),
  urgency: Urgency.default('normal'),
  secrecy: Secrecy.default('none'),
  recipients: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
  pageAmount: z.int().min(1).max(999).optional(),
  issuedAmount: z.int().min(1).max(999).default(1),
  dueDate: CivilDate.nullable().default(null),
  language: z.string().max(30).default('Tiếng Việt'),
  description: z.string().trim().max(500).default(''),
})
export type OutgoingFields = z.infer<typeof OutgoingFields>

export const IncomingFields = z.object({
  arrivalDate: CivilDate,
  organName: z.string().trim().min(1).max(200),
  organId: z.string().trim().max(35).default(''),
  /** The sender's number and symbol, e.g. `15/QĐ-BNV`. */
  codeNumber: z.string().trim().max(11).default(''),
  codeNotation: z.string().trim().max(30).default(''),
  issuedDate: CivilDate.nullable().default(null),
  type: DocumentType.default('cong-van'),
  subject: z.string().trim().min(1).max(500),
  urgency: Urgency.default('normal'),
  secrecy: Secrecy.default('none'),
  signerName: z.string().trim().max(50).default(''),
  signerPosition: z.string().trim().max(100).default(''),
  pageAmount: z.int().min(1).max(999).optional(),
  dueDate: CivilDate.nullable().default(null),
  toPlaces: z.string().trim().max(1000).default(''),
  description: z.string().trim().max(500).default(''),
})
export type IncomingFields = z.infer<typeof IncomingFields>

/** One line of a list. */
export const DocumentSummary = z.object({
  id: DocumentId,
  direction: Direction,
  state: DocumentState,
  agencyId: AgencyId,
  agencyName: z.string(),
  type: DocumentType,
  subject: z.string(),
  urgency: Urgency,
  /** As written: `05/QĐ-UBND`; null before numbering. Incoming: the sender's. */
  codeNumber: z.string().nullable(),
  codeNotation: z.string().nullable(),
  /** Số đến; incoming only. */
  arrivalNumber: z.int().nullable(),
  arrivalDate: CivilDate.nullable(),
  issuedDate: CivilDate.nullable(),
  organName: z.string(),
  signerId: PersonId.nullable(),
  signerName: z.string(),
  drafterName: z.string(),
  handlerName: z.string(),
  dueDate: CivilDate.nullable(),
  overdue: z.boolean(),
  evidence: Evidence,
  leaderSigned: z.boolean(),
  agencySigned: z.boolean(),
  /** Present revision's bytes; null for documents imported without a file. */
  sha256: Sha256.nullable(),
  fileSize: z.int().nullable(),
  /** Worst verdict of the present revision; null where there is no file or no signature. */
  verdict: Indication.nullable(),
  /** Code of the worst finding where the verdict is not that it passed. */
  verdictReason: z.string().nullable(),
  changedAt: Instant,
})
export type DocumentSummary = z.infer<typeof DocumentSummary>

/** A line of the document's history; every change of state writes one. */
export const DocumentEvent = z.object({
  seq: z.int(),
  at: Instant,
  actorName: z.string(),
  action: z.string(),
  fromState: DocumentState.nullable(),
  toState: DocumentState.nullable(),
  reason: z.string(),
})
export type DocumentEvent = z.infer<typeof DocumentEvent>

export const Revision = z.object({
  sha256: Sha256,
  size: z.int(),
  at: Instant,
  cause: z.enum([
    'uploaded',
    'replaced',
    'prepared',
    'numbered',
    'initial',
    'leader',
    'agency',
    'incoming',
    'comment',
    'copy',
    'appendix',
    'plain',
    'raised',
  ]),
})
export type Revision = z.infer<typeof Revision>

/** A file of its own that belongs to a document: its present bytes, and whether the agency has signed them. */
export const Appendix = z.object({
  number: z.int(),
  name: z.string(),
  sha256: Sha256,
  size: z.int(),
  signed: z.boolean(),
})
export type Appendix = z.infer<typeof Appendix>

/** What the caller may do with this document now. The page shows these; the core checks them again. */
export const DocumentAction = z.enum([
  'edit',
  'replace-file',
  'submit',
  'withdraw',
  'sign-leader',
  'return',
  'number',
  'sign-agency',
  'issue',
  'archive',
  'recall',
  'cancel',
  'delete-draft',
  'register',
  'send-back',
  'present',
  'assign',
  'start',
  'complete',
])
export type DocumentAction = z.infer<typeof DocumentAction>

export const DocumentDetail = DocumentSummary.extend({
  unitSymbol: z.string(),
  competence: Competence,
  secrecy: Secrecy,
  recipients: z.array(z.string()),
  pageAmount: z.int().nullable(),
  issuedAmount: z.int(),
  language: z.string(),
  description: z.string(),
  organId: z.string(),
  signerPosition: z.string(),
  toPlaces: z.string(),
  /** Leader's instruction on an incoming document (bút phê). */
  opinion: z.string(),
  cooperators: z.array(z.string()),
  result: z.string(),
  returnReason: z.string(),
  bookId: BookId.nullable(),
  revisions: z.array(Revision),
  appendices: z.array(Appendix),
  history: z.array(DocumentEvent),
  /** Null where its signatures were never checked. */
  check: CheckState.nullable(),
  /** The last checks that were kept, newest first. */
  checks: z.array(DocumentCheck),
  /** Null where its signatures have the office's level, or are not to be raised. */
  lowLevel: LowLevel.nullable(),
  actions: z.array(DocumentAction),
})
export type DocumentDetail = z.infer<typeof DocumentDetail>

/** Pre-made lists of the rail and of Hôm nay; each also limits to what the caller may see. */
export const DocumentView = z.enum([
  'all',
  'to-sign-leader',
  'to-number',
  'to-sign-agency',
  'to-issue',
  'returned-to-me',
  'my-drafts',
  'to-register',
  'to-present',
  'to-assign',
  'my-work',
  'overdue',
  'to-review',
  'to-send-back',
  'in-doubt',
])
export type DocumentView = z.infer<typeof DocumentView>

export const DocumentFilter = z.object({
  direction: Direction.optional(),
  view: DocumentView.default('all'),
  states: z.array(DocumentState).max(20).optional(),
  agencyId: AgencyId.optional(),
  type: DocumentType.optional(),
  signerId: PersonId.optional(),
  /** What the last check found; `NO-SIGNATURE`: a file that has none. */
  verdict: z.union([Indication, z.literal('NO-SIGNATURE')]).optional(),
  /** Words in subject, number, symbol or agency; diacritics do not matter. */
  q: z.string().trim().max(200).optional(),
  /** Issued (outgoing) or arrived (incoming) within. */
  from: CivilDate.optional(),
  to: CivilDate.optional(),
  /** Drill-down of a statistics figure. */
  counted: z
    .enum(['issued', 'excluded', 'due', 'leader', 'agency', 'full', 'not-full', 'verified', 'declared'])
    .optional(),
})
export type DocumentFilter = z.infer<typeof DocumentFilter>

export const DocumentList = z.object({
  rows: z.array(DocumentSummary),
  nextCursor: z.string().nullable(),
  /** Exact up to 1,000; 1,001 means "more than 1,000". */
  total: z.int(),
})
export type DocumentList = z.infer<typeof DocumentList>
export const DocumentQuery = DocumentFilter.extend(Page.shape)
export type DocumentQuery = z.infer<typeof DocumentQuery>

/** A book (sổ): one counter per agency, year and set of document types. NĐ 30/2020, Điều 15.1, 22.2. */
export const Book = z.object({
  id: BookId,
  agencyId: AgencyId,
  direction: Direction,
  name: z.string().min(1).max(100),
  year: z.int(),
  /** Empty: every type. */
  types: z.array(DocumentType),
  nextNumber: z.int(),
})
export type Book = z.infer<typeof Book>
