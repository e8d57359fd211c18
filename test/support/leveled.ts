import { constants, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { PadesLevel } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import type { RaisingParts } from '#core/levels/raise-level'
import { type SignedAtLevel, signAtLevel } from '#core/levels/sign-at-level'
import { bytesInMemory } from '#core/pdf/bytes'
import type { Clock, SigningKey } from '#core/ports'
import { createRevocationChecker } from '#core/revocation/check-revocation'
import type { SignRequest } from '#core/signing/sign-pdf'
import { createTimestamper } from '#core/timestamps/timestamper'
import { createTrustServices, type NetOptions } from '#main/adapters/net/trust-services'
import type { Issued } from '#seeds/pki'
import type { TrustServicesForTest } from './trust-services.ts'

const realClock: Clock = { now: () => new Date() }

/** The product's own clients, against the services of a test; one quick attempt each. */
export function partsFor(
  pki: TrustServicesForTest,
  { tsa = '/tsa', clock = realClock, net }: { tsa?: string | null; clock?: Clock; net?: NetOptions } = {},
): RaisingParts {
  const services = createTrustServices({ attempts: 1, timeoutMs: 20_000, localHosts: 'any', ...net })
  return {
    services,
    revocation: createRevocationChecker({ services, clock }),
    timestamper: tsa === null ? undefined : createTimestamper({ services, clock }, { url: pki.url(tsa) }),
    anchors: [readCertificate(pki.root.certificate)],
  }
}

/** A key that signs by itself, with its issuer beside it. */
export function keyFrom(
  { certificate, privateKey }: Issued,
  { chain, pss = false }: { chain: readonly Uint8Array[]; pss?: boolean },
): SigningKey {
  const { publicKey } = readCertificate(certificate)
  const curve = publicKey.asymmetricKeyDetails?.namedCurve
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0
  const digest = curve === 'secp384r1' ? 'sha384' : bits >= 4096 ? 'sha512' : 'sha256'
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}
  return {
    certificate,
    chain,
    scheme: curve ? 'ecdsa' : pss ? 'rsa-pss' : 'rsa-pkcs1',
    digest,
    sign: (data) =>
      promisify<string, Uint8Array, { key: typeof privateKey }, Buffer>(sign)(digest, data, {
        key: privateKey,
        ...padding,
      }),
    close: () => undefined,
  }
}

export type LeveledBytes = SignedAtLevel & { bytes: Buffer }

/** Signs bytes in memory at a level. */
export async function signBytesAt(
  input: Uint8Array,
  key: SigningKey,
  {
    request = {},
    ...wanted
  }: RaisingParts & {
    level: PadesLevel
    acceptLower?: boolean
    request?: Pick<SignRequest, 'certify' | 'lock' | 'field'>
  },
): Promise<LeveledBytes> {
  const parts: Buffer[] = []
  const signed = await signAtLevel(
    { source: bytesInMemory(input), key, signedAt: new Date(), ...request },
    { acceptLower: false, ...wanted },
    { write: (chunk) => void parts.push(Buffer.from(chunk)) },
  )
  return { ...signed, bytes: Buffer.concat(parts) }
}
