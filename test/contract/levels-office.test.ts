import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BatchEvent, DocumentId, KeyId, PadesLevel, RaisingEvent } from '#contract'
import { raiseDue } from '#core/levels/raise-documents'
import { createTrustPorts } from '#core/levels/trust-ports'
import { buildTimestampRequest } from '#core/timestamps/messages'
import { verifyPdf } from '#core/verification/verify-pdf'
import { createTrustServices } from '#main/adapters/net/trust-services'
import { toPfx } from '#seeds/pfx'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

const PASSWORD = 'a password hard to guess'
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

let pki: TrustServicesForTest
beforeAll(async () => {
  pki = await startTrustServices()
})
afterAll(() => pki.close())
afterEach(() => {
  for (const path of ['/tsa', '/ocsp', '/issuing.crl']) pki.answer(path, undefined)
})

let serial = 9000

/** An office with real services, and the leader's and the agency's keys on this workstation. It keeps real time. */
async function officeWithServices(level: PadesLevel) {
  const clock = { now: () => new Date() }
  const services = createTrustServices({ attempts: 1, timeoutMs: 20_000, localHosts: 'any' })
  const trust = createTrustPorts({ quick: services, patient: services, clock })
  const core = await runtimeForTest('office', { verifyPdf, trust, clock })
  const client = overPort(core.runtime)
  const as = (name: keyof typeof PEOPLE) => client.office.session.open({ personId: PEOPLE[name].id })
  await as('admin')
  const root = base64(pki.root.certificate)
  const [found] = await client.office.trust.inspect({ data: root })
  await client.office.trust.add({ data: root, confirmed: found ? [found.sha256] : [] })
  await client.office.levels.change({ level, tsaUrl: pki.url('/tsa'), tsaDigest: 'sha256' })
  const key = async (
    commonName: string,
    owner: { kind: 'personal' | 'agency'; personId: typeof PEOPLE.official.id | null },
  ) => {
    const leaf = await pki.issue({ serial: (serial += 1), commonName })
    const chain = [pki.issuing.certificate, pki.policy.certificate]
    const data = base64(toPfx(leaf, chain, PASSWORD))
    const { id } = await client.device.keys.importPkcs12({ label: commonName, data, password: PASSWORD })
    await client.office.certificates.record({ ...(await client.device.keys.certificate({ id })), ...owner })
    return { id, serial }
  }
  const leader = await key('Nguyễn Văn Mẫu', { kind: 'personal', personId: PEOPLE.official.id })
  const agency = await key('UBND tỉnh', { kind: 'agency', personId: null })
  const sign = async (role: 'leader' | 'agency', keyId: KeyId, ids: DocumentId[]) => {
    const { documents } = await client.office.signing.prepare({ ids, role })
    const confirmed = documents.map(({ id, sha256 }) => ({ id, sha256 }))
    const events: BatchEvent[] = []
    const input = { role, keyId, secret: PASSWORD, documents: confirmed }
    for await (const event of await client.device.signing.batch(input)) events.push(event)
    return events.filter(({ kind }) => kind === 'signed' || kind === 'failed')
  }
  const raise = async () => {
    await as('admin')
    const events: RaisingEvent[] = []
    for await (const event of await client.office.levels.raise()) events.push(event)
    return events
  }
  const levelsOf = async (id: DocumentId) => {
    const { signatures } = await client.office.documents.report({ id })
    return signatures.filter(({ kind }) => kind === 'signature').map(({ level: found }) => found)
  }
  return { core, client, as, leader, agency, sign, raise, levelsOf }
}

