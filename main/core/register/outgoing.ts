import { randomUUID } from 'node:crypto'
import {
  AppError,
  type DocumentDetail,
  type DocumentId,
  type OutgoingFields,
  type PersonId,
  type Sha256,
} from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, hasRole } from '#core/people/caller'
import { actAndShow, actWithin, getDocument, type Ports, visibleDocument } from './act.ts'
import type { DocumentRecord } from './document.ts'
import { type PagePorts, prepareNumber } from './number-on-page.ts'
import { requireRule, wrongState } from './rights.ts'
import { checkPdfToSign, refuseStateSecret, removeUnnamed } from './staged-pdf.ts'
import type { OfficeTransaction } from './store.ts'

export type FilePorts = Ports & Pick<OfficePorts, 'files' | 'inspectPdf'>

/** The signer must be an official of the document's agency who still works there. */
async function requireSigner(
  { people }: Pick<OfficeTransaction, 'people'>,
  caller: Caller,
  id: PersonId,
): Promise<void> {
  const signer = await people.get(id)
  const signs = signer?.active && signer.agencyId === caller.agencyId && signer.roles.includes('official')
  if (!signs) throw new AppError('invalid-input', { field: 'signerId' })
}

const fieldsOf = ({ secrecy: _secrecy, pageAmount, ...fields }: OutgoingFields) => ({
  ...fields,
  ...(pageAmount === undefined ? {} : { pageAmount }),
})

/** Makes a draft of a staged PDF. NĐ 30/2020, Điều 10; fields of PL VI, Phần II. */
export async function createOutgoing(
  ports: FilePorts,
  caller: Caller,
  input: OutgoingFields & { sha256: Sha256; fileName: string },
): Promise<DocumentDetail> {
  const { store, files, clock } = ports
  const drafts = hasRole(caller, 'staff') || hasRole(caller, 'clerk') || hasRole(caller, 'official')
  if (!drafts) throw new AppError('forbidden', { action: 'create' })
  await refuseStateSecret(ports, input)
  await requireSigner(store, caller, input.signerId)
  const agency = await store.agencies.get(caller.agencyId)
  const { size, pages } = await checkPdfToSign(ports, input.sha256)

  const id = randomUUID() as DocumentId
  const at = clock.now()
  const file = { sha256: input.sha256, fileSize: size, fileName: input.fileName, pageAmount: pages }
  await store.transaction(async ({ documents }) => {
    await files.keep(input.sha256)
    await documents.insert(
      {
        ...{ id, direction: 'outgoing', state: 'draft', createdAt: at.toISOString() },
        ...{ agencyId: caller.agencyId, drafterId: caller.personId, organName: agency?.name ?? '' },
        ...file,
        ...fieldsOf(input),
      },
      { action: 'create', actorId: caller.personId, at },
    )
    await documents.addRevision(id, { sha256: input.sha256, size, at: at.toISOString(), cause: 'uploaded' })
  })
  return getDocument(ports, caller, id)
}

/** Changes the fields of a draft or of what was returned. */
export async function updateOutgoing(
  ports: FilePorts,
  caller: Caller,
  { id, ...fields }: OutgoingFields & { id: DocumentId },
): Promise<DocumentDetail> {
  await refuseStateSecret(ports, fields)
  return actAndShow(ports, caller, {
    id,
    action: 'edit',
    set: async (document, stores) => {
      if (document.direction !== 'outgoing') throw wrongState('edit', document)
      await requireSigner(stores, caller, fields.signerId)
      return fieldsOf(fields)
    },
  })
}

/** Gives a draft another PDF; the old revision is kept. */
export async function replaceFile(
  ports: FilePorts,
  caller: Caller,
  { id, sha256 }: { id: DocumentId; sha256: Sha256 },
): Promise<DocumentDetail> {
  const { store, files, clock } = ports
  requireRule(caller, 'replace-file', await visibleDocument(store, caller, id))
  const { size, pages } = await checkPdfToSign(ports, sha256)
  const at = clock.now()
  await store.transaction(async (stores) => {
    const file = { sha256, fileSize: size, pageAmount: pages }
    await actWithin(stores, { id, action: 'replace-file', caller, at, set: () => file })
    await files.keep(sha256)
    await stores.documents.addRevision(id, { sha256, size, at: at.toISOString(), cause: 'replaced' })
  })
  return getDocument(ports, caller, id)
}

