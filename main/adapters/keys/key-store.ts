import { AppError } from '#contract'
import type { KeyStore } from '#core/ports'
import { isTokenKeyId } from './pkcs11/token-keys.ts'
import type { TokenStore } from './pkcs11/token-store.ts'

/** The keys of a workstation, wherever they are kept: in files, and on the tokens that are plugged in now. */
export function keysOfWorkstation(files: KeyStore, tokens: Pick<TokenStore, 'list' | 'open'>): KeyStore {
  return {
    list: async () => {
      const [inFiles, onTokens] = await Promise.all([files.list(), tokens.list()])
      return [...onTokens, ...inFiles]
    },
    importPkcs12: files.importPkcs12,
    open: (id, secret) => (isTokenKeyId(id) ? tokens.open(id, secret) : files.open(id, secret)),
    remove: async (id) => {
      if (isTokenKeyId(id)) throw new AppError('forbidden', { action: 'remove-key' })
      await files.remove(id)
    },
  }
}