describe('an office that wants B-LTA', () => {
  test('gets proved times from each signer, and all the rest with the agency’s signature', async () => {
    const { core, as, leader, agency, sign, levelsOf, client } = await officeWithServices('B-LTA')
    const id = await documentIn(core, 'submitted')
    await as('official')
    expect(await sign('leader', leader.id, [id])).toMatchObject([{ kind: 'signed', level: 'B-T', shortfall: null }])
    await as('admin')
    const year = new Date().getUTCFullYear()
    const book = await client.office.books.create({ direction: 'outgoing', name: 'Quyết định', year, types: [] })
    await as('clerk')
    const issuedDate = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    await client.office.outgoing.assignNumber({ id, bookId: book.id, issuedDate })
    expect(await sign('agency', agency.id, [id])).toMatchObject([{ kind: 'signed', level: 'B-LTA', shortfall: null }])
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'agency-signed', evidence: 'verified' })
    expect(await levelsOf(id)).toEqual(['B-LTA', 'B-LTA'])
    await as('admin')
    expect(await client.office.levels.list()).toEqual({ rows: [], total: 0 })
  })

  test('while the authority is down signs all the same, says so of each document, and raises them when it is back', async () => {
    const { core, as, agency, sign, raise, levelsOf, client } = await officeWithServices('B-LT')
    const ids = [await documentIn(core, 'numbered', SIGNED), await documentIn(core, 'numbered', SIGNED)]
    pki.answer('/tsa', async () => ({ status: 503, body: '' }))
    await as('clerk')
    expect(await sign('agency', agency.id, ids)).toMatchObject([
      { kind: 'signed', level: 'B-B', shortfall: { code: 'tsa-unreachable' } },
      { kind: 'signed', level: 'B-B', shortfall: { code: 'tsa-unreachable' } },
    ])
    await as('admin')
    const waiting = { wanted: 'B-LT', reached: 'B-B', isReady: true, problem: null }
    expect(await client.office.levels.list()).toMatchObject({ rows: [waiting, waiting], total: 2 })

    expect((await raise()).at(-1)).toEqual({ kind: 'finished', raised: 0, failed: 2 })
    const tried = { problem: 'tsa-unreachable', details: { host: new URL(pki.url('/')).host }, attempts: 1 }
    expect(await client.office.levels.list()).toMatchObject({ rows: [tried, tried], total: 2 })

    pki.answer('/tsa', undefined)
    expect((await raise()).at(-1)).toEqual({ kind: 'finished', raised: 2, failed: 0 })
    expect(await client.office.levels.list()).toEqual({ rows: [], total: 0 })
    for (const id of ids) {
      expect(await levelsOf(id)).toEqual(['B-LT'])
      const { revisions, history, state } = await client.office.documents.get({ id })
      expect([state, revisions.at(-1)?.cause]).toEqual(['agency-signed', 'raised'])
      expect(history.some(({ action }) => action === 'raise-level')).toBe(true)
    }
  })

  test('raises by itself in the background, not before the waiting time is over', async () => {
    const { core, as, agency, sign, levelsOf } = await officeWithServices('B-T')
    const id = await documentIn(core, 'numbered', SIGNED)
    pki.answer('/tsa', async () => ({ body: '<html>' }))
    await as('clerk')
    await sign('agency', agency.id, [id])
    await raiseDue(core.office)
    pki.answer('/tsa', undefined)
    await raiseDue(core.office)
    expect(await levelsOf(id)).toEqual(['B-B'])
    const inAnHour = { now: () => new Date(Date.now() + 3_600_000) }
    await raiseDue({ ...core.office, clock: inAnHour })
    expect(await levelsOf(id)).toEqual(['B-T'])
  })

  test('does not raise under the hands of those who still have to sign', async () => {
    const { core, as, leader, sign, raise, client } = await officeWithServices('B-T')
    const id = await documentIn(core, 'submitted')
    pki.answer('/tsa', async () => ({ status: 500, body: '' }))
    await as('official')
    await sign('leader', leader.id, [id])
    pki.answer('/tsa', undefined)
    expect(await raise()).toEqual([{ kind: 'finished', raised: 0, failed: 0 }])
    expect(await client.office.levels.list()).toMatchObject({ rows: [{ isReady: false, reached: 'B-B' }] })
  })

  test('a revoked certificate signs nothing: refused before the key is opened', async () => {
    const { core, as, leader, client, sign } = await officeWithServices('B-B')
    const id = await documentIn(core, 'submitted')
    await as('official')
    expect(await client.device.signing.checkCertificate({ id: leader.id })).toEqual({
      findings: [],
      revocationBy: 'ocsp',
    })
    const other = await officeWithServices('B-B')
    const [otherId] = [await documentIn(other.core, 'submitted')]
    pki.revoke(other.leader.serial)
    await other.as('official')
    await expect(other.sign('leader', other.leader.id, [otherId])).rejects.toMatchObject({
      code: 'certificate-revoked',
    })
    expect(await sign('leader', leader.id, [id])).toMatchObject([{ kind: 'signed' }])
  })
})

