import { oc } from '@orpc/contract'
import { z } from 'zod'
import { BookId, CivilDate, DocumentId, PersonId, Sha256 } from './basics.ts'
import { ConfirmedDocument } from './batches.ts'
import { DocumentDetail, DocumentList, DocumentQuery, IncomingFields, OutgoingFields } from './document.ts'
import { FileReport } from './verification.ts'

const withReason = z.object({ id: DocumentId, reason: z.string().trim().min(1).max(1000) })
const one = z.object({ id: DocumentId })
const LineState = z.enum(['gap', 'printed', 'narrow', 'none'])

/**
 * `fields`: prepared for it; `open`: prepared when it is submitted; `signed`: beside the signature of somebody who signed
 * before, in a signature of its own; `none`: only the register has it. Then what the lines of number and date are like.
 */
export const NumberPlaces = z.object({
  way: z.enum(['fields', 'open', 'signed', 'none']),
  number: LineState,
  date: LineState,
  /** Beside the gaps: a symbol after the number; `YYYY` or `YYYY-MM` of the date, `_` for each open digit. Empty where nothing is. */
  printed: z.object({ symbol: z.string(), date: z.string() }),
})

export const documents = {
  list: oc.route({ summary: 'A page of documents that the caller may see' }).input(DocumentQuery).output(DocumentList),
  get: oc.route({ summary: 'One document, whole' }).input(one).output(DocumentDetail),
  report: oc.route({ summary: 'Verifies the present revision now' }).input(one).output(FileReport),
}

export const outgoing = {
  inspect: oc
    .route({ summary: 'Reads an uploaded PDF before it is made a draft: refuses what could not be signed' })
    .input(z.object({ sha256: Sha256 }))
    .output(z.object({ size: z.int(), pages: z.int() })),
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
  addAppendix: oc
    .route({ summary: 'Adds an appendix in a file of its own to a draft or returned document (PL I, I.III.1)' })
    .input(z.object({ id: DocumentId, sha256: Sha256, fileName: z.string().trim().min(1).max(255) }))
    .output(DocumentDetail),
  removeAppendix: oc
    .route({ summary: 'Takes an appendix from a draft or returned document; its revision is kept' })
    .input(z.object({ id: DocumentId, number: z.int() }))
    .output(DocumentDetail),
  submit: oc.route({ summary: 'Sends a draft to its signer' }).input(one).output(DocumentDetail),
  withdraw: oc.route({ summary: 'Takes a submitted document back to draft' }).input(one).output(DocumentDetail),
  return: oc.route({ summary: 'Returns a submitted document with a reason' }).input(withReason).output(DocumentDetail),
  numberPlaces: oc
    .route({ summary: 'How number and date will come onto the first page; changes nothing' })
    .input(one)
    .output(NumberPlaces),
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

export const incoming = {
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

export const signing = {
  /** Freezes what will be signed: ids and the digests of exactly those bytes. */
  prepare: oc
    .route({ summary: 'Freezes a list of documents for one signing role' })
    .input(z.object({ ids: z.array(DocumentId).min(1).max(500), role: z.enum(['leader', 'agency']) }))
    .output(
      z.object({
        documents: z.array(
          ConfirmedDocument.extend({
            /** Number and symbol (Điều 15); null before one is given. */
            codeNumber: z.string().nullable(),
            codeNotation: z.string().nullable(),
            subject: z.string(),
            agencyName: z.string(),
            urgency: z.string(),
            size: z.int(),
          }),
        ),
        refused: z.array(z.object({ id: DocumentId, code: z.string() })),
      }),
    ),
  handIn: oc
    .route({ summary: 'Takes a signed revision, verifies it, and only then changes the state' })
    .input(z.object({ id: DocumentId, expected: Sha256, signed: Sha256, role: z.enum(['leader', 'agency']) }))
    .output(DocumentDetail),
}
