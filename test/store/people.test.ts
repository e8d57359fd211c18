import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bindCertificate, expiringWithin, listCertificates } from '#core/people/certificates'
import { listPeople, savePerson, setPassword } from '#core/people/people'
import { callerOf, me, openSession, sessionPeople, setOwnPassword } from '#core/people/session'
import { createDemo, createOffice, setupStatus } from '#core/people/setup'
import { addAnchors, inspectAnchors, listAnchors, removeAnchor } from '#core/people/trust-anchors'
import { callerFor, coreForTest, officeForTest } from '#test/support/core'
import { PEOPLE, PROVINCE } from '#test/support/core-data'
import { testLeaf } from '#test/support/pki'

const PASSWORD = 'mật khẩu dài'

describe('the first run', () => {
  const input = {
    officeName: 'UBND xã Mẫu',
    symbol: 'UBND',
    organId: '',
    place: 'Mẫu',
    adminName: 'Lê Quản Trị',
    adminPosition: '',
    adminRoles: ['clerk' as const],
    adminPassword: PASSWORD,
  }

  test('makes the office and its first admin, once', async () => {
    const { office } = await coreForTest()
    expect(await setupStatus(office)).toMatchObject({ state: 'empty', demoAvailable: false })

    const admin = await createOffice(office, input)

    expect(admin).toMatchObject({ roles: ['admin', 'clerk'], hasPassword: true, agencyName: 'UBND xã Mẫu' })
    expect(await setupStatus(office)).toMatchObject({ state: 'ready', officeName: 'UBND xã Mẫu', demo: false })
    await expect(createOffice(office, input)).rejects.toMatchObject({ code: 'workspace-not-empty' })
  })

  test('keeps of a password only what proves it', async () => {
    const { office, folder } = await coreForTest()
    await createOffice(office, input)
    await office.store.close()
    for (const file of ['register.sqlite', 'workspace.json']) {
      expect((await readFile(join(folder, file))).includes(PASSWORD)).toBe(false)
    }
    expect((await readFile(join(folder, 'register.sqlite'))).includes('argon2id$')).toBe(true)
  })

  test('tells the demo office’s progress, and its failure', async () => {
    const demo = {
      fillDemo: async (_office: unknown, _options: unknown, onProgress: (progress: object) => void) => {
        onProgress({ step: 'agencies', done: 1, of: 2 })
        await Promise.resolve()
        onProgress({ step: 'agencies', done: 2, of: 2 })
        throw new Error('stopped half way')
      },
    }
    const { office } = await coreForTest({ demo: demo as never })
    const told: number[] = []
    const run = async () => {
      for await (const { done } of createDemo(office, { scale: 1 })) told.push(done)
    }
    await expect(run()).rejects.toThrow('stopped half way')
    expect(told).toEqual([1, 2])
  })
})

