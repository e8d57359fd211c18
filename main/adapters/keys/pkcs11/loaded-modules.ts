import { AppError, type ErrorDetails } from '#contract'
import type { Logger } from '#core/ports'
import { createDriver, type Driver, type StartTokenProcess, type Timeouts } from './driver.ts'
import { requireLoadable } from './library-file.ts'
import type { TokenState } from './messages.ts'

/** A module that failed is not started again by every look at the list. */
const FAILED_MS = 30_000

/** What a module sees; what is wrong with it is part of the answer. */
export type Look = { tokens: TokenState[]; failure: AppError | null }
type Loaded = { driver: Driver; last: Look; failedAt: number; looking: Promise<Look> | undefined }

/** The modules that are in use, each with a process of its own. */
export type LoadedModules = {
  look: (path: string) => Promise<Look>
  driver: (path: string) => Driver
  /** What the last look at a module met. */
  failureOf: (path: string) => AppError | null
  /** A module that failed is looked at again at once. */
  tryAgain: () => void
  forget: (path: string) => Promise<void>
  close: () => Promise<void>
}

export type ModuleParts = { start: StartTokenProcess; log: Logger; timeouts: Timeouts; now: () => number }

export function createLoadedModules({ start, log, timeouts, now }: ModuleParts): LoadedModules {
  const loaded = new Map<string, Loaded>()
  const at = (path: string): Loaded => {
    const known = loaded.get(path)
    if (known) return known
    const driver = createDriver({ module: path, start, timeouts, log })
    const fresh: Loaded = { driver, last: { tokens: [], failure: null }, failedAt: -Infinity, looking: undefined }
    loaded.set(path, fresh)
    return fresh
  }
  const lookNow = async (module: Loaded, path: string): Promise<Look> => {
    try {
      module.last = await lookAnew(module.driver, path)
      module.failedAt = module.last.failure ? now() : -Infinity
      return module.last
    } finally {
      module.looking = undefined
    }
  }
  const forget = async (path: string): Promise<void> => {
    const module = loaded.get(path)
    loaded.delete(path)
    await module?.driver.stop()
  }
  return {
    look: (path) => {
      const module = at(path)
      const isResting = now() - module.failedAt < FAILED_MS
      // A driver that signs, or waits for a PIN on the device, is not kept waiting by a list, nor the list by it.
      if (!module.looking && (module.driver.isBusy() || isResting)) return Promise.resolve(module.last)
      return (module.looking ??= lookNow(module, path))
    },
    driver: (path) => at(path).driver,
    failureOf: (path) => loaded.get(path)?.last.failure ?? null,
    tryAgain: () => {
      for (const module of loaded.values()) module.failedAt = -Infinity
    },
    forget,
    close: async () => {
      await Promise.all([...loaded.keys()].map(forget))
    },
  }
}

async function lookAnew(driver: Driver, path: string): Promise<Look> {
  try {
    if (!driver.isRunning()) await requireLoadable(path)
    return { tokens: await driver.ask({ kind: 'list' }), failure: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { tokens: [], failure: error }
  }
}

/** As the page is told. */
export function failureIn({ failure }: Look): { code: string; details: ErrorDetails } | null {
  return failure && { code: failure.code, details: failure.details }
}