describe('an office that wants B-LT', () => {
  test('while nobody tells of revocation keeps the file it has: no revision a minute, and waits longer each time', async () => {
    const { core, as, agency, sign, client, levelsOf } = await officeWithServices('B-LT')
    const id = await documentIn(core, 'numbered', SIGNED)
    for (const path of ['/ocsp', '/issuing.crl']) pki.answer(path, async () => ({ status: 404, body: '' }))
    await as('clerk')
    expect(await sign('agency', agency.id, [id])).toMatchObject([
      { level: 'B-T', shortfall: { code: 'revocation-unavailable', details: { subject: 'UBND tỉnh' } } },
    ])
    const sealed = await client.office.documents.get({ id })
    expect(sealed.lowLevel).toMatchObject({ wanted: 'B-LT', reached: 'B-T', isReady: true })
    const waits: number[] = []
    for (let at = Date.now() + 1000; waits.length < 3; ) {
      const clock = { now: () => new Date(at) }
      await raiseDue({ ...core.office, clock })
      const waiting = await core.office.store.raising.get(id)
      expect(waiting).toMatchObject({ problem: 'revocation-unavailable', attempts: waits.length + 1, reached: 'B-T' })
      waits.push((Date.parse(waiting?.nextAt ?? '') - at) / 60_000)
      at = Date.parse(waiting?.nextAt ?? '')
    }
    expect(waits).toEqual([1, 2, 4])
    const { sha256, revisions, history, lowLevel } = await client.office.documents.get({ id })
    expect(lowLevel).toMatchObject({ problem: 'revocation-unavailable', details: { subject: 'UBND tỉnh' } })
    expect([sha256, revisions.length, history.length]).toEqual([
      sealed.sha256,
      sealed.revisions.length,
      sealed.history.length,
    ])
    for (const path of ['/ocsp', '/issuing.crl']) pki.answer(path, undefined)
    await raiseDue({ ...core.office, clock: { now: () => new Date(Date.now() + 3_600_000) } })
    expect(await levelsOf(id)).toEqual(['B-LT'])
    expect((await client.office.documents.get({ id })).lowLevel).toBeNull()
  })

  test('that gets one step further keeps it, and how often it was tried', async () => {
    const { core, as, agency, sign, levelsOf, raise } = await officeWithServices('B-LT')
    const id = await documentIn(core, 'numbered', SIGNED)
    const down = async () => ({ status: 404, body: '' })
    for (const path of ['/tsa', '/ocsp', '/issuing.crl']) pki.answer(path, down)
    await as('clerk')
    await sign('agency', agency.id, [id])
    await raise()
    pki.answer('/tsa', undefined)
    await raise()
    expect(await core.office.store.raising.get(id)).toMatchObject({ reached: 'B-T', attempts: 2 })
    expect(await levelsOf(id)).toEqual(['B-T'])
  })
})

