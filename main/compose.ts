import { join } from 'node:path'
import type { DeviceInfo } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { createCertificateChecks } from '#core/certificates/check-before-signing'
import { readCertificates } from '#core/certificates/read-certificates'
import { signerAtOfficeLevel } from '#core/levels/office-levels'
import { raiseDue } from '#core/levels/raise-documents'
import { createTrustPorts } from '#core/levels/trust-ports'
import type { OfficePorts } from '#core/office-ports'
import { moveOfficeSeal } from '#core/people/one-seal'
import { createSessions } from '#core/people/sessions'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import type { Clock, KeyStore } from '#core/ports'
import { handInAppendix, openAppendices } from '#core/register/appendices'
import { handIn } from '#core/register/hand-in'
import { recheckDue } from '#core/register/recheck'
import { trustAnchors } from '#core/register/verify-revision'
import { looksOn } from '#core/signing/device-looks'
import { createKeySessions } from '#core/signing/key-session'
import { isSigned, requireMaySign } from '#core/signing/require-may-sign'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { tinos, tinosRegular } from '#main/adapters/fonts/tinos'
import { imagesInFolder } from '#main/adapters/images/folder-images'
import { batchJournalIn } from '#main/adapters/journal/batch-journal'
import { keysOfWorkstation } from '#main/adapters/keys/key-store'
import type { StartTokenProcess } from '#main/adapters/keys/pkcs11/driver'
import { findTokenProcess, forkTokenProcess } from '#main/adapters/keys/pkcs11/fork'
import { moduleListIn } from '#main/adapters/keys/pkcs11/module-list'
import { createTokenStore } from '#main/adapters/keys/pkcs11/token-store'
import { createPkcs12Store } from '#main/adapters/keys/pkcs12-store'
import { logJsonLines } from '#main/adapters/log/json-lines'
import { openLogFile } from '#main/adapters/log/log-file'
import { createTrustServices } from '#main/adapters/net/trust-services'
import { createPageWords } from '#main/adapters/page-words/page-words'
import { preferencesInFile } from '#main/adapters/preferences/json-file'
import { workspaceSettings } from '#main/adapters/settings/workspace-settings'
import { openOfficeStore } from '#main/adapters/store/office-store'
import { createVerifier } from '#main/adapters/verifier/verifier'
import { repeat } from '#main/repeat'
import product from '../package.json' with { type: 'json' }
import type { Runtime } from './api/context.ts'
import type { Device } from './api/device.ts'
import { type Router, router } from './api/router.ts'
import { createStagedFiles } from './api/staged-files.ts'
import { findDemo } from './demo-file.ts'

/** A running core on one workspace. */
export type Core = {
  runtime: Runtime
  router: Router
  /** Wipes open keys and closes the register; the second time it does nothing. */
  close: () => Promise<void>
}

/** Which door opens which workspace; how the process of a token's driver is started, by Node where nothing is said. */
type Place = { door: DeviceInfo['door']; workspace: string; startTokenProcess?: (entry: string) => StartTokenProcess }

const clock: Clock = { now: () => new Date() }

const RAISE_EVERY_MS = 60_000
const RECHECK_EVERY_MS = 60_000

/**
 * Puts the product together on a workspace folder, which is made if it is not there. The only place that picks adapters.
 *
 * @throws AppError `workspace-in-use`, `workspace-newer`.
 */
