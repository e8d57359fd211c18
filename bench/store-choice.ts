/**
 * Why the register is SQLite and not lowdb: what one more durable document costs when 100,000 are there already.
 * `docs/decisions/0001-embedded-store.md` rests on these figures.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { JSONFilePreset } from 'lowdb/node'
import { median, printResult } from './figures.ts'

const DOCUMENTS = 100_000

const aDocument = (number: number) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  direction: 'outgoing',
  state: 'issued',
  codeNumber: String(number),
  codeNotation: `${number}/UBND-VX`,
  subject: `V/v triển khai kế hoạch chuyển đổi số năm 2022 trên địa bàn tỉnh, đợt ${number}`,
  agencyId: '00000000-0000-4000-9000-000000000001',
  signerId: '00000000-0000-4000-a000-000000000001',
  issuedDate: '2022-06-30',
  changedAt: '2022-06-30T03:00:00.000Z',
  sha256: 'a'.repeat(64),
})

function sqliteInsertMs(folder: string): number {
  const db = new Database(join(folder, 'register.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  const columns = Object.keys(aDocument(0))
  db.exec(`create table document (${columns.map((name) => `${name} text`).join(', ')}, primary key (id)) strict`)
  db.exec('create index document_state on document (state, changedAt)')
  const insert = db.prepare(`insert into document values (${columns.map((name) => `@${name}`).join(', ')})`)
  const fill = db.transaction(() => {
    for (let number = 0; number < DOCUMENTS; number += 1) insert.run(aDocument(number))
  })
  fill()

  const times = Array.from({ length: 500 }, (_, extra) => {
    const started = performance.now()
    insert.run(aDocument(DOCUMENTS + extra))
    return performance.now() - started
  })
  db.close()
  return median(times)
}

async function lowdbWriteMs(folder: string): Promise<number> {
  const empty: { documents: ReturnType<typeof aDocument>[] } = { documents: [] }
  const db = await JSONFilePreset(join(folder, 'register.json'), empty)
  db.data.documents = Array.from({ length: DOCUMENTS }, (_, number) => aDocument(number))

  const times: number[] = []
  for (let extra = 0; extra < 7; extra += 1) {
    const started = performance.now()
    await db.update(({ documents }) => documents.push(aDocument(DOCUMENTS + extra)))
    times.push(performance.now() - started)
  }
  return median(times)
}

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-'))
try {
  const sqlite = sqliteInsertMs(folder)
  const lowdb = await lowdbWriteMs(folder)
  console.log(`one more document at ${DOCUMENTS}: SQLite ${sqlite.toFixed(2)} ms, lowdb ${lowdb.toFixed(0)} ms`)
  printResult({ bench: 'store-choice', value: sqlite, reference: lowdb, ratio: lowdb / sqlite, target: '>= 100' })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
