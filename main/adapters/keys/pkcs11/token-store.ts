import { AppError, type KeyId, type TokenOverview } from '#contract'
import type { KeyStore, Logger, StoredKey, TokenDevices } from '#core/ports'
import { type StartTokenProcess, TIMEOUTS_MS, type Timeouts } from './driver.ts'
import { installedModules, nameOfModule } from './known-modules.ts'
import { digestOf, requireLoadable } from './library-file.ts'
import { createLoadedModules, failureIn, type LoadedModules } from './loaded-modules.ts'
import type { TokenState } from './messages.ts'
import type { ModuleList } from './module-list.ts'
import { keysOf, openTokenKey, signersOn, type TokenKey } from './token-keys.ts'

export type TokenStoreParts = {
  modules: ModuleList
  start: StartTokenProcess
  log: Logger
  timeouts?: Timeouts
  /** Milliseconds of any clock that only goes forward. */
  now?: () => number
}

/** The keys on tokens, beside the port that shows tokens and middleware. */
export type TokenStore = TokenDevices & Pick<KeyStore, 'open'> & { list: () => Promise<StoredKey[]> }

/** Each chosen module has a process of its own; tokens are looked for whenever somebody asks for the list. */
export function createTokenStore(parts: TokenStoreParts): TokenStore {
  const { modules, start, log, timeouts = TIMEOUTS_MS, now = performance.now.bind(performance) } = parts
  const loaded = createLoadedModules({ start, log, timeouts, now })
  const overview = async () => overviewOf(loaded, await modules.get())
  const seenIn = new Map<KeyId, string>()
  const remember = async () => {
    const keys = await keysIn(loaded, await modules.get())
    for (const { stored, module } of keys) seenIn.set(stored.id, module)
    return keys
  }
  return {
    overview,
    list: async () => (await remember()).map(({ stored }) => stored),
    open: async (id, secret) => {
      loaded.tryAgain()
      const key = (await remember()).find(({ stored }) => stored.id === id)
      if (key) return openTokenKey(key, secret, timeouts)
      // Its driver may be what is missing.
      const module = seenIn.get(id)
      throw (module === undefined ? null : loaded.failureOf(module)) ?? new AppError('key-not-found')
    },
    inspectModule: async (path) => {
      await requireLoadable(path)
      return { path, name: nameOfModule(path), ...(await digestOf(path)) }
    },
    addModule: async (path) => {
      const known = await modules.get()
      await requireLoadable(path)
      // One that is used already starts anew: some drivers see new tokens only then.
      await loaded.forget(path)
      const { failure } = await loaded.look(path)
      if (failure) {
        if (!known.includes(path)) await loaded.forget(path)
        throw failure
      }
      if (!known.includes(path)) await modules.set([...known, path])
      return overview()
    },
    removeModule: async (path) => {
      await modules.set((await modules.get()).filter((one) => one !== path))
      await loaded.forget(path)
      return overview()
    },
    close: loaded.close,
  }
}

async function keysIn(loaded: LoadedModules, paths: readonly string[]): Promise<TokenKey[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const { tokens } = await loaded.look(path)
      return tokens.flatMap((token) => keysOf(token, { driver: loaded.driver(path), module: path }))
    }),
  )
  // Two modules may reach the same token.
  return [...new Map(found.flat().map((key) => [key.stored.id, key])).values()]
}

async function overviewOf(loaded: LoadedModules, paths: readonly string[]): Promise<TokenOverview> {
  const looks = await Promise.all(paths.map(async (path) => ({ path, look: await loaded.look(path) })))
  return {
    modules: looks.map(({ path, look }) => ({ path, name: nameOfModule(path), failure: failureIn(look) })),
    tokens: looks.flatMap(({ path, look }) => look.tokens.map((token) => describe(token, path))),
    offered: installedModules(paths),
  }
}

function describe(state: TokenState, module: string): TokenOverview['tokens'][number] {
  const { certificates: _certificates, ...token } = state
  return { ...token, module, certificates: signersOn(state) }
}