/**
 * Sends a draft to its signer, who must still be able to sign it. Where its page leaves number and date open, fields are
 * prepared there first: the leader then certifies a document that the clerk may still number.
 *
 * @throws AppError `wrong-state`, `forbidden`, `invalid-input`, `file-changed`, `pdf-damaged`, `number-field-foreign`.
 * @see NĐ 30/2020/NĐ-CP, Điều 15.3 (the System gives number and date), PL I, I.II.3 and I.II.4.
 */
export async function submit(ports: Ports & PagePorts, caller: Caller, id: DocumentId): Promise<DocumentDetail> {
  const { store, files, clock } = ports
  const shown = await visibleDocument(store, caller, id)
  requireRule(caller, 'submit', shown)
  const { sha256, agencyId } = shown
  const prepared = sha256 === null ? undefined : await prepareNumber(ports, { id, sha256, agencyId })
  const file = prepared ? { sha256: prepared.sha256, fileSize: prepared.size } : {}
  const at = clock.now()
  const set = async (document: DocumentRecord, stores: OfficeTransaction) => {
    if (document.signerId === null) throw new AppError('invalid-input', { field: 'signerId' })
    await requireSigner(stores, caller, document.signerId)
    if (document.sha256 !== sha256) throw new AppError('file-changed', { id })
    return { returnReason: '', ...file }
  }
  try {
    await store.transaction(async (stores) => {
      await actWithin(stores, { id, action: 'submit', caller, at, set })
      if (!prepared) return
      await files.keep(prepared.sha256)
      await stores.documents.addRevision(id, { ...prepared, at: at.toISOString(), cause: 'prepared' })
    })
  } catch (error) {
    if (prepared) await files.discard(prepared.sha256)
    throw error
  }
  return getDocument(ports, caller, id)
}

export const withdraw = (ports: Ports, caller: Caller, id: DocumentId): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'withdraw' })

type WithReason = { id: DocumentId; reason: string }

/** Returns a submitted document to its drafter (NĐ 30/2020, Điều 11: a change goes back to who signs). */
export const returnToDrafter = (ports: Ports, caller: Caller, { id, reason }: WithReason): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'return', reason, set: () => ({ returnReason: reason }) })

/** NĐ 30/2020, Điều 18.1: issued on the day of signing, at the latest on the next working day. */
export const issue = (ports: Ports, caller: Caller, id: DocumentId): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'issue' })

export const archive = (ports: Ports, caller: Caller, id: DocumentId): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'archive' })

/** Freezes an issued document (NĐ 30/2020, Điều 18.4). */
export const recall = (ports: Ports, caller: Caller, { id, reason }: WithReason): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'recall', reason, set: () => ({ returnReason: reason }) })

/** Cancels a signed document; its number, if it has one, stays in the book with the reason (Điều 15.1). */
export const cancel = (ports: Ports, caller: Caller, { id, reason }: WithReason): Promise<DocumentDetail> =>
  actAndShow(ports, caller, { id, action: 'cancel', reason, set: () => ({ returnReason: reason }) })

/** Deletes a draft that nobody has signed, with its files; the event of its deletion stays. */
export async function deleteDraft(
  ports: Ports & Pick<OfficePorts, 'files'>,
  caller: Caller,
  id: DocumentId,
): Promise<null> {
  const action = 'delete-draft'
  const revisions = await ports.store.transaction(async ({ documents }) => {
    const document = await documents.visible(id, caller)
    if (!document) throw new AppError('not-found', { id })
    const { from } = requireRule(caller, action, document)
    const named = await documents.revisions(id)
    const removed = await documents.remove(id, from, { action, actorId: caller.personId, at: ports.clock.now() })
    if (!removed) throw wrongState(action, document)
    return named
  })
  await removeUnnamed(
    ports,
    revisions.map(({ sha256 }) => sha256),
  )
  return null
}
