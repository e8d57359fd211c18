import { randomUUID } from 'node:crypto'
import {
  AppError,
  type DocumentDetail,
  type DocumentId,
  type IncomingFields,
  type PersonId,
  type Sha256,
} from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { actAndShow, actWithin, getDocument, type Ports } from './act.ts'
import { noteCheck, verdictOf } from './checks.ts'
import { civilDate, yearOf } from './civil-date.ts'
import type { FilePorts } from './outgoing.ts'
import { wrongState } from './rights.ts'
import { checkStagedPdf, refuseStateSecret } from './staged-pdf.ts'
import { isVerified } from './standing.ts'
import type { OfficeTransaction } from './store.ts'
import { verifyRevision } from './verify-revision.ts'

export type IncomingPorts = FilePorts & Pick<OfficePorts, 'verifyPdf' | 'settings' | 'trust'>

const fieldsOf = ({ secrecy: _secrecy, pageAmount, ...fields }: IncomingFields) => ({
  ...fields,
  ...(pageAmount === undefined ? {} : { pageAmount }),
})

type NewIncoming = IncomingFields & { sha256: Sha256; fileName: string; acceptDuplicate: boolean }

/**
 * Takes in a staged PDF. Its signatures are verified on arrival (NĐ 30/2020, Điều 21.2); a broken one is a finding, kept
 * with the document, and not a reason to lose it.
 *
 * @throws AppError `state-secret`, `duplicate-document` {id}, `date-not-allowed`, and what `checkStagedPdf` throws.
 */
export async function createIncoming(
  ports: IncomingPorts,
  caller: Caller,
  input: NewIncoming,
): Promise<DocumentDetail> {
  const { store, files, clock } = ports
  requireRole(caller, 'clerk')
  await refuseStateSecret(ports, input)
  const at = clock.now()
  requireArrived(input.arrivalDate, civilDate(at))
  if (!input.acceptDuplicate) await refuseTwin(store, caller, input)
  const { size, pages } = await checkStagedPdf(ports, input.sha256)
  const report = await verifyRevision(ports, { sha256: input.sha256, fileName: input.fileName })
  const evidence = isVerified(report, 1) ? 'verified' : 'none'

  const { acceptDuplicate, ...fields } = input
  const id = randomUUID() as DocumentId
  await store.transaction(async (stores) => {
    if (!acceptDuplicate) await refuseTwin(stores, caller, input)
    await files.keep(input.sha256)
    await stores.documents.insert(
      {
        ...{ id, direction: 'incoming', state: 'received', createdAt: at.toISOString() },
        ...{ agencyId: caller.agencyId, drafterId: caller.personId, fileSize: size, pageAmount: pages },
        ...fieldsOf(fields),
        ...verdictOf(report),
        evidence,
      },
      { action: 'create', actorId: caller.personId, at },
    )
    await stores.documents.addRevision(id, { sha256: input.sha256, size, at: at.toISOString(), cause: 'uploaded' })
    const document = { id, createdAt: at.toISOString() }
    await noteCheck(stores, { document, sha256: input.sha256, report, cause: 'arrival', evidence, at })
  })
  return getDocument(ports, caller, id)
}

function requireArrived(date: string, today: string): void {
  if (date > today) throw new AppError('date-not-allowed', { date, earliest: null, latest: today })
}

/** NĐ 30/2020, PL VI, Phần I, II.1: the System warns of a document that it has already. */
async function refuseTwin({ documents }: Pick<OfficeTransaction, 'documents'>, caller: Caller, input: NewIncoming) {
  const { codeNumber, codeNotation, organName, sha256, issuedDate, arrivalDate } = input
  const year = yearOf(issuedDate ?? arrivalDate)
  const twin = await documents.twinOf({ agencyId: caller.agencyId, codeNumber, codeNotation, organName, year, sha256 })
  if (twin !== undefined) throw new AppError('duplicate-document', { id: twin })
}

/** Changes the fields before assignment. The arrival date stays once the number is given: it stands in the book. */
export async function updateIncoming(
  ports: FilePorts,
  caller: Caller,
  { id, ...fields }: IncomingFields & { id: DocumentId },
): Promise<DocumentDetail> {
  await refuseStateSecret(ports, fields)
  requireArrived(fields.arrivalDate, civilDate(ports.clock.now()))
  return actAndShow(ports, caller, {
    id,
    action: 'edit',
    set: (document) => {
      if (document.direction !== 'incoming') throw wrongState('edit', document)
      const booked = document.arrivalNumber !== null && document.arrivalDate !== fields.arrivalDate
      if (booked) throw new AppError('date-not-allowed', { date: fields.arrivalDate, ...only(document.arrivalDate) })
      return fieldsOf(fields)
    },
  })
}

const only = (date: string | null) => ({ earliest: date, latest: date })

/** Returns a faulty or misdirected document to its sender (NĐ 30/2020, Điều 21.2; status 02). */
export const sendBack = (
  ports: Ports,
  caller: Caller,
  { id, reason }: { id: DocumentId; reason: string },
): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'send-back', reason, set: () => ({ returnReason: reason }) })

/** Presents to the official who decides, on the day of arrival or the next working day (Điều 23.1). */
export const present = (
  ports: Ports,
  caller: Caller,
  { id, officialId }: { id: DocumentId; officialId: PersonId },
): Promise<DocumentDetail> =>
  actAndShow(ports, caller, {
    id,
    action: 'present',
    set: async (_document, { people }) => {
      const official = await people.get(officialId)
      const decides = official?.active && official.agencyId === caller.agencyId && official.roles.includes('official')
      if (!decides) throw new AppError('invalid-input', { field: 'officialId' })
      return { officialId }
    },
  })

type Assignment = {
  id: DocumentId
  handlerId: PersonId
  cooperatorIds: readonly PersonId[]
  dueDate: string | null
  opinion: string
}

/** Names who handles, who cooperates and until when, with the official's instruction (Điều 23.2). */
export async function assign(ports: Ports, caller: Caller, assignment: Assignment): Promise<DocumentDetail> {
  const { store, clock } = ports
  const { id, handlerId, cooperatorIds, dueDate, opinion } = assignment
  const at = clock.now()
  await store.transaction(async (stores) => {
    await actWithin(stores, {
      ...{ id, action: 'assign', caller, at },
      ...(opinion === '' ? {} : { reason: opinion }),
      set: async (document) => {
        for (const person of [handlerId, ...cooperatorIds]) await requireColleague(stores, caller, person)
        if (dueDate !== null && document.arrivalDate !== null && dueDate < document.arrivalDate) {
          throw new AppError('date-not-allowed', { date: dueDate, earliest: document.arrivalDate, latest: null })
        }
        return { handlerId, opinion, dueDate: dueDate ?? document.dueDate }
      },
    })
    await stores.documents.assign(id, { handlerId, cooperatorIds, at })
  })
  return getDocument(ports, caller, id)
}

async function requireColleague({ people }: OfficeTransaction, caller: Caller, id: PersonId): Promise<void> {
  const person = await people.get(id)
  if (!person?.active || person.agencyId !== caller.agencyId)
    throw new AppError('invalid-input', { field: 'handlerId' })
}

export const start = (ports: Ports, caller: Caller, id: DocumentId): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'start' })

/** The handler is done (Điều 24; status 06). */
export const complete = (
  ports: Ports,
  caller: Caller,
  { id, result }: { id: DocumentId; result: string },
): Promise<DocumentDetail> => actAndShow(ports, caller, { id, action: 'complete', set: () => ({ result }) })
