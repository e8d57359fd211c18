import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { AgencyId, BookId, CivilDate, DocumentId, Instant, Page, PersonId, Sha256 } from './basics.ts'
import {
  Book,
  DocumentDetail,
  DocumentEvent,
  DocumentList,
  DocumentQuery,
  IncomingFields,
  OutgoingFields,
} from './document.ts'
import { ConfirmedDocument, OfficeCertificate } from './keys.ts'
import { Agency, Me, Person, PersonInput, Role } from './people.ts'
import { OfficeSettings, TrustAnchor } from './settings.ts'
import { RateQuery, RateTable } from './statistics.ts'
import { CertificateFacts, FileReport } from './verification.ts'

const password = z.string().min(8).max(200)
const withReason = z.object({ id: DocumentId, reason: z.string().trim().min(1).max(1000) })
const one = z.object({ id: DocumentId })

const setup = {
  status: oc.route({ summary: 'Says whether this workspace has an office yet' }).output(
    z.object({
      state: z.enum(['empty', 'ready']),
      officeName: z.string(),
      demo: z.boolean(),
      demoAvailable: z.boolean(),
    }),
  ),
  createOffice: oc
    .route({ summary: 'Creates the office, its agency and its first admin in an empty workspace' })
    .input(
      z.object({
        officeName: z.string().trim().min(1).max(200),
        symbol: z.string().trim().min(1).max(20),
        organId: z.string().trim().max(35).default(''),
        place: z.string().trim().min(1).max(100),
        adminName: z.string().trim().min(1).max(50),
        adminPosition: z.string().trim().max(100).default(''),
        /** Roles the first person holds beside admin: a small office may be one person. */
        adminRoles: z.array(Role).default(['admin']),
        adminPassword: password.nullable().default(null),
      }),
    )
    .output(Person),
  createDemo: oc
    .route({ summary: 'Fills an empty workspace with the demo office' })
    .input(z.object({ scale: z.number().min(0.001).max(10).default(1) }))
    .output(eventIterator(z.object({ step: z.string(), done: z.int(), of: z.int() }))),
}

const session = {
  people: oc
    .route({ summary: 'Who may work here: for the question "who is working?"' })
    .input(z.object({ q: z.string().max(100).optional(), limit: z.int().min(1).max(100).default(30) }))
    .output(z.object({ people: z.array(Person), total: z.int() })),
  open: oc
    .route({ summary: 'Starts to work as a person' })
    .input(z.object({ personId: PersonId, password: z.string().max(200).optional() }))
    .output(Me),
  me: oc.route({ summary: 'Who is working, or null' }).output(Me.nullable()),
  close: oc.route({ summary: 'Stops working; open key sessions are closed' }).output(z.null()),
  setPassword: oc
    .route({ summary: 'Sets or removes the own password' })
    .input(z.object({ current: z.string().max(200).optional(), next: password.nullable() }))
    .output(z.null()),
}

const today = {
  summary: oc.route({ summary: 'Counts of Hôm nay for the caller' }).output(
    z.object({
      date: CivilDate,
      counts: z.object({
        toSignLeader: z.int(),
        toNumber: z.int(),
        toSignAgency: z.int(),
        toIssue: z.int(),
        returnedToMe: z.int(),
        myDrafts: z.int(),
        toRegister: z.int(),
        toPresent: z.int(),
        toAssign: z.int(),
        myWork: z.int(),
        overdue: z.int(),
      }),
      /** The caller's scope, this month and the month before. */
      rate: z.object({ from: CivilDate, to: CivilDate, due: z.int(), full: z.int(), rate: z.number().nullable() }),
      previousRate: z.number().nullable(),
      expiringCertificates: z.int(),
    }),
  ),
}

const documents = {
  list: oc.route({ summary: 'A page of documents that the caller may see' }).input(DocumentQuery).output(DocumentList),
  get: oc.route({ summary: 'One document, whole' }).input(one).output(DocumentDetail),
  report: oc.route({ summary: 'Verifies the present revision now' }).input(one).output(FileReport),
}

