import { truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DocumentId, Sha256, SignatureReport } from '#contract'
import { getDocument } from '#core/register/act'
import { recheckDocument, recheckDue } from '#core/register/recheck'
import { rateTable } from '#core/statistics/rates'
import { callerFor, stagedPdf, type TestCore } from '#test/support/core'
import {
  arrivedDocument,
  issuedDocument,
  LATER,
  problemsIn,
  recheckedOffice,
  revocation,
  revokedAt,
  TAKEN,
} from '#test/support/rechecked'

const JULY = { from: '2026-07-01', to: '2026-07-31', by: 'agency' } as const
const again = (core: TestCore, id: DocumentId) =>
  recheckDocument(core.office, { id, cause: 'scheduled', actorId: null, patience: 'patient' })

const fileOf = async ({ folder, office }: TestCore, id: DocumentId) => {
  const sha256 = (await office.store.documents.get(id))?.sha256 ?? ('' as Sha256)
  return join(folder, 'files', sha256.slice(0, 2), sha256)
}

const SILENT: Partial<SignatureReport> = {
  ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER', findings: ['revocation-unavailable'] },
  revocation: revocation({ status: 'unknown', problems: ['service-unreachable'] }),
}

/** A revision that nobody has checked yet. */
async function giveNewBytes(core: TestCore, id: DocumentId): Promise<Sha256> {
  const sha256 = await stagedPdf(core)
  await core.office.store.transaction(async ({ documents }) => {
    const event = { action: 'number', actorId: null, at: core.clock.now() }
    await core.office.files.keep(sha256)
    await documents.change(id, { from: ['received'], set: { sha256 }, event })
    await documents.addRevision(id, { sha256, size: 1, at: TAKEN, cause: 'numbered' })
  })
  return sha256
}

describe('a check that is made again', () => {
  test('and finds the same writes nothing into the history, and is planned anew', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    const clerk = await callerFor(core, 'clerk')
    const before = await getDocument(core.office, clerk, id)
    expect(before.checks).toMatchObject([{ cause: 'arrival', verdict: 'TOTAL-PASSED', checkedAt: TAKEN }])
    expect(before.checks[0]?.signatures).toMatchObject([{ field: 'Leader' }, { field: 'Agency' }])

    core.clock.set(LATER)
    expect(await again(core, id)).toMatchObject({ outcome: 'unchanged' })
    const after = await getDocument(core.office, clerk, id)
    expect(after).toMatchObject({ history: before.history, checks: before.checks, verdict: 'TOTAL-PASSED' })
    expect(after.check).toMatchObject({ checkedAt: LATER, nextAt: '2026-07-21T02:00:00.000Z', reviewSince: null })
  })

  test('and finds the certificate revoked after the office took the document tells so, and the document counts on', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    const admin = await callerFor(core, 'admin')
    const figures = await rateTable(core.office, admin, JULY)
    core.clock.set(LATER)
    core.engine.leader = revokedAt('2026-07-10T00:00:00.000Z')

    expect(await again(core, id)).toMatchObject({ outcome: 'changed', problem: null })
    const document = await getDocument(core.office, admin, id)
    expect(document).toMatchObject({
      ...{ verdict: 'INDETERMINATE', verdictReason: 'revoked-without-proof' },
      ...{ evidence: 'verified', leaderSigned: true, check: { reviewSince: LATER } },
    })
    expect(document.checks).toMatchObject([{ cause: 'scheduled', verdict: 'INDETERMINATE', evidence: 'verified' }])
    expect(document.history.at(-1)).toMatchObject({
      ...{ action: 'recheck', reason: 'TOTAL-PASSED → INDETERMINATE', actorName: '' },
    })
    expect(await rateTable(core.office, admin, JULY)).toEqual(figures)
    expect(await problemsIn(core)).toEqual([])
  })

  test('and finds it revoked before takes the document out of the figures, in the same transaction', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    const admin = await callerFor(core, 'admin')
    core.clock.set(LATER)
    core.engine.leader = revokedAt('2026-06-20T00:00:00.000Z')

    await again(core, id)
    const expected = { evidence: 'none', leaderSigned: false, agencySigned: true }
    expect(await getDocument(core.office, admin, id)).toMatchObject(expected)
    const { total } = await rateTable(core.office, admin, JULY)
    expect(total).toMatchObject({ due: 1, full: 0, verified: 0, leader: 0, agency: 1 })
    expect(await problemsIn(core)).toEqual([])

    core.engine.leader = {}
    await again(core, id)
    const restored = await rateTable(core.office, admin, JULY)
    expect(restored.total).toMatchObject({ full: 1, verified: 1 })
    expect(await problemsIn(core)).toEqual([])
  })

  test('and is only undecided leaves what was verified when the office took it', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    core.engine.leader = {
      ...{ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', trusted: false },
      findings: ['no-chain'],
    }
    await again(core, id)
    const document = await core.office.store.documents.get(id)
    expect(document).toMatchObject({ verdict: 'INDETERMINATE', evidence: 'verified', leaderSigned: true })
  })
})