describe('who is working', () => {
  test('needs no password where there is none, and the right one where there is', async () => {
    const { office } = await officeForTest()
    const core = { office }
    const staff = await callerFor(core, 'staff')
    await setOwnPassword(office, { caller: staff, clientId: 'a' }, { next: PASSWORD })

    const personId = PEOPLE.staff.id
    await expect(openSession(office, 'a', { personId })).rejects.toMatchObject({ code: 'wrong-credentials' })
    expect(await openSession(office, 'a', { personId, password: PASSWORD })).toMatchObject({
      person: { id: personId, hasPassword: true },
      officeName: 'UBND tỉnh',
    })
    expect(await openSession(office, 'b', { personId: PEOPLE.clerk.id })).toMatchObject({
      person: { name: PEOPLE.clerk.name },
    })
    expect((await callerOf(office, 'a'))?.personId).toBe(personId)
    expect(await callerOf(office, 'nobody')).toBeNull()
  })

  test('five wrong passwords lock a person out for five minutes, also all at once', async () => {
    const core = await officeForTest()
    const { office, clock } = core
    const admin = { caller: await callerFor(core, 'admin'), clientId: 'b' }
    await setPassword(office, admin, { personId: PEOPLE.staff.id, password: PASSWORD })
    const open = (password: string) => openSession(office, 'a', { personId: PEOPLE.staff.id, password })

    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => open('falsch falsch')))
    const codes = tries.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : '',
    )
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(3)
    await expect(open(PASSWORD)).rejects.toMatchObject({ code: 'too-many-attempts' })
    clock.set('2026-07-01T02:05:00.001Z')
    expect(await open(PASSWORD)).toMatchObject({ person: { id: PEOPLE.staff.id } })
  })

  test('a new password ends the sessions of whoever else works as this person', async () => {
    const { office } = await officeForTest()
    const staff = await callerFor({ office }, 'staff')
    office.sessions.open('own', staff.personId)
    office.sessions.open('elsewhere', staff.personId)
    await setOwnPassword(office, { caller: staff, clientId: 'own' }, { next: PASSWORD })
    expect(await callerOf(office, 'elsewhere')).toBeNull()
    expect((await callerOf(office, 'own'))?.personId).toBe(staff.personId)

    const admin = { caller: await callerFor({ office }, 'admin'), clientId: 'of the admin' }
    await setPassword(office, admin, { personId: staff.personId, password: null })
    expect(await callerOf(office, 'own')).toBeNull()
  })

  test('a right that is taken away is gone at the next call', async () => {
    const core = await officeForTest()
    const admin = await callerFor(core, 'admin')
    await callerFor(core, 'staff')
    const { id, agencyId, name, position } = PEOPLE.staff
    await savePerson(core.office, admin, { id, agencyId, name, position, roles: ['staff'], active: false })
    expect(await callerOf(core.office, 'client of staff')).toBeNull()
    expect(await me(core.office, null)).toBeNull()
  })

  test('is asked by name, without diacritics, of those who still work here', async () => {
    const core = await officeForTest()
    const found = await sessionPeople(core.office, { q: 'nguyen commune', limit: 30 })
    expect(found.total).toBe(3)
    const all = await sessionPeople(core.office, { q: 'nguyen van', limit: 4 })
    expect(all).toMatchObject({ total: Object.keys(PEOPLE).length })
    expect(all.people).toHaveLength(4)
  })
})

describe('administration', () => {
  test('never leaves the office without an admin', async () => {
    const core = await coreForTest()
    const first = { officeName: 'X', symbol: 'X', organId: '', place: 'X', adminName: 'Một', adminPosition: '' }
    const admin = await createOffice(core.office, { ...first, adminRoles: [], adminPassword: null })
    core.office.sessions.open('a', admin.id)
    const caller = await callerOf(core.office, 'a')
    if (!caller) throw new Error('nobody')
    const changed = { id: admin.id, agencyId: admin.agencyId, name: 'Một', position: '', active: true }
    await expect(savePerson(core.office, caller, { ...changed, roles: ['clerk'] })).rejects.toMatchObject({
      code: 'last-admin',
    })
    const second = { agencyId: admin.agencyId, name: 'Hai', position: '', roles: ['admin' as const], active: true }
    await savePerson(core.office, caller, second)
    expect(await savePerson(core.office, caller, { ...changed, roles: ['clerk'] })).toMatchObject({ roles: ['clerk'] })
  })

  test('does not reach people of another office', async () => {
    const core = await officeForTest()
    const admin = await callerFor(core, 'admin')
    const { id, agencyId, name } = PEOPLE.stranger
    const stolen = { id, agencyId: PROVINCE, name, position: '', roles: ['staff' as const], active: true }
    await expect(savePerson(core.office, admin, stolen)).rejects.toMatchObject({ code: 'not-found' })
    await expect(savePerson(core.office, admin, { ...stolen, agencyId })).rejects.toMatchObject({ code: 'not-found' })
    const reset = { personId: id, password: null }
    await expect(setPassword(core.office, { caller: admin, clientId: 'a' }, reset)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await listPeople(core.office, admin, { limit: 50 })).rows.map((row) => row.id)).not.toContain(id)
  })
})

