import { createHash, randomBytes } from 'node:crypto'
import { AppError, type AuthorityTrial, type TriedAuthority } from '#contract'
import { type Certificate, displayNameOf, readCertificate } from '#core/certificates/certificate'
import { readSignedData } from '#core/cms/read-signed-data'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { anchorsInForce } from '#core/people/trust-anchors'
import type { TrustServices } from '#core/ports'
import { requireChain } from '#core/revocation/collect'
import { createTimestamper } from '#core/timestamps/timestamper'
import { readTstInfo, type TstInfo } from '#core/timestamps/tst-info'

type Ports = Pick<OfficePorts, 'settings' | 'trust' | 'clock'>

/**
 * Asks a time-stamping authority for a real token over random bytes and checks it as one that goes into a signature, before
 * the office relies on the address; nothing is kept, but the next signature asks an authority that has answered, whatever
 * it failed in before. Whether the authority leads to a root of the office is told: without it a signature's time would not
 * count.
 *
 * @throws AppError `forbidden`, `tsa-*`, `cancelled`.
 * @see RFC 3161, 2.2 and 2.4; ETSI EN 319 102-1 V1.3.1, 5.4.
 */
export async function tryAuthority(
  { settings, trust, clock }: Ports,
  caller: Caller,
  { tsaUrl: url, tsaDigest: digest }: AuthorityTrial,
): Promise<TriedAuthority> {
  requireRole(caller, 'admin')
  const { services } = trust.quick
  const imprint = createHash(digest).update(randomBytes(32)).digest()
  const asked = clock.now().getTime()
  // One of its own: the office's may be resting after a failure, and this is asked to know how it is now.
  const token = await createTimestamper({ services, clock }, { url, digest }).stamp(imprint)
  trust.quick.wake({ tsaUrl: url, tsaDigest: digest })
  const tookMs = Math.max(0, clock.now().getTime() - asked)
  const { signer, pool, info } = readToken(token)
  const anchors = anchorsInForce(await settings.get()).filter(({ purpose }) => purpose !== 'signatures')
  return {
    tookMs,
    name: displayNameOf(signer),
    policy: info.policy,
    time: info.time.toISOString(),
    endsAt: signer.facts.notAfter,
    untrustedIssuer: await untrustedIssuer(services, signer, {
      pool,
      anchors: anchors.map(({ der }) => readCertificate(der)),
    }),
  }
}

function readToken(token: Uint8Array): { signer: Certificate; pool: Certificate[]; info: TstInfo } {
  const { content, signers, certificates } = readSignedData(token)
  const signer = certificates.find((one) => signers[0]?.isFrom(one) === true)
  // The timestamper has checked the token: it has both.
  if (!content || !signer) throw new Error('a checked token without content or signer')
  return { signer, pool: [...certificates], info: readTstInfo(content) }
}

/** Who the first certificate is from that leads to none of the office's roots; null where the chain ends at one. */
async function untrustedIssuer(
  services: TrustServices,
  signer: Certificate,
  { pool, anchors }: { pool: Certificate[]; anchors: readonly Certificate[] },
): Promise<string | null> {
  try {
    await requireChain({ services }, signer, { pool: [...anchors, ...pool], anchors })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'issuer-not-found') return String(error.details['issuer'])
    throw error
  }
}