describe('an authority that is tried before it is saved', () => {
  const asAdmin = async () => {
    const office = await officeWithServices('B-B')
    await office.as('admin')
    const { tryAuthority, settings } = office.client.office.levels
    const before = await settings()
    return { ...office, attempt: tryAuthority, settings, before }
  }

  test('gives a token that is checked: its name, policy, time and trust are told, and nothing is kept', async () => {
    const { attempt, settings, before } = await asAdmin()
    const calls = pki.calls.get('/tsa') ?? 0
    const tried = await attempt({ tsaUrl: pki.url('/tsa'), tsaDigest: 'sha384' })
    expect(tried).toMatchObject({ name: 'TSA mô phỏng', policy: '1.2.3.4.1', untrustedIssuer: null })
    expect(tried.tookMs).toBeGreaterThan(0)
    expect(Math.abs(Date.parse(tried.time) - Date.now())).toBeLessThan(60_000)
    expect(Date.parse(tried.endsAt)).toBeGreaterThan(Date.now())
    expect(pki.calls.get('/tsa')).toBe(calls + 1)
    expect(await settings()).toEqual(before)
  })

  test('is told apart where it leads to no root of the office for timestamps', async () => {
    const { attempt, client } = await asAdmin()
    const [root] = await client.office.trust.list()
    if (!root) throw new Error('the office has no root')
    await client.office.trust.setPurpose({ sha256: root.sha256, purpose: 'signatures' })
    const tried = await attempt({ tsaUrl: pki.url('/tsa'), tsaDigest: 'sha256' })
    expect(tried.untrustedIssuer).toBe('CA gốc mô phỏng')
  })

  test.each([
    ['nothing stands there', async () => ({ status: 404, body: '' }), 'tsa-unreachable', { status: 404 }],
    ['a web page', async () => ({ body: '<html>' }), 'tsa-answer-unreadable', { reason: 'web-page' }],
    ['garbage', async () => ({ body: 'certainly no token' }), 'tsa-answer-unreadable', {}],
    ['an answer to another question', () => anOldAnswer(), 'tsa-answer-wrong', { reason: 'messageImprint' }],
    ['a refusal', async () => ({ body: Buffer.from('30053003020102', 'hex') }), 'tsa-refused', { reason: 'rejection' }],
  ] as const)('%s is told as what it is', async (_what, answer, code, details) => {
    const { attempt } = await asAdmin()
    pki.answer('/tsa', answer)
    const failed = attempt({ tsaUrl: pki.url('/tsa'), tsaDigest: 'sha256' })
    await expect(failed).rejects.toMatchObject({ code, data: { host: new URL(pki.url('/')).host, ...details } })
  })

  test('is asked again by the next signature, which would have taken over an earlier failure', async () => {
    const { attempt, client, core, as, agency, sign } = await asAdmin()
    const tsa = { tsaUrl: pki.url('/tsa'), tsaDigest: 'sha256' } as const
    await client.office.levels.change({ level: 'B-T', ...tsa })
    const [first, second, third] = [
      await documentIn(core, 'numbered', SIGNED),
      await documentIn(core, 'numbered', SIGNED),
      await documentIn(core, 'numbered', SIGNED),
    ]
    pki.answer('/tsa', async () => ({ status: 404, body: '' }))
    await as('clerk')
    expect(await sign('agency', agency.id, [first])).toMatchObject([{ level: 'B-B' }])
    pki.answer('/tsa', undefined)
    expect(await sign('agency', agency.id, [second])).toMatchObject([{ level: 'B-B' }])
    await as('admin')
    await attempt(tsa)
    await as('clerk')
    expect(await sign('agency', agency.id, [third])).toMatchObject([{ level: 'B-T' }])
  })

  test('is asked anew at once after a failure, by the admin only', async () => {
    const { attempt, as } = await asAdmin()
    const asked = { tsaUrl: pki.url('/tsa'), tsaDigest: 'sha256' } as const
    pki.answer('/tsa', async () => ({ status: 404, body: '' }))
    await expect(attempt(asked)).rejects.toMatchObject({ code: 'tsa-unreachable' })
    pki.answer('/tsa', undefined)
    expect(await attempt(asked)).toMatchObject({ name: 'TSA mô phỏng' })
    await as('official')
    await expect(attempt(asked)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

/** A whole token of the real authority, over other bytes. */
const anOldAnswer = () => pki.stamp(buildTimestampRequest({ imprint: Buffer.alloc(32), digest: 'sha256', nonce: ONE }))
const ONE = Uint8Array.of(1)

const SIGNED = { leaderSigned: true, leaderSignedBy: PEOPLE.official.id, issuedDate: '2026-07-01' } as const
