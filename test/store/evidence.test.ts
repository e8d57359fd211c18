import { afterAll, describe, expect, test } from 'vitest'
import { type DocumentId, type Evidence, type FileReport, type SignatureReport } from '#contract'
import { changeLevelSettings } from '#core/levels/office-levels'
import { raiseAll } from '#core/levels/raise-documents'
import { createIncoming } from '#core/register/incoming'
import { submit } from '#core/register/outgoing'
import { recheckDocument } from '#core/register/recheck'
import { verifyPdf } from '#core/verification/verify-pdf'
import { callerFor, stagedPdf, type TestCore } from '#test/support/core'
import { incomingFields } from '#test/support/core-data'
import { bytesOf, closePages, draft, numbered, sign, signingOffice, submitted } from '#test/support/signing-office'
import { tokenOver } from '#test/support/timestamps'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

afterAll(closePages)

/** What the next checks of a file find beside what they really find. */
type Seen = { stamp?: Partial<SignatureReport>; leader?: Partial<SignatureReport>; isBare?: boolean }

const stampOf = (one: SignatureReport, more: Partial<SignatureReport>): SignatureReport => ({
  ...one,
  ...{ field: 'Stamp', kind: 'document-timestamp', certificate: null },
  ...more,
})

function asSeen(report: FileReport, { stamp, leader, isBare }: Seen): FileReport {
  const [first, ...rest] = report.signatures
  if (!first) throw new Error('no signature')
  const people = isBare ? [] : [{ ...first, ...leader }, ...rest]
  const signatures = [...people, ...(stamp ? [stampOf(first, stamp)] : [])]
  const all = signatures.map(({ indication }) => indication)
  const verdict = (['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED'] as const).find((one) => all.includes(one))
  return { ...report, signatures, verdict: verdict ?? 'NO-SIGNATURE' }
}

type Office = TestCore & { see: (seen: Seen) => void; once: <T>(name: string, make: () => Promise<T>) => Promise<T> }

async function officeThatSees(): Promise<Office> {
  const core = await signingOffice()
  let seen: Seen = {}
  const verify: typeof verifyPdf = async (source, options) => asSeen(await verifyPdf(source, options), seen)
  const stamp = (imprint: Uint8Array) => tokenOver(imprint, core.clock.now())
  const patient = {
    ...core.office.trust.patient,
    timestamperOf: () => ({ digest: 'sha256' as const, tokenSize: 9000, stamp }),
    wake: () => undefined,
  }
  const office = { ...core.office, verifyPdf: verify, trust: { ...core.office.trust, patient } }
  const made = new Map<string, unknown>()
  return {
    ...{ ...core, office },
    see: (next) => void (seen = next),
    once: async <T>(name: string, make: () => Promise<T>) => {
      if (!made.has(name)) made.set(name, await make())
      return made.get(name) as T
    },
  }
}

const evidenceOf = async ({ office }: TestCore, id: DocumentId): Promise<Evidence | undefined> =>
  (await office.store.documents.get(id))?.evidence

/** Both have signed and everything passes. */
async function signedByBoth(core: TestCore): Promise<DocumentId> {
  const document = await submitted(core, withTable(TWO_PAGES))
  await sign(core, document, 'leader')
  await sign(core, await numbered(core, document.id), 'agency')
  return document.id
}

async function signedBytes(core: TestCore): Promise<Buffer> {
  const document = await submitted(core, withTable(TWO_PAGES))
  await sign(core, document, 'leader')
  return bytesOf(core, (await core.office.store.documents.get(document.id))?.sha256 ?? null)
}

const again = ({ office }: TestCore, id: DocumentId) =>
  recheckDocument(office, { id, cause: 'asked', actorId: null, patience: 'quick' })

/** Where a checked file comes into the register: what it counts as after it, or that it was refused. */
const ENTRANCES = {
  arrival: async (core, seen) => {
    const sha256 = await stagedPdf(core, await core.once('bytes', () => signedBytes(core)))
    core.see(seen)
    const input = { ...incomingFields({ codeNumber: '7' }), sha256, fileName: 'den.pdf', acceptDuplicate: true }
    return (await createIncoming(core.office, await callerFor(core, 'clerk'), input)).evidence
  },
  'hand-in': async (core, seen) => {
    const id = await draft(core, withTable(TWO_PAGES))
    const document = await submit(core.office, await callerFor(core, 'staff'), id)
    core.see(seen)
    try {
      await sign(core, document, 'leader')
    } catch {
      return 'refused'
    }
    return evidenceOf(core, id)
  },
  'a later revision': async (core, seen) => {
    const id = await signedByBoth(core)
    const admin = await callerFor(core, 'admin')
    await changeLevelSettings(core.office, admin, { level: 'B-T', tsaUrl: 'http://tsa/', tsaDigest: 'sha256' })
    await core.office.store.raising.put({
      ...{ documentId: id, wanted: 'B-T', reached: 'B-B', problem: null, details: {}, attempts: 0 },
      ...{ since: '2026-07-01T02:00:00.000Z', triedAt: null, nextAt: '2026-07-01T02:00:00.000Z' },
    })
    core.see(seen)
    for await (const event of raiseAll(core.office, admin)) if (event.kind === 'failed') return 'refused'
    return evidenceOf(core, id)
  },
  're-check': async (core, seen) => {
    const id = await core.once('document', () => signedByBoth(core))
    await again(core, id)
    core.see(seen)
    await again(core, id)
    return evidenceOf(core, id)
  },
} satisfies Record<string, (core: Office, seen: Seen) => Promise<Evidence | 'refused' | undefined>>

const undecided = (finding: SignatureReport['findings'][number]): Partial<SignatureReport> => ({
  ...{ indication: 'INDETERMINATE', findings: [finding], trusted: false },
})
const failed = { indication: 'TOTAL-FAILED' } as const

/** `bad`: kept without being evidence where a check only tells, refused where somebody hands the file in. */
const CASES: readonly [string, Seen, 'verified' | 'bad'][] = [
  ['everything passes', {}, 'verified'],
  ['a document timestamp passes too', { stamp: {} }, 'verified'],
  ['nobody trusts its authority', { stamp: undecided('no-chain') }, 'verified'],
  ['its authority is silent', { stamp: undecided('revocation-unavailable') }, 'verified'],
  ['its authority was revoked', { stamp: undecided('revoked-without-proof') }, 'verified'],
  ['it shows a forbidden change', { stamp: { modification: 'forbidden', ...failed } }, 'bad'],
  ['it is over other bytes', { stamp: { intact: false, ...failed } }, 'bad'],
  ['a signature is broken', { leader: { intact: false, ...failed } }, 'bad'],
]

describe('one rule says what a checked file is worth: a document timestamp counts only where it is broken', () => {
  test.each(Object.entries(ENTRANCES))('at %s', async (name, enter) => {
    const core = await officeThatSees()
    const bad = name === 'arrival' || name === 're-check' ? 'none' : 'refused'
    const found: [string, string | undefined][] = []
    for (const [which, seen] of CASES) {
      found.push([which, await enter(core, seen)])
      core.see({})
    }
    expect(found).toEqual(CASES.map(([which, , expected]) => [which, expected === 'bad' ? bad : expected]))
  })
})

test('a file that bears only a timestamp is evidence of nobody’s signature', async () => {
  const core = await officeThatSees()
  expect(await ENTRANCES.arrival(core, { isBare: true, stamp: {} })).toBe('none')
})
