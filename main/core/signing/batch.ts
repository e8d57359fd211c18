import { AppError, type BatchEvent, type BatchInput, type DocumentId, type Sha256, type SigningPlace } from '#contract'
import type { Clock, FileStore, Logger, OpenFile, SigningKey } from '#core/ports'
import type { JournalPage } from './batch-journal.ts'
import type { KeySessions } from './key-session.ts'
import { requireUnchanged } from './require-unchanged.ts'
import type { SignPdf, SignRequest } from './sign-pdf.ts'

export type BatchRole = BatchInput['role']

/** One document as it was shown and confirmed. */
export type Confirmed = {
  id: DocumentId
  expected: Sha256
  role: BatchRole
  appendices?: readonly Sha256[] | undefined
  place?: SigningPlace | undefined
}

/** Field, place and look of one signature, and what it permits afterwards. */
type ChosenLook = Pick<SignRequest, 'field' | 'place' | 'appearance' | 'spots' | 'certify' | 'lock'>

/** How one document is to be signed; `before`: a signature that comes first, as for number and date where no fields are. */
export type ChooseLook = (
  confirmed: Confirmed,
  source: OpenFile,
  signer: { certificate: Uint8Array; at: Date },
) => Promise<ChosenLook & { before?: ChosenLook }>

export type BatchPorts = {
  keySessions: KeySessions
  files: FileStore
  clock: Clock
  log: Logger
  /** The call's number: by it a bug is found in the log. */
  requestId: string
  /** The office's word, before the key is used, that the caller may sign these bytes of this document now. Throws why not. */
  requireMaySign: (confirmed: Confirmed) => Promise<void>
  signPdf: SignPdf
  /** Throws `certificate-expired`, `certificate-not-yet-valid`, `certificate-not-for-signing`. */
  requireUsable: (certificate: Uint8Array, at: Date) => void
  chooseLook: ChooseLook
  /** The office's part: verifies the signed revision and only then changes the document's state. */
  handIn: (revision: Confirmed & { signed: Sha256 }) => Promise<unknown>
  /** Appendices that are signed with their document; the office verifies each. */
  appendices: {
    openOf: (id: DocumentId) => Promise<readonly { number: number; sha256: Sha256 }[]>
    chooseLook: (id: DocumentId, source: OpenFile, signer: { certificate: Uint8Array; at: Date }) => Promise<ChosenLook>
    handIn: (appendix: { id: DocumentId; number: number; expected: Sha256; signed: Sha256 }) => Promise<unknown>
  }
  /** Where each step is written down, for a batch that is broken off. */
  beginJournal: (documents: BatchInput['documents']) => JournalPage
}

/** A signed file: the level it has, and why not the one that the office wants. */
type Signed = Pick<Extract<BatchEvent, { kind: 'signed' }>, 'sha256' | 'level' | 'shortfall'>

/** Others sign after this one: validation data and archive timestamps come with the last signature, for all of them. */
const PROVED_TIME = { atMost: 'B-T' } as const

/** After these no other document of the batch can be signed: the key is gone. */
const KEY_IS_GONE: ReadonlySet<string> = new Set([
  'key-session-closed',
  'key-locked',
  'key-not-found',
  'token-removed',
  'token-driver-crashed',
  'token-driver-silent',
  'token-pin-wrong',
  'token-pin-last-try',
  'token-pin-locked',
  'certificate-changed',
  'certificate-expired',
])

/**
 * Signs confirmed documents one after the other with one opened key. A document that fails is reported and the next
 * one is signed; cancelling takes effect between documents. A document is either signed and handed in, or untouched:
 * a batch that was broken off is simply started again with what is left.
 *
 * @throws AppError before the first signature: `wrong-key-password`, `key-locked`, `key-session-closed`,
 *   `certificate-*` (TT 15/2025/TT-BKHCN, Điều 5.1.a: checked before signing is allowed).
 */
