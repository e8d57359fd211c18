import { type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '#contract'
import type { SigningKey } from '#core/ports'

/**
 * A private key of this process with its certificate and chain, as it is handed to another thread: the native key is shared
 * between them, its secret is not copied.
 */
export type NativeKey = Pick<SigningKey, 'certificate' | 'chain' | 'scheme' | 'digest'> & { privateKey: KeyObject }

/** A key of this process that its other threads may use too. */
export type ShareableKey = SigningKey & {
  /** @throws AppError `key-session-closed`. */
  share: () => NativeKey
}

const signBeside = promisify<string, Uint8Array, Parameters<typeof sign>[2], Buffer>(sign)

/** Signs in the runtime's own threads, while this one does other work. */
export function createSigningKey(native: NativeKey): ShareableKey {
  const { open, close } = openUntilClosed(native)
  const sign = async (data: Uint8Array) => signBeside(...callOf(open(), data))
  return { ...factsOf(native), sign, share: open, close }
}

/** Signs in the thread that asks: for one that has nothing else to do, the way to another thread and back costs more. */
export function createSigningKeyHere(native: NativeKey): SigningKey {
  const { open, close } = openUntilClosed(native)
  return { ...factsOf(native), close, sign: async (data) => sign(...callOf(open(), data)) }
}

const factsOf = ({ certificate, chain, scheme, digest }: NativeKey) => ({ certificate, chain, scheme, digest })

type SignArguments = Parameters<typeof signBeside>

/** RSA pads by PKCS#1 v1.5, as its native key has it by default. */
const callOf = ({ privateKey, scheme, digest }: NativeKey, data: Uint8Array): SignArguments => [
  digest,
  data,
  scheme === 'ecdsa' ? { key: privateKey, dsaEncoding: 'der' } : privateKey,
]

/** The native key stays in memory until it is closed, and no longer. */
function openUntilClosed(native: NativeKey): { open: () => NativeKey; close: () => void } {
  let held: NativeKey | undefined = native
  return {
    open: () => {
      if (held === undefined) throw new AppError('key-session-closed')
      return held
    },
    close: () => {
      held = undefined
    },
  }
}
