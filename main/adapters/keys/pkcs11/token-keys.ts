import { createHash } from 'node:crypto'
import { AppError, KeyId } from '#contract'
import { displayNameOf, readCertificate } from '#core/certificates/certificate'
import { isForSigning } from '#core/certificates/usable'
import type { SigningKey, StoredKey } from '#core/ports'
import type { Driver, Timeouts } from './driver.ts'
import type { TokenCertificate, TokenState } from './messages.ts'

/** A certificate on a token whose key can be asked to sign. */
export type TokenKey = {
  stored: StoredKey
  token: TokenState
  certificate: TokenCertificate
  driver: Driver
  /** Path of the module that reaches the token. */
  module: string
}

const PREFIX = 'token-'

/** Ids of keys on tokens are told from others by their beginning. */
export const isTokenKeyId = (id: string): boolean => id.startsWith(PREFIX)

/** The same token and certificate have the same id wherever and whenever they are plugged in. */
function idOf({ serial, label, model }: TokenState, der: Uint8Array): KeyId {
  const digest = createHash('sha256')
    .update(JSON.stringify([model, serial, label]))
    .update(der)
    .digest('hex')
  return KeyId.parse(`${PREFIX}${digest.slice(0, 40)}`)
}

/** The certificates of a token with which somebody signs; those of authorities are their chain. */
export function keysOf(token: TokenState, through: Pick<TokenKey, 'driver' | 'module'>): TokenKey[] {
  return token.certificates.filter(isSigners).map((certificate) => {
    const { label, serial, model, pin, pinOnDevice } = token
    const stored: StoredKey = {
      id: idOf(token, certificate.der),
      store: 'pkcs11',
      label: displayNameOf(readCertificate(certificate.der)),
      certificate: certificate.der,
      chain: authoritiesOf(token),
      token: { label, serial, model, pin, pinOnDevice, scheme: certificate.scheme },
    }
    return { stored, token, certificate, ...through }
  })
}

/** How many certificates of a token somebody can sign with; authorities' own do not count. */
export const signersOn = ({ certificates }: TokenState): number => certificates.filter(isSigners).length

function isSigners({ der }: TokenCertificate): boolean {
  const certificate = readCertificate(der)
  return isForSigning(certificate) && !isAuthority(der)
}

const authoritiesOf = ({ certificates }: TokenState): Uint8Array[] =>
  certificates.map(({ der }) => der).filter(isAuthority)

const isAuthority = (der: Uint8Array): boolean => readCertificate(der).extensions.basicConstraints?.ca === true

/**
 * Opens a token's key with a PIN, which the driver presents once.
 *
 * @throws AppError `token-pin-*`, `token-removed`, `token-key-missing`, `token-driver-*`, `token-refused`.
 */
export async function openTokenKey(
  { token, certificate, driver }: TokenKey,
  secret: string,
  timeouts: Timeouts,
): Promise<SigningKey> {
  const { label, serial, model, manufacturer, pinOnDevice } = token
  const pin = pinOnDevice ? null : Buffer.from(secret, 'utf8')
  const name = { label, serial, model, manufacturer }
  const ms = pinOnDevice ? timeouts.onDevice : timeouts.open
  const request = { kind: 'open' as const, token: name, certificate: certificate.der, pin }
  const opened = await driver.ask(request, ms).finally(() => pin?.fill(0))
  const generation = driver.generation()
  let isOpen = true
  return {
    certificate: certificate.der,
    chain: authoritiesOf(token),
    scheme: opened.scheme,
    digest: opened.digest,
    sign: async (data) => {
      if (!isOpen || generation !== driver.generation()) throw new AppError('key-session-closed')
      const signMs = opened.alwaysAsks && pinOnDevice ? timeouts.onDevice : timeouts.sign
      return driver.ask({ kind: 'sign', session: opened.session, data }, signMs)
    },
    close: () => {
      if (isOpen && generation === driver.generation()) driver.tell({ kind: 'close', session: opened.session })
      isOpen = false
    },
  }
}
