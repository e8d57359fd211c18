import { afterAll, expect, test } from 'vitest'
import type { DocumentId, RevocationFacts, SignatureReport } from '#contract'
import { getDocument } from '#core/register/act'
import { recheckDocument } from '#core/register/recheck'
import { verifyPdf } from '#core/verification/verify-pdf'
import { callerFor, stagedPdf, type TestCore } from '#test/support/core'
import { arrivedDocument, LATER, recheckedOffice, revocation, revokedAt, TAKEN } from '#test/support/rechecked'
import { closePages, numbered, sign, signingOffice, submitted } from '#test/support/signing-office'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

afterAll(closePages)

const again = ({ office }: TestCore, id: DocumentId) =>
  recheckDocument(office, { id, cause: 'scheduled', actorId: null, patience: 'patient' })

/** A revision that nobody has checked yet. */
async function giveNewBytes(core: TestCore, id: DocumentId): Promise<void> {
  const sha256 = await stagedPdf(core)
  await core.office.store.transaction(async ({ documents }) => {
    const event = { action: 'number', actorId: null, at: core.clock.now() }
    await core.office.files.keep(sha256)
    await documents.change(id, { from: ['received'], set: { sha256 }, event })
    await documents.addRevision(id, { sha256, size: 1, at: TAKEN, cause: 'numbered' })
  })
}

const SAID = '2026-07-19T00:00:00.000Z'
const OLDER = '2026-07-05T00:00:00.000Z'
const NEWER = '2026-07-19T01:00:00.000Z'
const revokedSince = (since: string): Partial<SignatureReport> => {
  const { revocation: facts, ...rest } = revokedAt(since)
  return { ...rest, revocation: facts ? { ...facts, producedAt: SAID } : null }
}
const good = (more: Partial<RevocationFacts>): Partial<SignatureReport> => ({ revocation: revocation(more) })
const SILENT: Partial<SignatureReport> = {
  revocation: revocation({ status: 'unknown', source: null, problems: ['service-unreachable'] }),
  findings: ['revocation-not-checked'],
}

/** Of the earlier bytes a check has heard of the revocation; of the new ones it then finds `answer`. */
async function afterNewBytes(since: string, answer: Partial<SignatureReport>) {
  const core = await recheckedOffice()
  const id = await arrivedDocument(core)
  core.clock.set(LATER)
  core.engine.leader = revokedSince(since)
  await again(core, id)
  await giveNewBytes(core, id)
  core.engine.leader = answer
  await again(core, id)
  return getDocument(core.office, await callerFor(core, 'clerk'), id)
}

const BEFORE_TAKEN = '2026-06-20T00:00:00.000Z'
const AFTER_TAKEN = '2026-07-10T00:00:00.000Z'
const STANDS = { verdict: 'INDETERMINATE', verdictReason: 'revoked-without-proof', evidence: 'none' }

test.each([
  ['an answer kept from before', good({ source: 'kept', producedAt: OLDER })],
  ['an answer in the file, though younger', good({ source: 'file', producedAt: NEWER })],
  ['an answer fetched now that speaks of an earlier time', good({ producedAt: OLDER })],
  ['silence', SILENT],
])('a revocation known of earlier bytes stands against %s about the new ones', async (_name, answer) => {
  const document = await afterNewBytes(BEFORE_TAKEN, answer)
  expect(document).toMatchObject(STANDS)
  expect(document.checks[0]?.signatures[0]).toMatchObject({
    ...{ finding: 'revoked-without-proof', subIndication: 'REVOKED_NO_POE' },
    revocation: { status: 'revoked', revokedAt: BEFORE_TAKEN, producedAt: SAID },
  })
})

test('a service that is asked now and speaks of a later time takes it back', async () => {
  const document = await afterNewBytes(BEFORE_TAKEN, good({ producedAt: NEWER }))
  expect(document).toMatchObject({ verdict: 'TOTAL-PASSED', evidence: 'verified' })
})

test('what is proved to be older than the revocation passes; of what is said to be younger it is the end', async () => {
  const proved = { ...good({ source: 'kept' }), bestSignatureTime: OLDER, provedBy: 'signature-timestamp' } as const
  expect(await afterNewBytes(AFTER_TAKEN, proved)).toMatchObject({ verdict: 'TOTAL-PASSED', evidence: 'verified' })
  const claimed = { ...good({ source: 'kept' }), signedAt: '2026-07-11T00:00:00.000Z' }
  expect(await afterNewBytes(AFTER_TAKEN, claimed)).toMatchObject({
    ...{ verdict: 'TOTAL-FAILED', verdictReason: 'certificate-revoked' },
  })
})

test('the agency’s signature does not come over a leader’s whose certificate is known to be revoked', async () => {
  const core = await signingOffice()
  let leader: Partial<SignatureReport> = {}
  const verify: typeof verifyPdf = async (source, options) => {
    const report = await verifyPdf(source, options)
    const [first, ...rest] = report.signatures
    return first ? { ...report, signatures: [{ ...first, ...leader }, ...rest] } : report
  }
  const watched = { ...core, office: { ...core.office, verifyPdf: verify } }
  const { id } = await submitted(watched, withTable(TWO_PAGES))
  const document = await getDocument(core.office, await callerFor(core, 'staff'), id)
  await sign(watched, document, 'leader')
  leader = revokedSince('2026-06-30T00:00:00.000Z')
  await again(watched, id)
  leader = good({ source: 'file', producedAt: OLDER })
  await expect(sign(watched, await numbered(watched, id), 'agency')).rejects.toThrow('signature-not-valid')
})