const outgoing = {
  create: oc
    .route({ summary: 'Makes a draft of an uploaded PDF' })
    .input(OutgoingFields.extend({ sha256: Sha256, fileName: z.string().max(255).default('') }))
    .output(DocumentDetail),
  update: oc
    .route({ summary: 'Changes the fields of a draft or returned document' })
    .input(OutgoingFields.extend({ id: DocumentId }))
    .output(DocumentDetail),
  replaceFile: oc
    .route({ summary: 'Gives a draft or returned document another PDF; the old revision is kept' })
    .input(z.object({ id: DocumentId, sha256: Sha256 }))
    .output(DocumentDetail),
  submit: oc.route({ summary: 'Sends a draft to its signer' }).input(one).output(DocumentDetail),
  withdraw: oc.route({ summary: 'Takes a submitted document back to draft' }).input(one).output(DocumentDetail),
  return: oc.route({ summary: 'Returns a submitted document with a reason' }).input(withReason).output(DocumentDetail),
  previewNumber: oc
    .route({ summary: 'What number and symbol the document would get now; takes none' })
    .input(z.object({ id: DocumentId, bookId: BookId }))
    .output(z.object({ codeNumber: z.string(), codeNotation: z.string() })),
  assignNumber: oc
    .route({ summary: 'Takes the next number of a book for a leader-signed document (NĐ 30/2020, Điều 15)' })
    .input(z.object({ id: DocumentId, bookId: BookId, issuedDate: CivilDate }))
    .output(DocumentDetail),
  issue: oc.route({ summary: 'Issues an agency-signed document (Điều 18)' }).input(one).output(DocumentDetail),
  archive: oc.route({ summary: 'Closes an issued document' }).input(one).output(DocumentDetail),
  recall: oc.route({ summary: 'Freezes an issued document (Điều 18.4)' }).input(withReason).output(DocumentDetail),
  cancel: oc
    .route({ summary: 'Cancels a document; a number once given is not used again' })
    .input(withReason)
    .output(DocumentDetail),
  deleteDraft: oc.route({ summary: 'Deletes an unsigned draft' }).input(one).output(z.null()),
}

const incoming = {
  create: oc
    .route({ summary: 'Takes in a PDF; its signatures are verified on arrival (Điều 21.2)' })
    .input(
      IncomingFields.extend({
        sha256: Sha256,
        fileName: z.string().max(255).default(''),
        acceptDuplicate: z.boolean().default(false),
      }),
    )
    .output(DocumentDetail),
  update: oc
    .route({ summary: 'Changes the fields before assignment' })
    .input(IncomingFields.extend({ id: DocumentId }))
    .output(DocumentDetail),
  register: oc
    .route({ summary: 'Gives the next arrival number (số đến) of a book (Điều 22)' })
    .input(z.object({ id: DocumentId, bookId: BookId }))
    .output(DocumentDetail),
  sendBack: oc
    .route({ summary: 'Returns a faulty document to its sender with a reason' })
    .input(withReason)
    .output(DocumentDetail),
  present: oc
    .route({ summary: 'Presents to the official who decides (Điều 23.1)' })
    .input(z.object({ id: DocumentId, officialId: PersonId }))
    .output(DocumentDetail),
  assign: oc
    .route({ summary: 'Names who handles, who cooperates, and the deadline (Điều 23.2)' })
    .input(
      z.object({
        id: DocumentId,
        handlerId: PersonId,
        cooperatorIds: z.array(PersonId).max(50).default([]),
        dueDate: CivilDate.nullable().default(null),
        opinion: z.string().trim().max(1000).default(''),
      }),
    )
    .output(DocumentDetail),
  start: oc.route({ summary: 'The handler begins' }).input(one).output(DocumentDetail),
  complete: oc
    .route({ summary: 'The handler is done' })
    .input(z.object({ id: DocumentId, result: z.string().trim().min(1).max(1000) }))
    .output(DocumentDetail),
}

const signing = {
  /** Freezes what will be signed: ids and the digests of exactly those bytes. */
  prepare: oc
    .route({ summary: 'Freezes a list of documents for one signing role' })
    .input(z.object({ ids: z.array(DocumentId).min(1).max(500), role: z.enum(['leader', 'agency']) }))
    .output(
      z.object({
        documents: z.array(
          ConfirmedDocument.extend({ subject: z.string(), agencyName: z.string(), urgency: z.string(), size: z.int() }),
        ),
        refused: z.array(z.object({ id: DocumentId, code: z.string() })),
      }),
    ),
  handIn: oc
    .route({ summary: 'Takes a signed revision, verifies it, and only then changes the state' })
    .input(z.object({ id: DocumentId, expected: Sha256, signed: Sha256, role: z.enum(['leader', 'agency']) }))
    .output(DocumentDetail),
}

