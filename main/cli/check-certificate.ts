import type { CertificateFinding } from '#contract'
import { checkBeforeSigning, requireNotRevoked } from '#core/certificates/check-before-signing'
import type { SigningKey } from '#core/ports'
import { createRevocationChecker } from '#core/revocation/check-revocation'
import { createTrustServices } from '#main/adapters/net/trust-services'
import { readAnchors } from './anchors.ts'
import type { TextPair } from './failures.ts'
import type { Output } from './output.ts'

/**
 * Somebody waits: a service that does not answer soon is one that could not be asked. The certificate is that of one's own
 * key, whose authority may stand in one's own network.
 */
const QUICK = { attempts: 1, timeoutMs: 6000, localHosts: 'any' } as const

/**
 * Refuses a certificate that was revoked, or whose issuer was, and says on stderr what could not be checked, before the key signs.
 *
 * @throws AppError `certificate-revoked`, `issuer-revoked`.
 * @see TT 15/2025/TT-BKHCN, Điều 5.1.a and Phụ lục II.
 */
export async function checkCertificate(output: Output, key: SigningKey, trust: readonly string[]): Promise<void> {
  const clock = { now: () => new Date() }
  const services = createTrustServices(QUICK)
  const parts = { services, clock, revocation: createRevocationChecker({ services, clock }) }
  const { certificate, chain } = key
  const check = await checkBeforeSigning(parts, { certificate, chain, anchors: await readAnchors(trust) })
  requireNotRevoked(check)
  for (const { code } of check.findings) {
    const words = NOTES[code]
    if (words) output.note(output.say(words))
  }
}

/** Without --trust nothing can be said of the chain, and nobody has asked; refusals are said where they refuse. */
const NOTES: Partial<Record<CertificateFinding, TextPair>> = {
  'issuer-unknown': {
    vi: 'Lưu ý: chứng thư số không nối được tới CA nào của --trust.',
    en: 'Note: the certificate does not chain to any CA of --trust.',
  },
  'chain-broken': {
    vi: 'Lưu ý: chuỗi chứng thư của nơi cấp không hợp lệ.',
    en: 'Note: the issuer’s chain of certificates does not hold.',
  },
  'revocation-unknown': {
    vi: 'Lưu ý: chưa kiểm tra được chứng thư số có bị thu hồi hay không (OCSP, CRL).',
    en: 'Note: whether the certificate was revoked could not be checked (OCSP, CRL).',
  },
  'ends-soon': { vi: 'Lưu ý: chứng thư số sắp hết hạn.', en: 'Note: the certificate expires soon.' },
}
