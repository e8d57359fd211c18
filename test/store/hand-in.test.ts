import { describe, expect, test } from 'vitest'
import type { DocumentId, Sha256 } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { getDocument } from '#core/register/act'
import { listBooks } from '#core/register/books'
import { handIn } from '#core/register/hand-in'
import { assignNumber } from '#core/register/numbering'
import { createOutgoing, issue, replaceFile, submit, withdraw } from '#core/register/outgoing'
import { prepareSigning } from '#core/register/prepare'
import { recheckDocument } from '#core/register/recheck'
import { reportOf } from '#core/register/verify-revision'
import { signPdf } from '#core/signing/sign-pdf'
import { rateTable } from '#core/statistics/rates'
import { verifyPdf } from '#core/verification/verify-pdf'
import { append } from '#test/support/appended'
import { callerFor, officeForTest, stagedPdf, type TestCore } from '#test/support/core'
import { outgoingFields, PEOPLE, PROVINCE } from '#test/support/core-data'
import { type LeafName, testAnchors, testKey, testLeaf } from '#test/support/pki'

/** The province with the test PKI: the official's personal certificate and the agency's are known, the root is trusted. */
async function signingOffice(): Promise<TestCore> {
  const core = await officeForTest({ verifyPdf })
  const { settings, store } = core.office
  const workspace = await settings.get()
  if (!workspace) throw new Error('no settings')
  const [root] = await testAnchors()
  const anchor = { der: Buffer.from(root ?? []).toString('base64'), addedAt: '2026-07-01T02:00:00.000Z', addedBy: '' }
  await settings.set({ ...workspace, trustAnchors: [anchor] })
  await store.imports.certificates(
    [
      {
        id: 'c1' as never,
        kind: 'personal',
        personId: PEOPLE.official.id,
        agencyId: PROVINCE,
        ...(await known('leader')),
      },
      { id: 'c2' as never, kind: 'personal', personId: PEOPLE.clerk.id, agencyId: PROVINCE, ...(await known('clerk')) },
      { id: 'c3' as never, kind: 'agency', personId: null, agencyId: PROVINCE, ...(await known('agency')) },
    ],
    core.office.clock.now(),
  )
  return core
}

async function known(name: LeafName) {
  const { certificate } = await testLeaf(name)
  return { der: Buffer.from(certificate).toString('base64'), facts: readCertificate(certificate).facts }
}

/** The new revision, signed with a key of the PKI and staged. */
async function signed({ office, clock }: TestCore, sha256: Sha256, name: LeafName): Promise<Sha256> {
  const source = await office.files.open(sha256)
  const sink = await office.files.stageSink()
  await signPdf({ source, key: await testKey(name), signedAt: clock.now() }, sink)
  source.close()
  return (await sink.finish()).sha256
}

async function submitted(core: TestCore): Promise<{ id: DocumentId; sha256: Sha256 }> {
  const staff = await callerFor(core, 'staff')
  const sha256 = await stagedPdf(core)
  const { id } = await createOutgoing(core.office, staff, { ...outgoingFields(), sha256, fileName: 'quyet-dinh.pdf' })
  await submit(core.office, staff, id)
  return { id, sha256 }
}

async function bytesOf({ office }: TestCore, sha256: Sha256): Promise<Buffer> {
  const file = await office.files.open(sha256)
  const bytes = Buffer.from(file.read(0, file.size))
  file.close()
  return bytes
}

/** Signed by its leader, with its number: what the clerk is about to stamp. */
async function numbered(core: TestCore): Promise<{ id: DocumentId; sha256: Sha256 }> {
  const clerk = await callerFor(core, 'clerk')
  const { id, sha256 } = await submitted(core)
  const revision = await signed(core, sha256, 'leader')
  await leader(core, { id, expected: sha256, signed: revision })
  const [book] = await listBooks(core.office, clerk, { direction: 'outgoing' })
  if (!book) throw new Error('no book')
  await assignNumber(core.office, clerk, { id, bookId: book.id, issuedDate: '2026-07-01' })
  return { id, sha256: revision }
}

const leader = (core: TestCore, handedIn: { id: DocumentId; expected: Sha256; signed: Sha256 }) =>
  callerFor(core, 'official').then((caller) => handIn(core.office, caller, { ...handedIn, role: 'leader' }))