export async function* signBatch(
  ports: BatchPorts,
  { clientId, input }: { clientId: string; input: BatchInput },
  signal?: AbortSignal,
): AsyncGenerator<BatchEvent, void> {
  const user = { clientId, keyId: input.keyId }
  const certificate = await ports.keySessions.use(user, input.secret, async (key) => {
    ports.requireUsable(key.certificate, ports.clock.now())
    return key.certificate
  })

  const of = input.documents.length
  const journal = ports.beginJournal(input.documents)
  let [signed, failed, index] = [0, 0, 0]
  let stoppedBy: string | null = null
  try {
    for (const { id, sha256, ...more } of input.documents) {
      if (signal?.aborted || stoppedBy !== null) break
      journal.note(id, 'signing')
      yield { kind: 'signing', id, index, of }
      const outcome = await ports.keySessions
        .use(user, undefined, async (key) =>
          signOne(ports, sameKey(key, certificate), { id, expected: sha256, role: input.role, ...more }),
        )
        .catch((error: unknown) => failureOf(error, ports))
      if (outcome instanceof AppError) {
        failed += 1
        if (KEY_IS_GONE.has(outcome.code)) stoppedBy = outcome.code
        journal.note(id, 'failed')
        yield { kind: 'failed', id, index, of, code: outcome.code, details: { ...outcome.details } }
      } else {
        signed += 1
        journal.note(id, 'signed')
        yield { kind: 'signed', id, index, of, ...outcome }
      }
      index += 1
    }
    const cancelled = signal?.aborted === true
    yield { kind: 'finished', signed, failed, skipped: of - index, cancelled, stoppedBy }
  } finally {
    journal.close(signed === of)
  }
}

/** The key that the signer chose and that was checked, not another one that took its place. */
function sameKey(key: SigningKey, certificate: Uint8Array): SigningKey {
  if (Buffer.compare(key.certificate, certificate) !== 0) throw new AppError('certificate-changed')
  return key
}

/** Whatever fails concerns its document only; a bug is logged and told by the number of the call. */
function failureOf(error: unknown, { log, requestId }: BatchPorts): AppError {
  if (error instanceof AppError) return error
  log.error('signing-broken', { requestId }, error)
  return new AppError('internal', { requestId }, { cause: error })
}

async function signOne(ports: BatchPorts, key: SigningKey, confirmed: Confirmed): Promise<Signed> {
  const { expected } = confirmed
  ports.requireUsable(key.certificate, ports.clock.now())
  await ports.requireMaySign(confirmed)
  const source = await ports.files.open(expected)
  try {
    await requireUnchanged(source, expected)
    if (confirmed.role === 'agency') await signAppendices(ports, key, confirmed)
    const signed = await signInto(ports, key, { source, confirmed })
    try {
      await ports.handIn({ ...confirmed, signed: signed.sha256 })
    } catch (error) {
      await ports.files.discard(signed.sha256)
      throw error
    }
    return signed
  } finally {
    source.close()
  }
}

/**
 * NĐ 30/2020, PL I, Phần I, II.8.b: before the document itself, each of its appendices that is a file of its own. Of those
 * that were confirmed some may be signed already; one that nobody confirmed is not signed, and nothing else is then.
 */
async function signAppendices(ports: BatchPorts, key: SigningKey, confirmed: Confirmed): Promise<void> {
  const { id, appendices = [] } = confirmed
  const open = await ports.appendices.openOf(id)
  if (open.some(({ sha256 }) => !appendices.includes(sha256))) throw new AppError('file-changed', { id })
  for (const { number, sha256 } of open) {
    const source = await ports.files.open(sha256)
    try {
      await requireUnchanged(source, sha256)
      const at = ports.clock.now()
      const look = await ports.appendices.chooseLook(id, source, { certificate: key.certificate, at })
      const signed = await signOnce(ports, { source, key, signedAt: at, ...look })
      await ports.appendices.handIn({ id, number, expected: sha256, signed: signed.sha256 })
    } finally {
      source.close()
    }
  }
}

/** A signature that is to be made before is made first, with the same key; only the last file is handed in. */
async function signInto(
  ports: BatchPorts,
  key: SigningKey,
  { source, confirmed }: { source: OpenFile; confirmed: Confirmed },
): Promise<Signed> {
  const at = ports.clock.now()
  const { before, ...look } = await ports.chooseLook(confirmed, source, { certificate: key.certificate, at })
  const last = { ...look, ...(confirmed.role === 'agency' ? {} : PROVED_TIME) }
  if (!before) return signOnce(ports, { source, key, signedAt: at, ...last })
  const { files } = ports
  const first = await signOnce(ports, { source, key, signedAt: at, ...before, ...PROVED_TIME })
  const between = await files.open(first.sha256)
  try {
    return await signOnce(ports, { source: between, key, signedAt: at, ...last })
  } finally {
    between.close()
    await files.discard(first.sha256)
  }
}

async function signOnce({ files, signPdf }: BatchPorts, request: SignRequest): Promise<Signed> {
  const sink = await files.stageSink()
  try {
    const { level = null, shortfall } = await signPdf(request, sink)
    const { sha256 } = await sink.finish()
    return { sha256, level, shortfall: shortfall ? { code: shortfall.code, details: shortfall.details } : null }
  } catch (error) {
    await sink.abandon()
    throw error
  }
}
