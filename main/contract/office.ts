import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { ImageOwner, SignatureImage } from './appearances.ts'
import { AgencyId, CivilDate, DocumentId, Instant, Page, PersonId, Sha256 } from './basics.ts'
import { Book, DocumentEvent } from './document.ts'
import { IntegrityProblem } from './integrity.ts'
import { OfficeCertificate } from './keys.ts'
import { levels } from './levels.ts'
import { documents, incoming, outgoing, signing } from './office-documents.ts'
import { Agency, Me, Person, PersonInput, Role } from './people.ts'
import { rechecks } from './rechecks.ts'
import { AnchorCandidate, AnchorPurpose, OfficeSettings, TrustAnchor, TrustSettings } from './settings.ts'
import { RateQuery, RateTable } from './statistics.ts'
import { CertificateFacts, FileReport } from './verification.ts'

const password = z.string().min(8).max(200)

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
        /** Documents whose signatures a later check found worse; for clerks and admins. */
        toReview: z.int(),
        /** Arrived, not handed on yet, with an invalid or an undecided signature; for clerks. */
        toSendBack: z.int(),
        inDoubt: z.int(),
      }),
      /** The caller's scope, this month and the month before. */
      rate: z.object({ from: CivilDate, to: CivilDate, due: z.int(), full: z.int(), rate: z.number().nullable() }),
      previousRate: z.number().nullable(),
      /** Ending within 7, 30, 60 and 90 days, each counted once. */
      expiringCertificates: z.array(z.object({ days: z.int(), count: z.int() })),
    }),
  ),
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

/** Base64 of DER, PEM or P7B; of a chain the holder's certificate counts. */
const certificateFile = z.base64().max(100_000)

const certificates = {
  list: oc
    .route({ summary: 'Certificates of the caller’s scope' })
    .input(
      Page.extend({
        q: z.string().max(100).optional(),
        status: OfficeCertificate.shape.status.optional(),
        kind: OfficeCertificate.shape.kind.optional(),
        /** Of this agency alone, without those under it. */
        agencyId: AgencyId.optional(),
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
  inspect: oc
    .route({ summary: 'Reads the certificate of a file, so that it can be looked at before it is recorded' })
    .input(z.object({ der: certificateFile }))
    .output(z.object({ facts: CertificateFacts, status: OfficeCertificate.shape.status })),
  record: oc
    .route({ summary: 'Records whose certificate it is' })
    .input(z.object({ der: certificateFile, kind: z.enum(['personal', 'agency']), personId: PersonId.nullable() }))
    .output(OfficeCertificate),
}

const trust = {
  list: oc.route({ summary: 'Trust anchors of the workspace' }).output(z.array(TrustAnchor)),
  inspect: oc
    .route({
      summary: 'Reads certificates (PEM, DER or P7B, base64) so that fingerprints can be compared before adding',
    })
    .input(z.object({ data: z.base64().max(400_000) }))
    .output(z.array(AnchorCandidate)),
  add: oc
    .route({ summary: 'Adds anchors whose fingerprints were confirmed' })
    .input(
      z.object({
        data: z.base64().max(400_000),
        confirmed: z.array(Sha256).min(1),
        /** By fingerprint; for both where nothing is said. */
        purposes: z.record(Sha256, AnchorPurpose).default({}),
      }),
    )
    .output(z.array(TrustAnchor)),
  setPurpose: oc
    .route({ summary: 'Says for what an anchor is trusted' })
    .input(z.object({ sha256: Sha256, purpose: AnchorPurpose }))
    .output(z.array(TrustAnchor)),
  settings: oc.route({ summary: 'What a check of signatures may ask of the network' }).output(TrustSettings),
  changeSettings: oc.route({ summary: 'Changes it' }).input(TrustSettings).output(TrustSettings),
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

const CheckedFile = z.object({
  sha256: Sha256,
  fileName: z.string().max(255),
  /** Of an encrypted file; used for this answer, kept nowhere. */
  password: z.string().max(127).optional(),
})

const verify = {
  file: oc
    .route({ summary: 'Verifies an uploaded PDF; keeps nothing in the register' })
    .input(CheckedFile)
    .output(FileReport),
  print: oc
    .route({
      summary: 'Verifies an uploaded PDF or one of a document, and makes a PDF of the result, which /files then has',
    })
    .input(CheckedFile.extend({ language: z.enum(['vi', 'en']) }))
    .output(z.object({ sha256: Sha256, size: z.int(), /** To save it under. */ fileName: z.string() })),
}

const settings = {
  get: oc.route({ summary: 'The office’s settings' }).output(OfficeSettings),
  update: oc
    .route({ summary: 'Changes the office’s settings' })
    .input(OfficeSettings.omit({ demo: true }))
    .output(OfficeSettings),
}

const images = {
  get: oc
    .route({ summary: 'A person’s written signature or an agency’s seal, for whoever may change it' })
    .input(ImageOwner)
    .output(SignatureImage.nullable()),
  set: oc
    .route({ summary: 'Keeps or takes away such an image; the audit trail says who did' })
    .input(z.object({ owner: ImageOwner, image: SignatureImage.nullable() }))
    .output(SignatureImage.nullable()),
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
        problems: z.array(IntegrityProblem),
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
  levels,
  rechecks,
  images,
  audit,
}
