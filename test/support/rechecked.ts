import type { DocumentId, FileReport, RevocationFacts, Sha256, SignatureReport } from '#contract'
import { createIncoming } from '#core/register/incoming'
import { checkIntegrity } from '#core/register/integrity-check'
import { callerFor, officeForTest, passedReport, stagedPdf, type TestCore } from '#test/support/core'
import { incomingFields, PEOPLE } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'

/** When the office took the documents here, and when it looks again. */
export const TAKEN = '2026-07-01T02:00:00.000Z'
export const LATER = '2026-07-20T02:00:00.000Z'

const LEADER = { field: 'Leader', certificate: 'a'.repeat(64) as Sha256 }
const AGENCY = { field: 'Agency', certificate: 'b'.repeat(64) as Sha256 }

const certificate = (sha256: Sha256): NonNullable<SignatureReport['certificate']> => ({
  ...{ subject: `CN=${sha256.slice(0, 4)}`, issuer: 'CN=CA', organisation: '', serialNumber: '01', sha256 },
  ...{ notBefore: '2025-01-01T00:00:00.000Z', notAfter: '2028-01-01T00:00:00.000Z', keyAlgorithm: 'RSA 2048' },
})

export const revocation = (more: Partial<RevocationFacts>): RevocationFacts => ({
  ...{ status: 'good', source: 'fetched', kind: 'ocsp', producedAt: null, nextUpdate: null, revokedAt: null },
  ...{ reason: '', problems: [] },
  ...more,
})

/** What a check finds of a certificate that was revoked at this instant, where nothing proves an earlier signature. */
export const revokedAt = (instant: string): Partial<SignatureReport> => ({
  ...{ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE', findings: ['revoked-without-proof'] },
  revocation: revocation({ status: 'revoked', revokedAt: instant, reason: 'keyCompromise' }),
})

/** What the next check of a file finds; a test changes it. */
export type Engine = {
  /** Of the leader's signature; the agency's passes. */
  leader: Partial<SignatureReport>
  offline: boolean
  failure: Error | undefined
  checked: string[]
}

/** An office whose verification says what the test wants, and is otherwise real. */
export async function recheckedOffice(): Promise<TestCore & { engine: Engine }> {
  const engine: Engine = { leader: {}, offline: false, failure: undefined, checked: [] }
  const core = await officeForTest({
    verifyPdf: (_source, { file, at }) => {
      engine.checked.push(file)
      if (engine.failure) return Promise.reject(engine.failure)
      return Promise.resolve(reportOf(engine, file, at))
    },
  })
  return { ...core, engine }
}

function reportOf({ leader, offline }: Engine, file: string, at: Date): FileReport {
  const base = passedReport(file, null)
  const [one] = base.signatures
  if (!one) throw new Error('no signature')
  const known = { revocation: revocation({}), bestSignatureTime: at.toISOString() }
  const signatures = [
    { ...one, ...known, field: LEADER.field, certificate: certificate(LEADER.certificate), ...leader },
    { ...one, ...known, field: AGENCY.field, certificate: certificate(AGENCY.certificate) },
  ]
  const verdict = leader.indication ?? 'TOTAL-PASSED'
  return { ...base, checkedAt: at.toISOString(), offline, signatures, verdict }
}

/** Issued on 01/07/2026 with both signatures, verified when it was taken, as `signing.handIn` leaves it. */
export async function issuedDocument(core: TestCore, more: { createdAt?: string } = {}): Promise<DocumentId> {
  const facts = { revision: 'c'.repeat(64) as Sha256, signedAt: null, indication: 'TOTAL-PASSED', at: TAKEN } as const
  const id = await documentIn(core, 'issued', {
    ...{ issuedDate: '2026-07-01', leaderSigned: true, agencySigned: true, evidence: 'verified' },
    ...{ verdict: 'TOTAL-PASSED', fileName: 'quyet-dinh.pdf' },
    signatures: [
      { ...facts, role: 'leader', personId: PEOPLE.official.id, ...named(LEADER) },
      { ...facts, role: 'agency', personId: PEOPLE.clerk.id, ...named(AGENCY) },
    ],
    ...more,
  })
  await core.office.store.checks.plan(id, {
    ...{ checkedAt: TAKEN, triedAt: TAKEN, nextAt: TAKEN, problem: null, attempts: 0, reviewSince: null },
  })
  return id
}

const named = ({ field, certificate: sha256 }: typeof LEADER) => ({ field, certificateSha256: sha256 })

export async function arrivedDocument(core: TestCore, codeNumber = '15'): Promise<DocumentId> {
  const input = { ...incomingFields({ codeNumber }), sha256: await stagedPdf(core), acceptDuplicate: false }
  const { id } = await createIncoming(core.office, await callerFor(core, 'clerk'), { ...input, fileName: 'den.pdf' })
  return id
}

/** What the integrity check finds: rows, events and figures must agree after every check. */
export async function problemsIn({ office }: TestCore): Promise<string[]> {
  const found: string[] = []
  for await (const { problems } of checkIntegrity(office)) found.push(...problems.map(({ code }) => code))
  return found
}