describe('certificates', () => {
  test('are bound once, to their person or agency, and tell when they end', async () => {
    const core = await officeForTest()
    const [staff, admin] = [await callerFor(core, 'staff'), await callerFor(core, 'admin')]
    const der = async (name: 'leader' | 'expired' | 'notYetValid') =>
      Buffer.from((await testLeaf(name)).certificate).toString('base64')
    const own = { der: await der('leader'), kind: 'personal' as const, personId: PEOPLE.staff.id }

    expect(await bindCertificate(core.office, staff, own)).toMatchObject({
      ownerName: PEOPLE.staff.name,
      status: 'valid',
    })
    await expect(bindCertificate(core.office, staff, own)).rejects.toMatchObject({ code: 'certificate-known' })
    const another = { ...own, der: await der('expired'), personId: PEOPLE.clerk.id }
    await expect(bindCertificate(core.office, staff, another)).rejects.toMatchObject({ code: 'forbidden' })
    await bindCertificate(core.office, admin, another)
    await bindCertificate(core.office, admin, { der: await der('notYetValid'), kind: 'agency', personId: null })

    const list = await listCertificates(core.office, admin, { limit: 10 })
    expect(list).toMatchObject({ total: 3, personal: 2, agency: 1, expired: 1, expiring: 0 })
    expect(list.rows.map(({ status }) => status)).toEqual(['expired', 'valid', 'not-yet-valid'])
    for (const status of ['valid', 'expired', 'not-yet-valid', 'expiring'] as const) {
      const some = await listCertificates(core.office, admin, { limit: 10, status })
      expect(some.rows.map((row) => row.status)).toEqual(
        list.rows.map((row) => row.status).filter((is) => is === status),
      )
    }
    core.clock.set('2027-12-20T02:00:00.000Z')
    expect(await listCertificates(core.office, admin, { limit: 10, q: 'mau' })).toMatchObject({
      rows: [{ status: 'expiring' }],
      expiring: 1,
    })
  })

  test('are told 90, 60, 30 and 7 days before their end, each under its nearest limit', async () => {
    const core = await officeForTest()
    const admin = await callerFor(core, 'admin')
    const der = Buffer.from((await testLeaf('leader')).certificate).toString('base64')
    const { facts } = await bindCertificate(core.office, admin, { der, kind: 'agency', personId: null })
    const told = async (daysBefore: number) => {
      core.clock.set(new Date(Date.parse(facts.notAfter) - daysBefore * 86_400_000).toISOString())
      const bands = await expiringWithin(core.office, admin)
      return bands.filter(({ count }) => count > 0).map(({ days }) => days)
    }
    expect(await told(91)).toEqual([])
    expect(await told(90)).toEqual([90])
    expect(await told(60)).toEqual([60])
    expect(await told(30)).toEqual([30])
    expect(await told(7)).toEqual([7])
    expect(await told(0)).toEqual([])
  })

  test('are trusted only when their fingerprint was confirmed', async () => {
    const core = await officeForTest()
    const admin = await callerFor(core, 'admin')
    const { certificate } = await testLeaf('agency')
    const data = Buffer.from(certificate).toString('base64')
    const [facts] = inspectAnchors(core.office, admin, data)
    if (!facts) throw new Error('no certificate')

    expect(await addAnchors(core.office, admin, { data, confirmed: ['0'.repeat(64) as never] })).toEqual([])
    expect(await addAnchors(core.office, admin, { data, confirmed: [facts.sha256] })).toMatchObject([
      { sha256: facts.sha256 },
    ])
    expect(await addAnchors(core.office, admin, { data, confirmed: [facts.sha256] })).toHaveLength(1)
    expect(await removeAnchor(core.office, admin, { sha256: facts.sha256, reason: 'Lộ khóa' })).toEqual([])
    expect(await listAnchors(core.office)).toEqual([])
  })
})
