import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfirmedDocument, DocumentId, Instant, PersonId } from '#contract'
import type { BatchJournal, JournalledBatch, JournalPage } from '#core/signing/batch-journal'

const Head = z.object({
  personId: PersonId,
  role: z.enum(['leader', 'agency']),
  startedAt: Instant,
  documents: z.array(ConfirmedDocument).max(500),
})
const Line = z.object({ id: DocumentId, outcome: z.enum(['signing', 'signed', 'failed']) })
const ENDING = '.jsonl'

/**
 * One file for each batch: the confirmed list on its first line, then a line for each step, written as it happens. It
 * holds ids and digests, no secret. Lines are not fsynced: a lost one makes a document unsure, and the register is
 * asked about every document that is not surely signed.
 */
export function batchJournalIn(folder: string): BatchJournal {
  const running = new Set<string>()
  const filesOf = (personId: PersonId) =>
    namesIn(folder)
      .filter((name) => !running.has(name))
      .flatMap((name) => {
        const batch = read(join(folder, name))
        return batch?.personId === personId ? [{ name, batch }] : []
      })
      .toSorted((one, other) => other.batch.startedAt.getTime() - one.batch.startedAt.getTime())

  return {
    begin: ({ startedAt, ...head }) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const name = `${randomUUID()}${ENDING}`
      const file = openSync(join(folder, name), 'ax', 0o600)
      running.add(name)
      writeLine(file, { ...head, startedAt: startedAt.toISOString() })
      return pageOn(file, (isComplete) => {
        running.delete(name)
        if (isComplete) rmSync(join(folder, name), { force: true })
      })
    },
    unfinished: (personId) => filesOf(personId)[0]?.batch,
    forget: (personId) => {
      for (const { name } of filesOf(personId)) rmSync(join(folder, name), { force: true })
    },
  }
}

function pageOn(file: number, whenClosed: (isComplete: boolean) => void): JournalPage {
  return {
    note: (id, outcome) => {
      writeLine(file, { id, outcome })
    },
    close: (isComplete) => {
      closeSync(file)
      whenClosed(isComplete)
    },
  }
}

function writeLine(file: number, value: unknown): void {
  writeSync(file, `${JSON.stringify(value)}\n`)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ENDING))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** What a crash left half-written at the end does not count; a file without a head tells nothing. */
function read(path: string): JournalledBatch | undefined {
  const [first, ...lines] = readFileSync(path, 'utf8').split('\n').map(parsed)
  const head = Head.safeParse(first)
  if (!head.success) return undefined
  const noted = new Map<DocumentId, z.infer<typeof Line>['outcome']>()
  for (const line of lines) {
    const step = Line.safeParse(line)
    if (step.success) noted.set(step.data.id, step.data.outcome)
  }
  const { personId, role, startedAt, documents } = head.data
  return {
    ...{ personId, role, startedAt: new Date(startedAt) },
    documents: documents.map((document) => ({ ...document, noted: noted.get(document.id) ?? 'waiting' })),
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
