import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SigningKey, StoredKey } from '#core/ports'
import {
  type StartTokenProcess,
  TIMEOUTS_MS,
  type Timeouts,
  type TokenProcess,
} from '#main/adapters/keys/pkcs11/driver'
import { forkTokenProcess } from '#main/adapters/keys/pkcs11/fork'
import { createTokenStore, type TokenStore } from '#main/adapters/keys/pkcs11/token-store'
import { SOFTHSM } from '#test/support/softhsm'

export const TOKEN_PROCESS = join(import.meta.dirname, '..', '..', 'main', 'token-process.ts')

export type TokenStoreForTest = TokenStore & {
  logged: string[]
  /** Processes that were started, in order. */
  started: TokenProcess[]
  /** Their numbers. */
  pids: number[]
  /** The key of a token's only certificate, or of the one with this name. */
  key: (token: string, name?: string) => Promise<StoredKey>
  open: (id: StoredKey['id'], secret: string) => Promise<SigningKey>
}

/** A token store with SoftHSM2 as its module, or others; its processes end with the test. */
export function tokenStoreForTest(
  given: { modules?: string[]; timeouts?: Partial<Timeouts>; start?: StartTokenProcess } = {},
): TokenStoreForTest {
  let chosen = given.modules ?? [SOFTHSM]
  const logged: string[] = []
  const started: TokenProcess[] = []
  const pids: number[] = []
  const start = given.start ?? forkTokenProcess(TOKEN_PROCESS, (pid) => pids.push(pid))
  const store = createTokenStore({
    modules: { get: async () => chosen, set: async (modules) => void (chosen = [...modules]) },
    start: () => {
      const process = start()
      started.push(process)
      return process
    },
    log: { info: () => undefined, error: (event, fields) => logged.push(JSON.stringify({ event, ...fields })) },
    timeouts: { ...TIMEOUTS_MS, ...given.timeouts },
    now: () => Infinity,
  })
  onTestFinished(() => store.close())
  const key = async (token: string, name?: string) => {
    const found = (await store.list()).filter((one) => one.token?.label === token && (name ?? one.label) === one.label)
    const [first] = found
    if (!first || found.length > 1) throw new Error(`${found.length} keys on ${token}`)
    return first
  }
  return { ...store, logged, started, pids, key }
}
