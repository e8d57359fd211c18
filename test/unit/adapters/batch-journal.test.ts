import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError, DocumentId, PersonId, Sha256 } from '#contract'
import type { Caller } from '#core/people/caller'
import { unfinishedBatch } from '#core/signing/batch-journal'
import { batchJournalIn } from '#main/adapters/journal/batch-journal'

const mine = PersonId.parse('p1')
const theirs = PersonId.parse('p2')
const caller = { personId: mine } as Caller
const startedAt = new Date('2026-11-22T07:32:00.000Z')
const documents = Array.from({ length: 50 }, (_, at) => ({
  id: DocumentId.parse(`d${at + 1}`),
  sha256: Sha256.parse(String(at).padStart(64, '0')),
}))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-journal-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A program that was killed while it signed the 31st of fifty: its file is there, and nobody closes it. */
function killedAt31(): void {
  const page = batchJournalIn(folder).begin({ personId: mine, role: 'leader', startedAt, documents })
  for (const { id } of documents.slice(0, 30)) {
    page.note(id, 'signing')
    page.note(id, 'signed')
  }
  page.note(DocumentId.parse('d31'), 'signing')
}

/** What the register says: the first so many are signed, everything else may be. */
const register = (signed: number) => {
  const isSigned = (id: string) => Number(id.slice(1)) <= signed
  return {
    isSigned: async (_caller: Caller, { id }: { id: string }) => isSigned(id),
    requireMaySign: async (_caller: Caller, { id }: { id: string }) => {
      if (isSigned(id)) throw new AppError('wrong-state', { id })
    },
  }
}

describe('a batch that was killed at the 31st of fifty', () => {
  test('is told after the restart: 30 signed, 1 unclear and found unsigned, 20 left to sign', async () => {
    killedAt31()
    const told = await unfinishedBatch({ journal: batchJournalIn(folder), ...register(30) }, caller)
    expect(told).toMatchObject({ role: 'leader', of: 50, signed: 30, unsure: 1, unsureSigned: 0 })
    expect(told?.startedAt).toBe('2026-11-22T07:32:00.000Z')
    expect(told?.rest).toEqual(documents.slice(30).map(({ id }) => id))
  })

  test('whose 31st had been handed in signs 19 more, not 20: nothing is signed twice', async () => {
    killedAt31()
    const told = await unfinishedBatch({ journal: batchJournalIn(folder), ...register(31) }, caller)
    expect(told).toMatchObject({ signed: 31, unsure: 1, unsureSigned: 1 })
    expect(told?.rest).toEqual(documents.slice(31).map(({ id }) => id))
  })

  test('is told from what was written, also where the last line was cut off', async () => {
    killedAt31()
    const [name = ''] = readdirSync(folder)
    appendFileSync(join(folder, name), '{"id":"d31","outco')
    const told = await unfinishedBatch({ journal: batchJournalIn(folder), ...register(30) }, caller)
    expect(told).toMatchObject({ signed: 30, unsure: 1 })
  })

  test('of which the register has everything signed is not told again', async () => {
    killedAt31()
    const journal = batchJournalIn(folder)
    expect(await unfinishedBatch({ journal, ...register(50) }, caller)).toBeUndefined()
    expect(readdirSync(folder)).toEqual([])
  })

  test('what was returned meanwhile is neither signed nor left', async () => {
    killedAt31()
    const office = register(30)
    const requireMaySign = async (who: Caller, asked: { id: string }) => {
      if (asked.id === 'd40') throw new AppError('wrong-state', { id: 'd40' })
      await office.requireMaySign(who, asked)
    }
    const told = await unfinishedBatch({ journal: batchJournalIn(folder), ...office, requireMaySign }, caller)
    expect(told?.rest).toHaveLength(19)
  })
})

describe('the record of a batch', () => {
  test('is nobody else’s, and none while it runs', () => {
    const journal = batchJournalIn(folder)
    const page = journal.begin({ personId: mine, role: 'leader', startedAt, documents })
    expect(journal.unfinished(mine)).toBeUndefined()
    page.close(false)
    expect(journal.unfinished(mine)).toMatchObject({ role: 'leader' })
    expect(journal.unfinished(theirs)).toBeUndefined()
    journal.forget(theirs)
    expect(journal.unfinished(mine)).toBeDefined()
  })

  test('is gone when all is signed, and when it is dismissed', () => {
    const journal = batchJournalIn(folder)
    journal.begin({ personId: mine, role: 'agency', startedAt, documents }).close(true)
    expect(readdirSync(folder)).toEqual([])
    journal.begin({ personId: mine, role: 'agency', startedAt, documents }).close(false)
    journal.forget(mine)
    expect(journal.unfinished(mine)).toBeUndefined()
  })

  test('that is rubbish is nothing', () => {
    writeFileSync(join(folder, 'x.jsonl'), 'not a record')
    expect(batchJournalIn(folder).unfinished(mine)).toBeUndefined()
    expect(batchJournalIn(join(folder, 'none')).unfinished(mine)).toBeUndefined()
  })
})
