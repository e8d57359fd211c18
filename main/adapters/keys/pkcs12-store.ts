import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError, KeyId } from '#contract'
import type { Clock, KeyStore, StoredKey } from '#core/ports'
import { openPkcs12 } from './pkcs12.ts'

const MAX_WRONG_PASSWORDS = 5
const LOCK_MS = 60_000
const MAX_LABEL = 200

/** What is written beside a PFX: never the password, nothing of the private key. */
const KeyFile = z.object({
  label: z.string().max(MAX_LABEL),
  certificate: z.base64(),
  /** Absent beside keys of the first version. */
  chain: z.array(z.base64()).default([]),
})

const ID = /^[0-9a-f-]{36}$/

/**
 * PKCS#12 keys in a folder: `<id>.p12` as it was handed in, readable by its owner only, and `<id>.json` with label and
 * public certificate. The password is asked for at each opening and kept nowhere. After five wrong passwords in a row a
 * key stays closed for a minute.
 */
export function createPkcs12Store(folder: string, clock: Clock): KeyStore {
  const attempts = createAttempts(clock)
  return {
    list: () => listKeys(folder),

    importPkcs12: async ({ label, data, password }) => {
      const key = await openPkcs12(data, password)
      key.close()
      const known = (await listKeys(folder)).find(({ certificate }) => isSame(certificate, key.certificate))
      if (known) throw new AppError('certificate-known', { label: known.label })
      const id = KeyId.parse(randomUUID())
      const { certificate, chain } = key
      const stored: StoredKey = { id, store: 'pkcs12', label: label.slice(0, MAX_LABEL), certificate, chain }
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeDurably(join(folder, `${id}.p12`), data)
      const beside = { label: stored.label, certificate: base64(certificate), chain: chain.map(base64) }
      await writeDurably(join(folder, `${id}.json`), Buffer.from(JSON.stringify(beside)))
      return stored
    },

    open: (id, secret) =>
      attempts.inTurn(id, async () => {
        const data = await readKey(folder, id)
        attempts.requireNotLocked(id)
        try {
          const key = await openPkcs12(data, secret)
          attempts.succeeded(id)
          return key
        } catch (cause) {
          if (cause instanceof AppError && cause.code === 'wrong-key-password') attempts.failed(id, cause)
          throw cause
        }
      }),

    remove: async (id) => {
      await readKey(folder, id)
      await rm(join(folder, `${id}.json`), { force: true })
      await rm(join(folder, `${id}.p12`), { force: true })
    },
  }
}

async function listKeys(folder: string): Promise<StoredKey[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (isMissing(cause)) return []
    throw cause
  })
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
  return Promise.all(ids.filter((id) => ID.test(id)).map((id) => readStored(folder, KeyId.parse(id))))
}

async function readStored(folder: string, id: KeyId): Promise<StoredKey> {
  const { label, certificate, chain } = KeyFile.parse(JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')))
  const bytes = (text: string) => Buffer.from(text, 'base64')
  return { id, store: 'pkcs12', label, certificate: bytes(certificate), chain: chain.map(bytes) }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

async function readKey(folder: string, id: KeyId): Promise<Uint8Array> {
  // The id comes from outside: only a name of our own making may become a path.
  if (!ID.test(id)) throw new AppError('key-not-found', { id })
  try {
    return await readFile(join(folder, `${id}.p12`))
  } catch (cause) {
    if (isMissing(cause)) throw new AppError('key-not-found', { id }, { cause })
    throw cause
  }
}

/** Whole and on disk, or not there at all: a temporary name, fsync, rename. */
async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') {
      throw new AppError('disk-full', {}, { cause })
    }
    throw cause
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

type Attempts = {
  /** One attempt after another for each key: attempts made at once would not see each other's failure. */
  inTurn: <Result>(id: KeyId, attempt: () => Promise<Result>) => Promise<Result>
  /** Throws `key-locked` with the seconds that are left. */
  requireNotLocked: (id: KeyId) => void
  succeeded: (id: KeyId) => void
  /** Counts a wrong password; at the fifth in a row throws `key-locked` instead. */
  failed: (id: KeyId, cause: AppError) => void
}

/** Counted in memory: a restart forgets, which an attacker who can restart the app gains nothing from. */
function createAttempts(clock: Clock): Attempts {
  const wrong = new Map<KeyId, { count: number; lockedUntil: number }>()
  const requireNotLocked = (id: KeyId, cause?: AppError): void => {
    const left = (wrong.get(id)?.lockedUntil ?? 0) - clock.now().getTime()
    if (left > 0) throw new AppError('key-locked', { retryAfterSeconds: Math.ceil(left / 1000) }, { cause })
  }
  const turns = new Map<KeyId, Promise<unknown>>()
  return {
    inTurn: (id, attempt) => {
      const turn = (turns.get(id) ?? Promise.resolve()).then(attempt, attempt)
      turns.set(id, turn)
      return turn
    },
    requireNotLocked,
    succeeded: (id) => {
      wrong.delete(id)
    },
    failed: (id, cause) => {
      const count = (wrong.get(id)?.count ?? 0) + 1
      const isTooMany = count >= MAX_WRONG_PASSWORDS
      wrong.set(id, { count: isTooMany ? 0 : count, lockedUntil: isTooMany ? clock.now().getTime() + LOCK_MS : 0 })
      requireNotLocked(id, cause)
    },
  }
}
