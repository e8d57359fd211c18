import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { AgencyId, DocumentId } from '#contract'
import { completed } from '#core/register/document'
import { migrate } from '#main/adapters/store/database'
import { MIGRATIONS } from '#main/adapters/store/migrations'
import { toRow } from '#main/adapters/store/rows'
import { temporaryFolder } from '#test/support/core'

const AT = '2026-05-01T02:00:00.000Z'

test('a register from before checks were kept has its verified documents checked soon, and no others', async () => {
  const raw = new Database(join(await temporaryFolder(), 'register.sqlite'))
  const now = new Date('2026-07-01T02:00:00.000Z')
  migrate(raw, now, MIGRATIONS.slice(0, 3))
  raw.exec("insert into agency values ('a', null, 'UBND', '', 'UBND', 'commune', '', '2020-01-01', null, 1)")
  const insert = (id: string, more: object) => {
    const given = {
      direction: 'incoming',
      state: 'received',
      type: 'cong-van',
      subject: 'Về việc',
      createdAt: AT,
    } as const
    const document = completed({ id: id as DocumentId, agencyId: 'a' as AgencyId, ...given, ...more })
    const { verdict_reason: _later, ...row } = toRow(document)
    const columns = Object.keys(row)
    raw
      .prepare(`insert into document (${columns.join(', ')}) values (${columns.map((name) => `@${name}`).join(', ')})`)
      .run(row)
  }
  insert('verified', { sha256: 'a'.repeat(64), verdict: 'TOTAL-PASSED' })
  insert('unsigned', { sha256: 'b'.repeat(64) })
  insert('declared', { evidence: 'declared' })

  migrate(raw, now, MIGRATIONS)
  const planned = raw.prepare('select document_id, next_at, checked_at, review_since from recheck').all()
  expect(planned).toEqual([{ document_id: 'verified', next_at: AT, checked_at: null, review_since: null }])
  raw.close()
})