describe('a signed revision that is handed in', () => {
  test('carries a document from its draft to its issue, and the signing rate moves', async () => {
    const core = await signingOffice()
    const { office } = core
    const [official, clerk] = [await callerFor(core, 'official'), await callerFor(core, 'clerk')]
    const { id, sha256 } = await submitted(core)

    const prepared = await prepareSigning(office, official, { ids: [id], role: 'leader' })
    expect(prepared).toMatchObject({ documents: [{ id, sha256 }], refused: [] })
    const first = await leader(core, { id, expected: sha256, signed: await signed(core, sha256, 'leader') })
    expect(first).toMatchObject({
      state: 'leader-signed',
      leaderSigned: true,
      evidence: 'verified',
      verdict: 'TOTAL-PASSED',
    })

    const [book] = await listBooks(office, clerk, { direction: 'outgoing' })
    if (!book || !first.sha256) throw new Error('no book or file')
    await assignNumber(office, clerk, { id, bookId: book.id, issuedDate: '2026-07-01' })
    const second = await signed(core, first.sha256, 'agency')
    await handIn(office, clerk, { id, expected: first.sha256, signed: second, role: 'agency' })
    const issued = await issue(office, clerk, id)

    expect(issued).toMatchObject({ state: 'issued', codeNumber: '01', agencySigned: true, sha256: second })
    expect(issued.revisions.map(({ cause }) => cause)).toEqual(['uploaded', 'leader', 'agency'])
    expect(issued.history.map(({ action }) => action)).toEqual([
      'create',
      'submit',
      'sign-leader',
      'number',
      'sign-agency',
      'issue',
    ])
    expect((await reportOf(office, clerk, id)).signatures).toHaveLength(2)
    const { total } = await rateTable(office, clerk, { from: '2026-07-01', to: '2026-07-31', by: 'agency' })
    expect(total).toMatchObject({ issued: 1, due: 1, full: 1, verified: 1, rate: 100 })
  })

  test('is refused where it is not the confirmed file with something after it, and is then gone', async () => {
    const core = await signingOffice()
    const { id, sha256 } = await submitted(core)
    const other = await signed(core, await stagedPdf(core), 'leader')

    await expect(leader(core, { id, expected: sha256, signed: other })).rejects.toMatchObject({
      code: 'not-an-incremental-revision',
    })
    await expect(core.office.files.open(other)).rejects.toMatchObject({ code: 'file-missing' })
  })

  test('is refused where the file was replaced after it was shown', async () => {
    const core = await signingOffice()
    const staff = await callerFor(core, 'staff')
    const { id, sha256 } = await submitted(core)
    const revision = await signed(core, sha256, 'leader')
    await withdraw(core.office, staff, id)
    await replaceFile(core.office, staff, { id, sha256: await stagedPdf(core) })
    await submit(core.office, staff, id)

    await expect(leader(core, { id, expected: sha256, signed: revision })).rejects.toMatchObject({
      code: 'file-changed',
    })
  })

  test('is refused without a signature over all of it', async () => {
    const core = await signingOffice()
    const { id, sha256 } = await submitted(core)
    const revision = await signed(core, sha256, 'leader')
    const file = await core.office.files.open(revision)
    const longer = Buffer.concat([file.read(0, file.size), Buffer.from('\n% more')])
    const old = await core.office.files.open(sha256)
    const unsigned = Buffer.concat([old.read(0, old.size), Buffer.from('\n% more')])
    file.close()
    old.close()

    for (const bytes of [longer, unsigned]) {
      const staged = await stagedPdf(core, bytes)
      await expect(leader(core, { id, expected: sha256, signed: staged })).rejects.toMatchObject({
        code: 'signature-not-valid',
      })
    }
    expect((await getDocument(core.office, await callerFor(core, 'official'), id)).state).toBe('submitted')
  })

  test.each(['clerk', 'agency', 'strong'] as const)('as leader is refused with the certificate "%s"', async (name) => {
    const core = await signingOffice()
    const { id, sha256 } = await submitted(core)
    const revision = await signed(core, sha256, name)
    await expect(leader(core, { id, expected: sha256, signed: revision })).rejects.toMatchObject({
      code: 'certificate-not-yours',
    })
  })

  test('is refused where nobody trusts the certificate', async () => {
    const core = await signingOffice()
    const workspace = await core.office.settings.get()
    if (!workspace) throw new Error('no settings')
    await core.office.settings.set({ ...workspace, trustAnchors: [] })
    const { id, sha256 } = await submitted(core)
    const revision = await signed(core, sha256, 'leader')
    await expect(leader(core, { id, expected: sha256, signed: revision })).rejects.toMatchObject({
      code: 'certificate-untrusted',
    })
  })

  test('of two at once one is taken; the other hears the present state', async () => {
    const core = await signingOffice()
    const { id, sha256 } = await submitted(core)
    const revisions = [await signed(core, sha256, 'leader'), await signed(core, sha256, 'leader')]
    core.clock.set('2026-07-01T02:00:01.000Z')
    revisions[1] = await signed(core, sha256, 'leader')

    const outcomes = await Promise.allSettled(
      revisions.map((revision) => leader(core, { id, expected: sha256, signed: revision })),
    )

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(lost?.reason).toMatchObject({
      code: 'wrong-state',
      details: { state: 'leader-signed', expected: 'submitted' },
    })
  })
})

