import { AppError, type ErrorDetails, isErrorCode, type KeyId, type TokenOverview } from '#contract'
import type { KeyStore, Logger, SigningKey, StoredKey, TokenDevices } from '#core/ports'
import { createDriver, type Driver, type StartTokenProcess, TIMEOUTS_MS, type Timeouts } from './driver.ts'
import { installedModules, nameOfModule } from './known-modules.ts'
import { requireLoadable } from './library-file.ts'
import type { TokenState } from './messages.ts'
import type { ModuleList } from './module-list.ts'
import { keysOf, openTokenKey, type TokenKey } from './token-keys.ts'

/** A module that failed is not started again by every look at the list. */
const FAILED_MS = 30_000

export type TokenStoreParts = {
  modules: ModuleList
  start: StartTokenProcess
  log: Logger
  timeouts?: Timeouts
  now?: () => number
}

/** The keys on tokens, beside the port that shows tokens and middleware. */
export type TokenStore = TokenDevices & Pick<KeyStore, 'open'> & { list: () => Promise<StoredKey[]> }

type Look = { tokens: TokenState[]; failure: { code: string; details: ErrorDetails } | null }
type Loaded = { driver: Driver; last: Look; failedAt: number; looking: Promise<Look> | undefined }

/** Each chosen module has a process of its own; tokens are looked for whenever somebody asks for the list. */
export function createTokenStore(parts: TokenStoreParts): TokenStore {
  const { modules, start, log, timeouts = TIMEOUTS_MS, now = performance.now.bind(performance) } = parts
  const loaded = new Map<string, Loaded>()
  const loadedAt = (path: string): Loaded => {
    const known = loaded.get(path)
    if (known) return known
    const driver = createDriver({ module: path, start, timeouts, log })
    const fresh: Loaded = { driver, last: { tokens: [], failure: null }, failedAt: -Infinity, looking: undefined }
    loaded.set(path, fresh)
    return fresh
  }
  const look = async (path: string): Promise<Look> => {
    const module = loadedAt(path)
    // A driver that signs, or waits for a PIN on the device, is not kept waiting by a list, nor the list by it.
    const isResting = now() - module.failedAt < FAILED_MS
    if (!module.looking && (module.driver.isBusy() || isResting)) return module.last
    module.looking ??= lookAnew(module.driver, path)
      .then((fresh) => {
        module.last = fresh
        module.failedAt = fresh.failure ? now() : -Infinity
        return fresh
      })
      .finally(() => {
        module.looking = undefined
      })
    return module.looking
  }
  const keys = async (): Promise<TokenKey[]> => {
    const paths = await modules.get()
    const looks = await Promise.all(paths.map(look))
    const all = looks.flatMap(({ tokens }, index) => {
      const { driver } = loadedAt(paths[index] ?? '')
      return tokens.flatMap((token) => keysOf(token, driver))
    })
    // Two modules may reach the same token.
    return [...new Map(all.map((key) => [key.stored.id, key] as const)).values()]
  }
  const overview = async (): Promise<TokenOverview> => {
    const paths = await modules.get()
    const looks = await Promise.all(paths.map(look))
    return {
      modules: paths.map((path, index) => ({ path, name: nameOfModule(path), failure: looks[index]?.failure ?? null })),
      tokens: looks.flatMap(({ tokens }, index) => tokens.map((token) => describe(token, paths[index] ?? ''))),
      offered: installedModules().filter(({ path }) => !paths.includes(path)),
    }
  }
  const forget = async (path: string): Promise<void> => {
    const module = loaded.get(path)
    loaded.delete(path)
    await module?.driver.stop()
  }

  return {
    list: async () => (await keys()).map(({ stored }) => stored),
    open: async (id: KeyId, secret: string): Promise<SigningKey> => {
      for (const module of loaded.values()) module.failedAt = -Infinity
      const key = (await keys()).find(({ stored }) => stored.id === id)
      if (!key) throw new AppError('key-not-found')
      return openTokenKey(key, secret, timeouts)
    },
    overview,
    addModule: async (path) => {
      const known = await modules.get()
      await forget(path)
      await requireLoadable(path)
      const { failure } = await look(path)
      if (failure) {
        if (!known.includes(path)) await forget(path)
        throw told(failure)
      }
      if (!known.includes(path)) await modules.set([...known, path])
      return overview()
    },
    removeModule: async (path) => {
      await modules.set((await modules.get()).filter((one) => one !== path))
      await forget(path)
      return overview()
    },
    close: async () => {
      await Promise.all([...loaded.keys()].map(forget))
    },
  }
}

/** Which tokens a module sees now; what is wrong with it is part of the answer. */
async function lookAnew(driver: Driver, path: string): Promise<Look> {
  try {
    if (!driver.isRunning()) await requireLoadable(path)
    return { tokens: await driver.ask({ kind: 'list' }), failure: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { tokens: [], failure: { code: error.code, details: error.details } }
  }
}

function told({ code, details }: NonNullable<Look['failure']>): AppError {
  return new AppError(isErrorCode(code) ? code : 'internal', details)
}

function describe({ certificates, ...token }: TokenState, module: string): TokenOverview['tokens'][number] {
  return { ...token, module, certificates: certificates.length }
}
