import { isContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sha256 } from '#contract'
import { office as contract } from '#contract/office'
import { officeForTest, passedReport, stagedPdf, type TestCore } from '#test/support/core'
import { PEOPLE, PROVINCE } from '#test/support/core-data'
import { CALLERS, type Case, DOCUMENT_CASES, on, PROVINCE_SEES, REASON, WORKING } from '#test/support/document-cases'
import { clientOf, documentIn, type OfficeClient } from '#test/support/office-client'
import { testKey, testLeaf } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'

let core: TestCore
const endings: (() => Promise<void>)[] = []
beforeAll(async () => {
  core = await officeForTest({
    whenDone: (run) => void endings.unshift(run),
    verifyPdf: async (_source, { file }) => passedReport(file, await signerFacts),
  })
})
afterAll(async () => {
  for (const end of endings) await end()
})

const signerFacts = testLeaf('leader').then(async ({ certificate }) => {
  const { readCertificate } = await import('#core/certificates/certificate')
  return readCertificate(certificate).facts
})

const LEVELS = { level: 'B-T', tsaUrl: 'http://tsa.example/', tsaDigest: 'sha256' } as const
const anchor = async () => Buffer.from((await testLeaf('agency')).certificate).toString('base64')
const confirmed = async () => {
  const { createHash } = await import('node:crypto')
  return createHash('sha256')
    .update((await testLeaf('agency')).certificate)
    .digest('hex') as Sha256
}
const AT = '2026-07-01T02:00:00.000Z'
const toReview = { checkedAt: AT, triedAt: AT, nextAt: AT, problem: null, attempts: 0, reviewSince: AT }
/** One row per procedure; a procedure without a row fails the test below. */
const CASES: Record<string, Case> = {
  'setup.status': { allowed: CALLERS, call: (client) => client.setup.status() },
  'setup.createOffice': {
    allowed: [],
    call: (client) => client.setup.createOffice({ officeName: 'X', symbol: 'X', place: 'X', adminName: 'X' }),
  },
  'setup.createDemo': {
    allowed: [],
    call: async (client) => {
      for await (const _progress of await client.setup.createDemo({ scale: 1 })) break
    },
  },
  'session.people': { allowed: CALLERS, call: (client) => client.session.people({}) },
  'session.open': { allowed: CALLERS, call: (client) => client.session.open({ personId: PEOPLE.staff.id }) },
  'session.me': { allowed: CALLERS, call: (client) => client.session.me() },
  'session.close': { allowed: CALLERS, call: (client) => client.session.close() },
  'session.setPassword': { allowed: WORKING, call: (client) => client.session.setPassword({ next: null }) },
  'today.summary': { allowed: WORKING, call: (client) => client.today.summary() },
  'documents.list': { allowed: WORKING, call: (client) => client.documents.list({}) },
  'documents.get': {
    allowed: [...PROVINCE_SEES, 'staff'],
    call: on('draft', (client, id) => client.documents.get({ id })),
  },
  'documents.report': {
    allowed: [...PROVINCE_SEES, 'staff'],
    call: on('draft', (client, id) => client.documents.report({ id })),
  },
  ...DOCUMENT_CASES,
  'signing.prepare': {
    allowed: WORKING,
    call: on('submitted', (client, id) => client.signing.prepare({ ids: [id], role: 'leader' })),
  },
  'signing.handIn': { allowed: ['official'], call: handInAsLeader },
  'books.list': { allowed: WORKING, call: (client) => client.books.list({}) },
  'books.create': {
    allowed: ['admin', 'stranger'],
    call: (client) =>
      client.books.create({ direction: 'outgoing', name: 'Sổ thông cáo', year: 2026, types: ['thong-cao'] }),
  },
  'people.list': { allowed: WORKING, call: (client) => client.people.list({}) },
  'people.save': {
    allowed: ['admin'],
    call: (client) => client.people.save({ agencyId: PROVINCE, name: 'Người Mới', roles: ['staff'] }),
  },
  'people.setPassword': {
    allowed: ['admin'],
    call: (client) => client.people.setPassword({ personId: PEOPLE.otherStaff.id, password: null }),
  },
  'agencies.list': { allowed: WORKING, call: (client) => client.agencies.list() },
  'certificates.list': { allowed: WORKING, call: (client) => client.certificates.list({}) },
  'certificates.inspect': {
    allowed: WORKING,
    call: async (client) => client.certificates.inspect({ der: await anchor() }),
  },
  'certificates.record': {
    allowed: ['admin'],
    call: async (client) => {
      const der = Buffer.from((await testLeaf('strong')).certificate).toString('base64')
      return client.certificates.record({ der, kind: 'personal', personId: PEOPLE.otherOfficial.id })
    },
  },
  'images.get': {
    allowed: ['admin'],
    call: (client) => client.images.get({ kind: 'person', id: PEOPLE.otherOfficial.id }),
  },
  'images.set': {
    allowed: ['clerk', 'admin'],
    call: (client) => client.images.set({ owner: { kind: 'agency', id: PROVINCE }, image: null }),
  },
  'trust.list': { allowed: WORKING, call: (client) => client.trust.list() },
  'trust.inspect': {
    allowed: ['admin', 'stranger'],
    call: async (client) => client.trust.inspect({ data: await anchor() }),
  },
  'trust.add': {
    allowed: ['admin', 'stranger'],
    call: async (client) => client.trust.add({ data: await anchor(), confirmed: [await confirmed()] }),
  },
  'trust.setPurpose': {
    allowed: ['admin', 'stranger'],
    call: async (client, made) => {
      await clientOf(made, 'admin').trust.add({ data: await anchor(), confirmed: [await confirmed()] })
      return client.trust.setPurpose({ sha256: await confirmed(), purpose: 'signatures' })
    },
  },
  'trust.settings': { allowed: WORKING, call: (client) => client.trust.settings() },
  'trust.changeSettings': {
    allowed: ['admin', 'stranger'],
    call: (client) => client.trust.changeSettings({ askServices: true }),
  },
  'trust.remove': {
    allowed: ['admin', 'stranger'],
    call: async (client, made) => {
      await clientOf(made, 'admin').trust.add({ data: await anchor(), confirmed: [await confirmed()] })
      return client.trust.remove({ sha256: await confirmed(), reason: REASON })
    },
  },
  'statistics.rates': {
    allowed: WORKING,
    call: (client) => client.statistics.rates({ from: '2026-01-01', to: '2026-06-30' }),
  },
  'outgoing.inspect': {
    allowed: WORKING,
    call: async (client, made) => client.outgoing.inspect({ sha256: await stagedPdf(made) }),
  },
  'verify.file': {
    allowed: WORKING,
    call: async (client, made) => client.verify.file({ sha256: await stagedPdf(made), fileName: 'a.pdf' }),
  },
  'verify.print': {
    allowed: WORKING,
    call: async (client, made) =>
      client.verify.print({ sha256: await stagedPdf(made), fileName: 'a.pdf', language: 'vi' }),
  },
  'settings.get': { allowed: WORKING, call: (client) => client.settings.get() },
  'settings.update': {
    allowed: ['admin', 'stranger'],
    call: async (client, made) => {
      const workspace = await made.office.settings.get()
      if (!workspace) throw new Error('no settings')
      return client.settings.update(workspace)
    },
  },
  'levels.settings': { allowed: WORKING, call: (client) => client.levels.settings() },
  'levels.change': { allowed: ['admin', 'stranger'], call: (client) => client.levels.change(LEVELS) },
  'levels.tryAuthority': {
    allowed: ['admin', 'stranger'],
    call: (client) =>
      client.levels.tryAuthority({ tsaUrl: LEVELS.tsaUrl, tsaDigest: LEVELS.tsaDigest }).catch((error: unknown) => {
        // Who is allowed asks; there is no network here.
        if (!(error instanceof Error && 'code' in error && error.code === 'tsa-unreachable')) throw error
      }),
  },
  'levels.list': { allowed: ['admin', 'stranger'], call: (client) => client.levels.list() },
  'levels.raise': {
    allowed: ['admin', 'stranger'],
    call: async (client, made) => {
      await clientOf(made, 'admin').levels.change(LEVELS)
      for await (const _event of await client.levels.raise()) continue
    },
  },
  'rechecks.summary': { allowed: ['admin', 'stranger'], call: (client) => client.rechecks.summary() },
  'rechecks.one': {
    allowed: PROVINCE_SEES,
    call: on('numbered', (client, id) => client.rechecks.one({ id })),
  },
  'rechecks.all': {
    allowed: ['admin', 'stranger'],
    call: async (client) => {
      for await (const _event of await client.rechecks.all()) continue
    },
  },
  'rechecks.reviewed': {
    allowed: ['clerk', 'admin'],
    call: async (client, made) => {
      const id = await documentIn(made, 'issued', { issuedDate: '2026-07-01' })
      await made.office.store.checks.plan(id, toReview)
      return client.rechecks.reviewed({ id, reason: REASON })
    },
  },
  'audit.list': { allowed: ['admin', 'stranger'], call: (client) => client.audit.list({}) },
  'audit.check': {
    allowed: ['admin', 'stranger'],
    call: async (client) => {
      for await (const _event of await client.audit.check()) continue
    },
  },
}

