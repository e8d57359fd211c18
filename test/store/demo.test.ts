import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError, type DocumentSummary, IncomingState, OutgoingState, type RateTable, type Sha256 } from '#contract'
import type { Caller } from '#core/people/caller'
import { listCertificates } from '#core/people/certificates'
import { sessionPeople } from '#core/people/session'
import { prepareSigning } from '#core/register/prepare'
import { todaySummary } from '#core/register/today'
import { reportOf } from '#core/register/verify-revision'
import { rateTable } from '#core/statistics/rates'
import { verifyPdf } from '#core/verification/verify-pdf'
import { createPkcs12Store } from '#main/adapters/keys/pkcs12-store'
import { fillDemo } from '#seeds/demo'
import type { DemoPorts } from '#seeds/fill/ports'
import { agencyId, personId } from '#seeds/fill/records'
import { DEMO_KEY_PASSWORD } from '#seeds/fill/store-keys'
import { coreForTest } from '#test/support/core'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'

const SCALE = 0.01
const NOW = '2026-11-20T08:30:00.000Z'

type Filled = { office: DemoPorts; keys: ReturnType<typeof createPkcs12Store>; steps: Set<string> }

async function filled(cleanup: (() => Promise<void>)[]): Promise<Filled> {
  const {
    office: core,
    clock,
    folder,
  } = await coreForTest({
    verifyPdf,
    whenDone: (run) => void cleanup.unshift(run),
  })
  clock.set(NOW)
  const keys = createPkcs12Store(join(folder, 'keys'), clock)
  const office = { ...core, keys }
  const steps = new Set<string>()
  await fillDemo(office, { scale: SCALE }, ({ step }) => void steps.add(step))
  return { office, keys, steps }
}

const caller = (index: number, roles: Caller['roles']): Caller => ({
  personId: personId(`province/${String(index)}`),
  agencyId: agencyId('province'),
  roles,
  name: '',
  aloneInScope: false,
})
const OFFICIAL = caller(0, ['official'])
const CLERK = caller(1, ['clerk'])
const ADMIN = caller(3, ['admin'])

const cleanup: (() => Promise<void>)[] = []
let demo: Filled
let real: DocumentSummary[]
beforeAll(async () => {
  demo = await filled(cleanup)
  real = await realDocuments(demo.office)
})
afterAll(async () => {
  for (const run of cleanup) await run()
})