describe('the agency’s signature', () => {
  test('is refused where the page was changed after its leader signed', async () => {
    const core = await signingOffice()
    const clerk = await callerFor(core, 'clerk')
    const { id, sha256 } = await numbered(core)
    const shown = await bytesOf(core, sha256)
    const changed = await stagedPdf(core, append(shown, { 5: '<< /Length 9 >>\nstream\n0 9 m S Q\nendstream' }))
    const revision = await signed(core, changed, 'agency')

    const refused = handIn(core.office, clerk, { id, expected: sha256, signed: revision, role: 'agency' })
    await expect(refused).rejects.toMatchObject({
      code: 'signature-not-valid',
      details: { indication: 'TOTAL-FAILED', finding: expect.any(String) as string },
    })
    expect(await getDocument(core.office, clerk, id)).toMatchObject({ state: 'numbered', agencySigned: false, sha256 })
  })

  test('is refused where the leader’s signature is not trusted any more', async () => {
    const core = await signingOffice()
    const clerk = await callerFor(core, 'clerk')
    const { id, sha256 } = await numbered(core)
    const revision = await signed(core, sha256, 'agency')
    const verify: typeof verifyPdf = async (source, options) => {
      const report = await verifyPdf(source, options)
      const [first, ...others] = report.signatures
      if (!first) throw new Error('no signature')
      const doubtful = { ...first, indication: 'INDETERMINATE' as const, trusted: false }
      return { ...report, signatures: [doubtful, ...others], verdict: 'INDETERMINATE' }
    }

    const office = { ...core.office, verifyPdf: verify }
    const refused = handIn(office, clerk, { id, expected: sha256, signed: revision, role: 'agency' })
    await expect(refused).rejects.toMatchObject({
      code: 'signature-not-valid',
      details: { indication: 'INDETERMINATE' },
    })
    expect((await getDocument(core.office, clerk, id)).state).toBe('numbered')
  })
})

describe('a signature whose issuer does not answer', () => {
  test('is taken, and counts as verified when a later check has heard the answer', async () => {
    const core = await signingOffice()
    const { id, sha256 } = await submitted(core)
    let isSilent = true
    const verify: typeof verifyPdf = async (source, options) => {
      const report = await verifyPdf(source, options)
      const silent = { indication: 'INDETERMINATE', subIndication: 'TRY_LATER', findings: ['revocation-unavailable'] }
      const signatures = report.signatures.map((one) => ({ ...one, ...(silent as Partial<typeof one>) }))
      return isSilent ? { ...report, signatures, verdict: 'INDETERMINATE' } : report
    }
    const silent = { ...core, office: { ...core.office, verifyPdf: verify } }
    const taken = await leader(silent, { id, expected: sha256, signed: await signed(core, sha256, 'leader') })
    expect(taken).toMatchObject({ state: 'leader-signed', evidence: 'none', check: { problem: 'services-silent' } })

    isSilent = false
    const order = { id, cause: 'scheduled', actorId: null, patience: 'patient' } as const
    expect(await recheckDocument(silent.office, order)).toMatchObject({ outcome: 'changed', problem: null })
    const official = await callerFor(core, 'official')
    expect(await getDocument(core.office, official, id)).toMatchObject({
      verdict: 'TOTAL-PASSED',
      evidence: 'verified',
    })
  })
})

describe('separation of duties', () => {
  test('who signed as leader neither numbers nor stamps (NĐ 30/2020, Điều 32)', async () => {
    const core = await signingOffice()
    const both = await callerFor(core, 'both')
    const { documentIn } = await import('#test/support/office-client')
    const more = { leaderSigned: true, leaderSignedBy: both.personId, signerId: both.personId }
    const signedDocument = await documentIn(core, 'leader-signed', more)
    const numbered = await documentIn(core, 'numbered', { ...more, issuedDate: '2026-07-01' })
    const [book] = await listBooks(core.office, both, { direction: 'outgoing' })
    if (!book) throw new Error('no book')

    await expect(
      assignNumber(core.office, both, { id: signedDocument, bookId: book.id, issuedDate: '2026-07-01' }),
    ).rejects.toMatchObject({ code: 'separation-of-duties' })
    const prepared = await prepareSigning(core.office, both, { ids: [numbered], role: 'agency' })
    expect(prepared.refused).toEqual([{ id: numbered, code: 'separation-of-duties' }])
    expect((await getDocument(core.office, both, numbered)).actions).not.toContain('sign-agency')
  })
})