async function handInAsLeader(client: OfficeClient, made: TestCore) {
  const id = await documentIn(made, 'submitted')
  const { sha256 } = await clientOf(made, 'official').documents.get({ id })
  if (sha256 === null) throw new Error('no file')
  const old = await made.office.files.open(sha256)
  const { bytes } = await signBytes(old.read(0, old.size), await testKey('leader'))
  old.close()
  const signed = await stagedPdf(made, bytes)
  const facts = await signerFacts
  await made.office.store.transaction(async ({ certificates }) => {
    if (await certificates.bySha256(facts.sha256)) return
    const owner = { kind: 'personal' as const, personId: PEOPLE.official.id, agencyId: PROVINCE, der: '' }
    await certificates.insert({ id: 'certificate-1' as never, ...owner, facts })
  })
  return client.signing.handIn({ id, expected: sha256, signed, role: 'leader' })
}

/** Names of all procedures, read from the contract itself. */
function proceduresOf(part: object, path: string[] = []): string[] {
  if (isContractProcedure(part)) return [path.join('.')]
  return Object.entries(part).flatMap(([name, inner]) => proceduresOf(inner as object, [...path, name]))
}
const PROCEDURES = proceduresOf(contract)

test('every procedure of the office has a row here', () => {
  expect(PROCEDURES.length).toBeGreaterThan(40)
  expect(Object.keys(CASES).sort()).toEqual([...PROCEDURES].sort())
})

const REFUSALS = ['sign-in-required', 'forbidden', 'not-found', 'workspace-not-empty', 'demo-not-available']

describe.each(PROCEDURES)('%s', (name) => {
  test.each(CALLERS)('as %s', async (as) => {
    const { allowed, call } = CASES[name] ?? { allowed: [], call: () => Promise.reject(new Error('no row')) }
    const code = await call(clientOf(core, as), core, as).then(
      () => 'allowed',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    )
    if (allowed.includes(as)) expect(code).toBe('allowed')
    else if (as === 'nobody') expect(['sign-in-required', 'workspace-not-empty', 'demo-not-available']).toContain(code)
    else expect(REFUSALS).toContain(code)
  })
})
