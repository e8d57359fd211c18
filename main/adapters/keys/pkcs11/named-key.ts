import { AppError } from '#contract'
import type { Logger, SigningKey } from '#core/ports'
import { type StartTokenProcess, TIMEOUTS_MS } from './driver.ts'
import { requireLoadable } from './library-file.ts'
import { createLoadedModules } from './loaded-modules.ts'
import type { TokenState } from './messages.ts'
import { keysOf, openTokenKey, type TokenKey } from './token-keys.ts'

/** A key as a person names it: the token's label, and the key's or its holder's where there are several. */
export type KeyName = { module: string; token: string; key: string | undefined }

/**
 * Opens a key by its names; closing it also ends the module's process.
 *
 * @param askPin Asked once the key is known; gives '' where the PIN is typed on the device.
 * @throws AppError `token-module-*`, `token-not-found`, `token-key-ambiguous`, `token-certificate-missing`, `token-*`.
 */
export async function openNamedKey(
  name: KeyName,
  { start, log }: { start: StartTokenProcess; log: Logger },
  askPin: (token: TokenState) => Promise<string>,
): Promise<{ key: SigningKey; end: () => Promise<void> }> {
  const modules = createLoadedModules({ start, log, timeouts: TIMEOUTS_MS, now: performance.now.bind(performance) })
  try {
    await requireLoadable(name.module)
    const { tokens, failure } = await modules.look(name.module)
    if (failure) throw failure
    const token = tokenNamed(tokens, name.token)
    const chosen = keyNamed(keysOf(token, { driver: modules.driver(name.module), module: name.module }), name)
    const key = await openTokenKey(chosen, await askPin(token), TIMEOUTS_MS)
    return {
      key,
      end: async () => {
        key.close()
        await modules.close()
      },
    }
  } catch (error) {
    await modules.close()
    throw error
  }
}

function tokenNamed(tokens: readonly TokenState[], label: string): TokenState {
  const token = tokens.find((one) => one.label === label)
  if (token) return token
  const present = tokens.map((one) => one.label).join(', ') || '–'
  throw new AppError('token-not-found', { token: label, present })
}

/** By the labels on the token, or by whom the certificate names; without a name the only one. */
function keyNamed(keys: readonly TokenKey[], { token, key }: KeyName): TokenKey {
  const fits = keys.filter(
    ({ certificate, stored }) => key === undefined || certificate.labels.includes(key) || stored.label === key,
  )
  const [only, ...more] = fits
  if (only === undefined)
    throw new AppError('token-certificate-missing', key === undefined ? { token } : { token, key })
  if (more.length === 0) return only
  const labels = fits.map(({ certificate, stored }) => certificate.labels[0] ?? stored.label)
  throw new AppError('token-key-ambiguous', { token, count: fits.length, labels: labels.sort().join(', ') })
}