describe('a check that cannot be finished leaves the verdict as it was, and says why', () => {
  const expectUnfinished = async (core: TestCore, id: DocumentId, problem: string) => {
    core.clock.set(LATER)
    expect(await again(core, id)).toMatchObject({ outcome: 'unfinished', problem })
    const document = await getDocument(core.office, await callerFor(core, 'clerk'), id)
    expect(document).toMatchObject({ verdict: 'TOTAL-PASSED', evidence: 'verified' })
    const check = { problem, checkedAt: TAKEN, triedAt: LATER, nextAt: '2026-07-20T03:00:00.000Z' }
    expect(document.check).toMatchObject({ ...check, reviewSince: null })
    expect(document.history.map(({ action }) => action)).not.toContain('recheck')
  }

  test('where the services say nothing', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.engine.leader = SILENT
    await expectUnfinished(core, id, 'services-silent')
  })

  test('where the services say nothing and no check of it was ever kept, as in a register from before', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    core.engine.leader = SILENT
    await expectUnfinished(core, id, 'services-silent')
  })

  test('where the services say nothing of bytes that nobody has checked, as numbering leaves them', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    await giveNewBytes(core, id)
    core.engine.leader = SILENT
    await expectUnfinished(core, id, 'services-silent')
  })

  test('but not where more stands against the signature than silence', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    core.engine.leader = { ...SILENT, findings: ['no-chain', 'revocation-unavailable'] }
    expect(await again(core, id)).toMatchObject({ outcome: 'changed' })
    expect(await core.office.store.documents.get(id)).toMatchObject({ verdict: 'INDETERMINATE' })
  })

  test('where the file is gone', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    await unlink(await fileOf(core, id))
    await expectUnfinished(core, id, 'file-missing')
  })

  test('where the file’s bytes are not its own any more: damage of a disk is no verdict on a signature', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    await truncate(await fileOf(core, id), 100)
    core.engine.leader = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', intact: false }
    await expectUnfinished(core, id, 'file-changed')
  })

  test('and a revocation that is known is not forgotten offline', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.engine.leader = revokedAt('2026-07-10T00:00:00.000Z')
    await again(core, id)
    core.engine.leader = { revocation: null }
    expect(await again(core, id)).toMatchObject({ outcome: 'unfinished', problem: 'services-silent' })
    expect(await core.office.store.documents.get(id)).toMatchObject({ verdict: 'INDETERMINATE' })
  })
})

describe('a check that another one has overtaken writes nothing', () => {
  /** While the slow check verifies, `meanwhile` happens. */
  async function overtaken(core: TestCore, id: DocumentId, meanwhile: () => Promise<unknown>) {
    const { verifyPdf } = core.office
    const slow = {
      ...core.office,
      verifyPdf: async (...asked: Parameters<typeof verifyPdf>) => {
        const report = await verifyPdf(...asked)
        await meanwhile()
        return report
      },
    }
    return recheckDocument(slow, { id, cause: 'scheduled', actorId: null, patience: 'patient' })
  }

  test('where the other one found a revocation', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    const outcome = await overtaken(core, id, () => {
      core.engine.leader = revokedAt('2026-06-20T00:00:00.000Z')
      return again(core, id)
    })
    expect(outcome).toMatchObject({ outcome: 'unchanged' })
    const document = await getDocument(core.office, await callerFor(core, 'clerk'), id)
    expect(document).toMatchObject({ verdict: 'INDETERMINATE', evidence: 'none', check: { reviewSince: LATER } })
    expect(document.checks).toHaveLength(2)
  })

  test('where the other one found all as it was', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.leader = revokedAt('2026-06-20T00:00:00.000Z')
    await overtaken(core, id, () => {
      core.engine.leader = {}
      return again(core, id)
    })
    expect(await core.office.store.documents.get(id)).toMatchObject({ verdict: 'TOTAL-PASSED', evidence: 'verified' })
  })

  test('not even that it could not be finished, where there are new bytes', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.leader = SILENT
    await overtaken(core, id, () => giveNewBytes(core, id))
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ problem: null, triedAt: TAKEN, attempts: 0 })
  })
})

describe('checks in the background', () => {
  test('take what has just arrived first, then what lies back longest; each comes again at its time', async () => {
    const core = await recheckedOffice()
    const old = await issuedDocument(core, { createdAt: '2025-01-01T00:00:00.000Z' })
    const young = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.checked.length = 0
    await recheckDue(core.office)
    expect(core.engine.checked).toEqual(['den.pdf', 'quyet-dinh.pdf'])
    const { checks } = core.office.store
    expect((await checks.planOf(old))?.nextAt).toBe('2026-08-19T02:00:00.000Z')
    expect((await checks.planOf(young))?.nextAt).toBe('2026-07-21T02:00:00.000Z')
    await recheckDue(core.office)
    expect(core.engine.checked).toHaveLength(2)
  })

  test('stop between two documents when the program ends; the next run goes on', async () => {
    const core = await recheckedOffice()
    for (const number of ['1', '2', '3']) await arrivedDocument(core, number)
    core.clock.set(LATER)
    core.engine.checked.length = 0
    const stop = new AbortController()
    const { verifyPdf } = core.office
    const stopping = {
      ...core.office,
      verifyPdf: (...asked: Parameters<typeof verifyPdf>) => {
        stop.abort()
        return verifyPdf(...asked)
      },
    }
    await recheckDue(stopping, stop.signal)
    expect(core.engine.checked).toHaveLength(1)
    await recheckDue(core.office)
    expect(core.engine.checked).toHaveLength(4)
  })

  test('look soon at a revision that nobody has checked; what they find as it was adds nothing to the history', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    const sha256 = await giveNewBytes(core, id)
    expect(await again(core, id)).toMatchObject({ outcome: 'changed' })
    const { checks, history } = await getDocument(core.office, await callerFor(core, 'clerk'), id)
    expect(checks).toMatchObject([{ sha256, cause: 'scheduled' }, { cause: 'arrival' }])
    expect(history.map(({ action }) => action)).toEqual(['create', 'number'])
  })

  test('a bug met in one document keeps nobody from the others', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.failure = new TypeError('a bug')
    await recheckDue(core.office)
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ problem: 'file-unreadable', attempts: 1 })
  })
})