async function realDocuments(office: DemoPorts): Promise<DocumentSummary[]> {
  const found: DocumentSummary[] = []
  for (const agency of ['province', 'district-06', 'commune-06-01']) {
    let cursor: string | undefined
    do {
      const page = await office.store.documents.list(
        ADMIN,
        { view: 'all', limit: 200, agencyId: agencyId(agency), ...(cursor ? { cursor } : {}) },
        '2026-11-20',
      )
      found.push(...page.rows.filter(({ sha256 }) => sha256 !== null))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return found
}

async function bytesOf(office: DemoPorts, sha256: Sha256 | null): Promise<Uint8Array> {
  if (sha256 === null) throw new Error('a real document has a file')
  const file = await office.files.open(sha256)
  try {
    return file.read(0, file.size)
  } finally {
    file.close()
  }
}

describe('the demo office, a hundredth of it', () => {
  const half = (by: 'agency' | 'level'): Promise<RateTable> =>
    rateTable(demo.office, ADMIN, { from: '2022-01-01', to: '2022-06-30', by })

  test('has the planned share of the published figures', async () => {
    const { total, rows } = await half('agency')
    expect(total).toMatchObject({ due: 1_238, full: 1_213, declared: 1_213, verified: 0 })
    expect(total.excluded).toBeGreaterThan(0)
    expect(rows.reduce((sum, { due }) => sum + due, 0)).toBe(1_238)
  })

  test('has real documents in every state of both lives', () => {
    const states = new Set<string>(real.map(({ state }) => state))
    for (const state of [...OutgoingState.options, ...IncomingState.options]) expect(states).toContain(state)
  })

  test('every signed outgoing document is verified and every verdict has passed', async () => {
    const signed = real.filter(({ direction, leaderSigned }) => direction === 'outgoing' && leaderSigned)
    expect(signed.length).toBeGreaterThan(10)
    for (const document of signed) {
      expect(document).toMatchObject({ evidence: 'verified', verdict: 'TOTAL-PASSED' })
    }
    const issued = signed.find(({ state }) => state === 'issued')
    if (!issued) throw new Error('nothing is issued')
    const report = await reportOf(demo.office, ADMIN, issued.id)
    expect(report.signatures.map(({ field, indication }) => [field, indication])).toEqual([
      ['LeaderSignature', 'TOTAL-PASSED'],
      ['AgencySignature', 'TOTAL-PASSED'],
    ])
  })

  test('incoming documents that were changed after signing are found out', () => {
    const back = real.filter(({ state }) => state === 'sent-back')
    expect(back.length).toBeGreaterThan(0)
    for (const { verdict, evidence } of back) expect([verdict, evidence]).toEqual(['TOTAL-FAILED', 'none'])
  })

  test('a document’s history is that of real work: who, what, in the order of time', async () => {
    const archived = real.find(({ state }) => state === 'archived')
    if (!archived) throw new Error('nothing is archived')
    const history = (await demo.office.store.documents.history(archived.id)).toSorted((a, b) => a.seq - b.seq)
    expect(history.map(({ action }) => action)).toEqual([
      'create',
      'submit',
      'sign-leader',
      'number',
      'sign-agency',
      'issue',
      'archive',
    ])
    expect(history.every(({ actorName }) => actorName !== '')).toBe(true)
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted())
  })

  test('numbers of every book run without gap or twin, and the chain of events holds', async () => {
    const problems: unknown[] = []
    for await (const step of demo.office.store.integrity.numbers()) problems.push(...step.problems)
    for await (const step of demo.office.store.integrity.events()) problems.push(...step.problems)
    for await (const step of demo.office.store.integrity.rates()) problems.push(...step.problems)
    expect(problems).toEqual([])
  })

  test('pdfsig and qpdf accept a sample of the signed files', async () => {
    const sample = real.filter(({ evidence }) => evidence === 'verified').slice(0, 8)
    expect(sample).toHaveLength(8)
    await inTemporaryFolder(async (folder) => {
      for (const { sha256 } of sample) {
        const file = join(folder, 'one.pdf')
        await writeFile(file, await bytesOf(demo.office, sha256))
        expect((await judge('qpdf', ['--check', file])).code).toBe(0)
        const { output } = await judge('pdfsig', ['-nocert', file])
        const verdicts = output.match(/Signature Validation: .*/g) ?? []
        expect(verdicts.length).toBeGreaterThan(0)
        expect(new Set(verdicts)).toEqual(new Set(['Signature Validation: Signature is Valid.']))
      }
    })
  })
})

describe('who opens the demo office', () => {
  test('the featured people stand first in the list of who may work here', async () => {
    const { people } = await sessionPeople(demo.office, { limit: 4 })
    expect(people.map(({ roles, agencyName }) => [roles[0], agencyName])).toEqual([
      ['official', 'UBND tỉnh Vĩnh Phúc'],
      ['clerk', 'UBND tỉnh Vĩnh Phúc'],
      ['staff', 'UBND tỉnh Vĩnh Phúc'],
      ['admin', 'UBND tỉnh Vĩnh Phúc'],
    ])
  })

  test('the head of the province finds documents to sign, and the clerk to number, seal and issue', async () => {
    const forHead = await todaySummary(demo.office, OFFICIAL)
    expect(forHead.counts.toSignLeader).toBeGreaterThan(0)
    expect(forHead.rate.due).toBeGreaterThan(0)
    expect(forHead.previousRate).not.toBeNull()
    const forClerk = await todaySummary(demo.office, CLERK)
    expect(forClerk.counts).toMatchObject({
      toNumber: expect.toSatisfy((count: number) => count > 0) as number,
      toSignAgency: expect.toSatisfy((count: number) => count > 0) as number,
      toIssue: expect.toSatisfy((count: number) => count > 0) as number,
      toRegister: expect.toSatisfy((count: number) => count > 0) as number,
    })
  })

  test('the key store opens with the password of the demo, for the head and for the agency', async () => {
    const stored = await demo.keys.list()
    const labels = stored.map(({ label }) => label)
    expect(labels.filter((label) => label.includes('UBND tỉnh Vĩnh Phúc')).length).toBeGreaterThanOrEqual(2)
    const [first] = stored
    if (!first) throw new Error('there is no key')
    const key = await demo.keys.open(first.id, DEMO_KEY_PASSWORD)
    key.close()
    await expect(demo.keys.open(first.id, 'something else')).rejects.toMatchObject({ code: 'wrong-key-password' })
  })

  test('what waits for the head can be prepared for signing at once', async () => {
    const waiting = real.filter(({ state, agencyName }) => state === 'submitted' && agencyName.includes('tỉnh'))
    const prepared = await prepareSigning(demo.office, OFFICIAL, { ids: waiting.map(({ id }) => id), role: 'leader' })
    expect(prepared.documents).toHaveLength(waiting.length)
    expect(prepared.refused).toEqual([])
  })

  test('certificates are those of the plan', async () => {
    const { personal, agency } = await listCertificates(demo.office, ADMIN, { limit: 1 })
    expect({ personal, agency }).toEqual({ personal: 17, agency: 4 })
  })

  test('the office says that it is a demo, and trusts the demo’s root alone', async () => {
    const settings = await demo.office.settings.get()
    expect(settings).toMatchObject({ demo: true, targetPercent: 95 })
    expect(settings?.trustAnchors).toHaveLength(1)
  })

  test('progress names its steps', () => {
    expect([...demo.steps]).toEqual(['certificates', 'declared-documents', 'signed-documents'])
  })
})

test('a filling that was cancelled leaves no ready office', async () => {
  const { office: core, clock, folder } = await coreForTest({ verifyPdf })
  clock.set(NOW)
  const office = { ...core, keys: createPkcs12Store(join(folder, 'keys'), clock) }
  const abort = new AbortController()
  const filling = fillDemo(office, { scale: 0.001, signal: abort.signal }, ({ step }) => {
    if (step === 'declared-documents') abort.abort()
  })
  await expect(filling).rejects.toThrow(AppError)
  expect(await office.settings.get()).toBeUndefined()
})