const books = {
  list: oc
    .route({ summary: 'Books of the caller’s agency' })
    .input(z.object({ direction: z.enum(['outgoing', 'incoming']).optional(), year: z.int().optional() }))
    .output(z.array(Book)),
  create: oc
    .route({ summary: 'Opens a book' })
    .input(Book.pick({ direction: true, name: true, year: true, types: true }))
    .output(Book),
}

const people = {
  list: oc
    .route({ summary: 'People of the caller’s agency and those under it' })
    .input(Page.extend({ q: z.string().max(100).optional(), role: Role.optional(), agencyId: AgencyId.optional() }))
    .output(z.object({ rows: z.array(Person), nextCursor: z.string().nullable(), total: z.int() })),
  save: oc.route({ summary: 'Adds or changes a person' }).input(PersonInput).output(Person),
  setPassword: oc
    .route({ summary: 'An admin sets or removes a person’s password' })
    .input(z.object({ personId: PersonId, password: password.nullable() }))
    .output(z.null()),
}

const agencies = {
  list: oc.route({ summary: 'The agencies that the caller may see, as a flat list of a tree' }).output(z.array(Agency)),
}

const certificates = {
  list: oc
    .route({ summary: 'Certificates of the caller’s scope' })
    .input(
      Page.extend({
        q: z.string().max(100).optional(),
        status: OfficeCertificate.shape.status.optional(),
        kind: OfficeCertificate.shape.kind.optional(),
      }),
    )
    .output(
      z.object({
        rows: z.array(OfficeCertificate),
        nextCursor: z.string().nullable(),
        total: z.int(),
        personal: z.int(),
        agency: z.int(),
        expiring: z.int(),
        expired: z.int(),
      }),
    ),
  record: oc
    .route({ summary: 'Records whose certificate it is (base64 DER)' })
    .input(
      z.object({ der: z.base64().max(20_000), kind: z.enum(['personal', 'agency']), personId: PersonId.nullable() }),
    )
    .output(OfficeCertificate),
}

const trust = {
  list: oc.route({ summary: 'Trust anchors of the workspace' }).output(z.array(TrustAnchor)),
  inspect: oc
    .route({
      summary: 'Reads certificates (PEM, DER or P7B, base64) so that fingerprints can be compared before adding',
    })
    .input(z.object({ data: z.base64().max(400_000) }))
    .output(z.array(CertificateFacts)),
  add: oc
    .route({ summary: 'Adds anchors whose fingerprints were confirmed' })
    .input(z.object({ data: z.base64().max(400_000), confirmed: z.array(Sha256).min(1) }))
    .output(z.array(TrustAnchor)),
  remove: oc
    .route({ summary: 'Removes an anchor, with a reason' })
    .input(z.object({ sha256: Sha256, reason: z.string().trim().min(1).max(500) }))
    .output(z.array(TrustAnchor)),
}

const statistics = {
  rates: oc
    .route({ summary: 'Signing rates of a period, grouped; limited to the caller’s scope' })
    .input(RateQuery)
    .output(RateTable),
}

const verify = {
  file: oc
    .route({ summary: 'Verifies an uploaded PDF; keeps nothing in the register' })
    .input(z.object({ sha256: Sha256, fileName: z.string().max(255) }))
    .output(FileReport),
}

const settings = {
  get: oc.route({ summary: 'The office’s settings' }).output(OfficeSettings),
  update: oc
    .route({ summary: 'Changes the office’s settings' })
    .input(OfficeSettings.omit({ demo: true }))
    .output(OfficeSettings),
}

const audit = {
  list: oc
    .route({ summary: 'Events, newest first' })
    .input(Page)
    .output(
      z.object({
        rows: z.array(DocumentEvent.extend({ documentId: DocumentId.nullable() })),
        nextCursor: z.string().nullable(),
      }),
    ),
  check: oc.route({ summary: 'Checks the chain of events, the numbers and the files' }).output(
    eventIterator(
      z.object({
        step: z.string(),
        done: z.int(),
        of: z.int(),
        problems: z.array(z.string()),
        finishedAt: Instant.nullable(),
      }),
    ),
  ),
}

export const office = {
  setup,
  session,
  today,
  documents,
  outgoing,
  incoming,
  signing,
  books,
  people,
  agencies,
  certificates,
  trust,
  statistics,
  verify,
  settings,
  audit,
}
