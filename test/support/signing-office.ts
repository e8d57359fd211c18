import type { DocumentDetail, DocumentId, Sha256, SigningPlace } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import { handInAppendix, openAppendices } from '#core/register/appendices'
import { listBooks } from '#core/register/books'
import { handIn } from '#core/register/hand-in'
import { assignNumber } from '#core/register/numbering'
import { createOutgoing, submit } from '#core/register/outgoing'
import { signBatch } from '#core/signing/batch'
import { looksOn } from '#core/signing/device-looks'
import { signPdf } from '#core/signing/sign-pdf'
import { verifyPdf } from '#core/verification/verify-pdf'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { createPageWords } from '#main/adapters/page-words/page-words'
import { callerFor, officeForTest, stagedPdf, type TestCore } from '#test/support/core'
import { outgoingFields, PEOPLE, PROVINCE } from '#test/support/core-data'
import { type LeafName, testAnchors, testKey, testLeaf } from '#test/support/pki'

/** One thread reads pages for all tests of a file. */
const pages = createPageWords()

/** The province with the test PKI: the official's certificate and the agency's are known, the root is trusted. */
export async function signingOffice(): Promise<TestCore> {
  const core = await officeForTest({ verifyPdf, readPageWords: pages.read })
  const { settings, store } = core.office
  const [root] = await testAnchors()
  const anchor = { der: Buffer.from(root ?? []).toString('base64'), addedAt: '2026-07-01T02:00:00.000Z', addedBy: '' }
  await settings.change((present) => ({
    ...DEFAULT_SETTINGS,
    ...{ officeName: 'UBND tỉnh', demo: false },
    ...present,
    trustAnchors: [anchor],
  }))
  const known = async (name: LeafName) => {
    const { certificate } = await testLeaf(name)
    return { der: Buffer.from(certificate).toString('base64'), facts: readCertificate(certificate).facts }
  }
  const { id: personId } = PEOPLE.official
  await store.imports.certificates(
    [
      { id: 'c1' as never, kind: 'personal', personId, agencyId: PROVINCE, ...(await known('leader')) },
      { id: 'c2' as never, kind: 'agency', personId: null, agencyId: PROVINCE, ...(await known('agency')) },
    ],
    core.clock.now(),
  )
  return core
}

export async function draft(core: TestCore, bytes: Uint8Array): Promise<DocumentId> {
  const sha256 = await stagedPdf(core, bytes)
  const staff = await callerFor(core, 'staff')
  const { id } = await createOutgoing(core.office, staff, { ...outgoingFields(), sha256, fileName: 'quyet-dinh.pdf' })
  return id
}

export async function submitted(core: TestCore, bytes: Uint8Array): Promise<DocumentDetail> {
  const id = await draft(core, bytes)
  return submit(core.office, await callerFor(core, 'staff'), id)
}

export async function bytesOf({ office }: TestCore, sha256: Sha256 | null): Promise<Buffer> {
  if (sha256 === null) throw new Error('no file')
  const file = await office.files.open(sha256)
  const bytes = Buffer.from(file.read(0, file.size))
  file.close()
  return bytes
}

/** Signs as the workstation does: look, permissions and hand-in are the product's own. */
export async function sign(
  core: TestCore,
  document: DocumentDetail,
  role: 'leader' | 'agency',
  place?: SigningPlace,
): Promise<void> {
  const { office, clock } = core
  const caller = await callerFor(core, role === 'leader' ? 'official' : 'clerk')
  const key = await testKey(role)
  const settings = async () => (await office.settings.get()) ?? DEFAULT_SETTINGS
  const looks = looksOn(office, settings, tinosRegular)
  const ports = {
    ...{ files: office.files, clock, log: office.log, requestId: '', signPdf },
    keySessions: { use: (_who: unknown, _secret: unknown, work: (one: typeof key) => unknown) => work(key) },
    requireMaySign: () => Promise.resolve(),
    requireUsable: () => undefined,
    chooseLook: (...asked: never[]) => looks.chooseLook(caller, ...(asked as unknown as [never, never, never])),
    handIn: (revision: Parameters<typeof handIn>[2]) => handIn(office, caller, revision),
    appendices: {
      openOf: (id: DocumentId) => openAppendices(office, caller, id),
      chooseLook: (...asked: never[]) => looks.appendixLook(caller, ...(asked as unknown as [never, never, never])),
      handIn: (appendix: Parameters<typeof handInAppendix>[2]) => handInAppendix(office, caller, appendix),
    },
    beginJournal: () => ({ note: () => undefined, close: () => undefined }),
  }
  const { id, sha256 } = document
  const appendices = document.appendices.filter(({ signed }) => !signed).map((appendix) => appendix.sha256)
  const input = {
    documents: [{ id, sha256: sha256 as Sha256, appendices, ...(place ? { place } : {}) }],
    role,
    keyId: 'k' as never,
  }
  for await (const event of signBatch(ports as never, { clientId: 'c', input }))
    if (event.kind === 'failed') throw new Error(`${event.code} ${JSON.stringify(event.details)}`)
}

export async function numbered(core: TestCore, id: DocumentId): Promise<DocumentDetail> {
  const clerk = await callerFor(core, 'clerk')
  const [book] = await listBooks(core.office, clerk, { direction: 'outgoing' })
  if (!book) throw new Error('no book')
  return assignNumber(core.office, clerk, { id, bookId: book.id, issuedDate: '2026-07-01' })
}

/** Ends the thread that read pages. */
export const closePages = (): Promise<void> => pages.close()
