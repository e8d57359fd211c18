import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FileReport, Sha256, SignatureReport } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { readCertificates } from '#core/certificates/read-certificates'
import type { OfficePorts } from '#core/office-ports'
import { inspectPdf } from '#core/pdf/inspect'
import type { Caller } from '#core/people/caller'
import { callerOf } from '#core/people/session'
import { createSessions } from '#core/people/sessions'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import type { Clock } from '#core/ports'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { tinos } from '#main/adapters/fonts/tinos'
import { imagesInFolder } from '#main/adapters/images/folder-images'
import { createPageWords, type PageWords } from '#main/adapters/page-words/page-words'
import { workspaceSettings } from '#main/adapters/settings/workspace-settings'
import { openOfficeStore } from '#main/adapters/store/office-store'
import { agency, COMMUNE, ELSEWHERE, PEOPLE, type PersonName, PROVINCE } from '#test/support/core-data'
import { trustOffline } from '#test/support/no-network'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

/** Stands until a test moves it. */
export type StoppedClock = Clock & { set: (instant: string) => void }

export function stoppedClock(instant: string): StoppedClock {
  let now = new Date(instant)
  return {
    now: () => now,
    set: (next) => {
      now = new Date(next)
    },
  }
}

type WhenDone = (run: () => Promise<void>) => void

/** A folder of its own, removed when the test ends, or when `whenDone` says so. */
export async function temporaryFolder(whenDone: WhenDone = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-test-'))
  whenDone(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export type TestCore = { office: OfficePorts; clock: StoppedClock; folder: string }

/** A running core on a real SQLite file in a folder of its own; other ports may be given. */
export async function coreForTest(
  given: Partial<OfficePorts> & { folder?: string; whenDone?: WhenDone } = {},
): Promise<TestCore> {
  const { whenDone = onTestFinished, folder = await temporaryFolder(whenDone), ...ports } = given
  const clock = stoppedClock('2026-07-01T02:00:00.000Z')
  const store = ports.store ?? openOfficeStore(folder, clock)
  whenDone(() => store.close())
  const office: OfficePorts = {
    store,
    files: await folderFileStore(folder),
    settings: workspaceSettings(folder),
    clock,
    log: { info: () => undefined, error: () => undefined },
    sessions: createSessions(),
    inspectPdf,
    faces: tinos,
    images: imagesInFolder(join(folder, 'images')),
    readPageWords: sharedPageWords().read,
    verifyPdf: (_source, { file }) => Promise.resolve(unsigned(file)),
    certificates: {
      facts: (der) => readCertificate(der).facts,
      split: (data) => readCertificates(data).map(({ der }) => der),
    },
    trust: trustOffline(clock),
    demo: undefined,
    ...ports,
  }
  return { office, clock, folder }
}

let pageWords: PageWords | undefined
/** One thread for a whole test file; it starts with the first page that is read and does not keep the tests alive. */
function sharedPageWords(): PageWords {
  pageWords ??= createPageWords()
  return pageWords
}

const unsigned = (file: string): FileReport => ({ ...ofFile(file), signatures: [], verdict: 'NO-SIGNATURE' })

const ofFile = (file: string) => ({ file, checkedAt: '2026-06-01T00:00:00.000Z', offline: true, revisions: [] })

/** A report of one signature over the whole file that passes. */
export function passedReport(file: string, certificate: SignatureReport['certificate']): FileReport {
  const signature: SignatureReport = {
    field: 'Signature1',
    kind: 'signature',
    signer: certificate?.subject ?? '',
    indication: 'TOTAL-PASSED',
    subIndication: null,
    intact: true,
    trusted: true,
    signedAt: null,
    timestamp: null,
    timestampAuthority: '',
    bestSignatureTime: null,
    provedBy: 'time-of-checking',
    revocation: null,
    chain: [],
    level: 'B-B',
    coversWholeDocument: true,
    revision: 2,
    revisions: 2,
    coveredBytes: 0,
    fileLength: 0,
    modification: 'none',
    changesAfter: [],
    subFilter: 'ETSI.CAdES.detached',
    digestAlgorithm: 'sha256',
    signatureAlgorithm: 'rsa',
    reason: '',
    location: '',
    docMdp: null,
    page: null,
    certificate,
    findings: [],
  }
  return { ...ofFile(file), signatures: [signature], verdict: 'TOTAL-PASSED' }
}

/** An office of three agencies and the people above. */
export async function officeForTest(given: Parameters<typeof coreForTest>[0] = {}): Promise<TestCore> {
  const core = await coreForTest(given)
  const { store, settings } = core.office
  await settings.set({ ...DEFAULT_SETTINGS, officeName: 'UBND tỉnh', demo: false, trustAnchors: [] })
  const at = core.office.clock.now()
  await store.imports.agencies(
    [
      agency(PROVINCE, null, 'UBND tỉnh'),
      agency(COMMUNE, PROVINCE, 'UBND xã Đồng Đậu'),
      agency(ELSEWHERE, null, 'UBND tỉnh khác'),
    ],
    at,
  )
  await store.imports.people(Object.values(PEOPLE), at)
  return core
}

export async function callerFor({ office }: Pick<TestCore, 'office'>, name: PersonName): Promise<Caller> {
  const client = `client of ${name}`
  office.sessions.open(client, PEOPLE[name].id)
  const caller = await callerOf(office, client)
  if (!caller) throw new Error(`nobody works as ${name}`)
  return caller
}

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes)
}

let made = 0
/** A PDF of two pages, another one each time. */
export const aPdf = (): Buffer => withTable(TWO_PAGES, { trailer: `/Made ${String((made += 1))}` })

export async function stagedPdf({ office }: Pick<TestCore, 'office'>, bytes: Uint8Array = aPdf()): Promise<Sha256> {
  return (await office.files.stage(once(bytes))).sha256
}
