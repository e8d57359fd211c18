import type { ConfirmedDocument, DocumentId, PersonId, UnfinishedBatch } from '#contract'
import type { Caller } from '#core/people/caller'
import type { BatchRole, Confirmed } from './batch.ts'

/** What became of a document as far as the workstation wrote it down: `signing` is neither signed nor unsigned. */
export type NotedOutcome = 'waiting' | 'signing' | 'signed' | 'failed'

/** A batch as it was confirmed, by whom, and how far it came. */
export type JournalledBatch = {
  personId: PersonId
  role: BatchRole
  startedAt: Date
  documents: readonly (ConfirmedDocument & { noted: NotedOutcome })[]
}

/**
 * The workstation's own record of batches. It outlives the process, so that a batch which was broken off can be told
 * and resumed. What counts is the register: the record only says what to ask it about.
 */
export type BatchJournal = {
  begin: (batch: Omit<JournalledBatch, 'documents'> & { documents: readonly ConfirmedDocument[] }) => JournalPage
  /** The person's last batch that did not come to its end; one that is running is not told. */
  unfinished: (personId: PersonId) => JournalledBatch | undefined
  /** Drops what the person has unfinished. */
  forget: (personId: PersonId) => void
}

/** The record of one running batch. */
export type JournalPage = {
  note: (id: DocumentId, outcome: NotedOutcome) => void
  /** A batch of which everything is signed leaves nothing behind. */
  close: (isComplete: boolean) => void
}

type Ports = {
  journal: BatchJournal
  /** The office's word that the document may be signed now as it was confirmed; throws why not. */
  requireMaySign: (caller: Caller, confirmed: Confirmed) => Promise<void>
  /** True where the register has a signature of this role over exactly the confirmed bytes. */
  isSigned: (caller: Caller, confirmed: Confirmed) => Promise<boolean>
}

/**
 * The caller's batch that was broken off, each document asked of the register anew: what was handed in is signed,
 * whatever the record says, and what is left is exactly what may still be signed. So nothing is signed twice.
 *
 * @returns Undefined where there is none, or where all of it turns out to be signed.
 */
export async function unfinishedBatch(ports: Ports, caller: Caller): Promise<UnfinishedBatch | undefined> {
  const batch = ports.journal.unfinished(caller.personId)
  if (!batch) return undefined
  const { role, startedAt, documents } = batch
  const told = { role, startedAt: startedAt.toISOString(), of: documents.length, signed: 0, unsure: 0 }
  const rest: DocumentId[] = []
  let unsureSigned = 0
  for (const { id, sha256, noted } of documents) {
    const confirmed = { id, expected: sha256, role }
    const isSigned = noted === 'signed' || (await ports.isSigned(caller, confirmed))
    if (noted === 'signing') told.unsure += 1
    if (noted === 'signing' && isSigned) unsureSigned += 1
    if (isSigned) told.signed += 1
    else if (await maySign(ports, caller, confirmed)) rest.push(id)
  }
  if (told.signed === told.of) {
    ports.journal.forget(caller.personId)
    return undefined
  }
  return { ...told, unsureSigned, rest }
}

async function maySign({ requireMaySign }: Ports, caller: Caller, confirmed: Confirmed): Promise<boolean> {
  try {
    await requireMaySign(caller, confirmed)
    return true
  } catch {
    return false
  }
}
