import { AppError, type CheckState, type DocumentAction, type DocumentDetail, type DocumentId } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import type { CheckPlan } from './checks.ts'
import { civilDate } from './civil-date.ts'
import type { DocumentRecord } from './document.ts'
import { lowLevelOf } from './low-level.ts'
import { actionsOf, requireRule, wrongState } from './rights.ts'
import type { DocumentChange, OfficeTransaction } from './store.ts'

export type Ports = Pick<OfficePorts, 'store' | 'clock'>
type Set = DocumentChange['set']

type Act = {
  id: DocumentId
  action: DocumentAction
  reason?: string
  /** What changes beside the state; asked inside the transaction, with the document as it is. */
  set?: (document: DocumentRecord, stores: OfficeTransaction) => Set | Promise<Set>
}

/** The document, if the caller may see it. Throws `not-found`: who may not see it does not learn that it exists. */
export async function visibleDocument(
  stores: Pick<OfficeTransaction, 'documents'>,
  caller: Caller,
  id: DocumentId,
): Promise<DocumentRecord> {
  const document = await stores.documents.visible(id, caller)
  if (!document) throw new AppError('not-found', { id })
  return document
}

/**
 * Does one thing with a document: checks the right, changes it if its state still allows, and writes the event, all in
 * one transaction. Of two who do it at once, the second gets `wrong-state`.
 */
export async function act({ store, clock }: Ports, caller: Caller, asked: Act): Promise<DocumentRecord> {
  return store.transaction((stores) => actWithin(stores, { caller, at: clock.now(), ...asked }))
}

/** The same inside a transaction that has more to write. */
export async function actWithin(
  stores: OfficeTransaction,
  { id, action, reason, set, caller, at }: Act & { caller: Caller; at: Date },
): Promise<DocumentRecord> {
  const document = await visibleDocument(stores, caller, id)
  const rule = requireRule(caller, action, document)
  const fields = (await set?.(document, stores)) ?? {}
  const changed = await stores.documents.change(id, {
    from: rule.from,
    set: rule.to === undefined ? fields : { ...fields, state: rule.to },
    event: { action, actorId: caller.personId, at, ...(reason === undefined ? {} : { reason }) },
  })
  if (changed) return changed
  const present = await stores.documents.get(id)
  throw present ? wrongState(action, present) : new AppError('not-found', { id })
}

/** One document, whole, with its history and with what the caller may do now. */
export async function getDocument({ store, clock }: Ports, caller: Caller, id: DocumentId): Promise<DocumentDetail> {
  const document = await visibleDocument(store, caller, id)
  const summary = await store.documents.summary(id, civilDate(clock.now()))
  if (!summary) throw new AppError('not-found', { id })
  const { unitSymbol, competence, recipients, pageAmount, issuedAmount, language, description, organId } = document
  const { signerPosition, toPlaces, opinion, result, returnReason, bookId } = document
  return {
    ...summary,
    ...{ unitSymbol, competence, pageAmount, issuedAmount, language, description, organId },
    ...{ signerPosition, toPlaces, opinion, result, returnReason, bookId },
    recipients: [...recipients],
    secrecy: 'none',
    cooperators: await store.documents.cooperators(id),
    revisions: await store.documents.revisions(id),
    appendices: await store.documents.appendices(id),
    history: await store.documents.history(id),
    check: stateOf(await store.checks.planOf(id)),
    checks: await store.checks.list(id, CHECKS_SHOWN),
    lowLevel: lowLevelOf(document, await store.raising.get(id)),
    actions: actionsOf(caller, document),
  }
}

const CHECKS_SHOWN = 20

function stateOf(plan: CheckPlan | undefined): CheckState | null {
  if (!plan) return null
  const { attempts: _attempts, ...state } = plan
  return state
}

/** Does one thing and gives the document as it is then. */
export async function actAndShow(ports: Ports, caller: Caller, asked: Act): Promise<DocumentDetail> {
  await act(ports, caller, asked)
  return getDocument(ports, caller, asked.id)
}