export async function compose({ door, workspace, startTokenProcess }: Place): Promise<Core> {
  const store = openOfficeStore(workspace, clock)
  const pageWords = createPageWords()
  const verifier = createVerifier()
  const stopNet = new AbortController()
  const logFile = openLogFile(join(workspace, 'log', 'vanthu.log'))
  const office: OfficePorts = {
    store,
    files: await folderFileStore(workspace),
    settings: workspaceSettings(workspace),
    clock,
    log: logJsonLines(logFile),
    sessions: createSessions(),
    inspectPdf: verifier.inspectPdf,
    faces: tinos,
    images: imagesInFolder(join(workspace, 'images')),
    trust: createTrustPorts({
      quick: createTrustServices({ attempts: 2, timeoutMs: 20_000, localHosts: [] }),
      patient: createTrustServices({ timeoutMs: 180_000, stop: stopNet.signal, localHosts: [] }),
      clock,
    }),
    readPageWords: pageWords.read,
    verifyPdf: verifier.verifyPdf,
    certificates: {
      facts: (der) => readCertificate(der).facts,
      split: (data) => readCertificates(data).map(({ der }) => der),
    },
    demo: findDemo(import.meta.dirname, keysOf(workspace, clock)),
  }
  const runtime = runtimeOn(office, { door, workspace, ...(startTokenProcess ? { startTokenProcess } : {}) })

  // A workspace.json that cannot be read, among others, is told to whoever opens the office.
  await moveOfficeSeal(office).catch((error: unknown) => {
    office.log.error('seal-not-moved', {}, error)
  })
  const stopWork = workInBackground(office)

  const close = async () => {
    stopNet.abort()
    await stopWork()
    runtime.device.keySessions.closeAll()
    await runtime.device.tokens.close()
    await pageWords.close()
    await verifier.close()
    await store.close()
    logFile.end()
  }
  let closing: Promise<void> | undefined
  return { runtime, router, close: () => (closing ??= close()) }
}

/** What an office does by itself, while it is open; each kind of work has its own turn. */
function workInBackground(office: OfficePorts): () => Promise<void> {
  const stops = [
    repeat((signal) => raiseDue(office, signal), {
      everyMs: RAISE_EVERY_MS,
      onFailure: (error) => {
        office.log.error('raising-broken', {}, error)
      },
    }),
    repeat((signal) => recheckDue(office, signal), {
      everyMs: RECHECK_EVERY_MS,
      onFailure: (error) => {
        office.log.error('recheck-broken', {}, error)
      },
    }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

const keysOf = (workspace: string, time: Clock): KeyStore => createPkcs12Store(join(workspace, 'keys'), time)

/** What the procedures need, on an office's ports: the workstation beside it keeps its keys in the same folder. */
export function runtimeOn(
  office: OfficePorts,
  { door, workspace, startTokenProcess = forkTokenProcess }: Place,
): Runtime {
  const tokens = createTokenStore({
    modules: moduleListIn(join(workspace, 'keys', 'modules.json')),
    start: startTokenProcess(findTokenProcess(import.meta.dirname)),
    log: office.log,
  })
  const keys = keysOfWorkstation(keysOf(workspace, office.clock), tokens)
  const keySessions = createKeySessions({ keys, clock: office.clock, startTimer })
  const settings = async () => (await office.settings.get()) ?? DEFAULT_SETTINGS
  office.sessions.onClose(keySessions.closeOf)
  const device: Device = {
    info: { door, version: product.version, platform: process.platform, workspace },
    preferences: preferencesInFile(join(workspace, 'preferences.json')),
    keys,
    tokens,
    keySessions,
    signing: { signPdf: signerAtOfficeLevel(office), ...looksOn(office, settings, tinosRegular) },
    checkCertificate: createCertificateChecks({ ...office.trust.quick, clock: office.clock }, () =>
      trustAnchors(office),
    ),
    requireMaySign: (caller, confirmed) => requireMaySign(office, caller, confirmed),
    isSigned: (caller, confirmed) => isSigned(office, caller, confirmed),
    journal: batchJournalIn(join(workspace, 'batches')),
    handIn: (caller, revision) => handIn(office, caller, revision),
    appendices: {
      openOf: (caller, id) => openAppendices(office, caller, id),
      handIn: (caller, appendix) => handInAppendix(office, caller, appendix),
    },
  }
  return { office, device, staged: createStagedFiles() }
}

/** The timer does not keep the program alive. */
function startTimer(run: () => void, afterMs: number): () => void {
  const timer = setTimeout(run, afterMs).unref()
  return () => {
    clearTimeout(timer)
  }
}
