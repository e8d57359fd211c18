import type { SignatureReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import type { SigningKey, TrustedAnchor, ValidationServices } from '#core/ports'
import { verifyPdf } from '#core/verification/verify-pdf'
import { createPki, type Issued, issueAuthority, issueUnder, type LeafSpec, type Pki } from '#seeds/pki'
import { keyFrom } from '#test/support/leveled'
import { signBytes } from '#test/support/sign-bytes'
import { withTimestamp } from '#test/support/timestamps'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { listOf, type RevokedEntry } from '#test/support/validation-material'

/** Eight in the morning, UTC. */
export const day = (date: string): Date => new Date(`${date}T08:00:00.000Z`)
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
export const HOUR_MS = 3_600_000

/** The signer's certificate holds for 2024 and 2025; documents are signed and stamped in June 2024. */
export const SIGNED = day('2024-06-10')
export const STAMPED = after(SIGNED, 60_000)
export const AFTER_END = day('2026-07-01')

const YEARS = { notBefore: day('2024-01-01'), notAfter: day('2025-12-31') }
const LONG = { notBefore: day('2024-01-01'), notAfter: day('2033-01-01') }
const SERVICES = { crl: 'http://crl.example/ca.crl', ocsp: 'http://ocsp.example', issuer: 'http://crl.example/ca.cer' }

/** A document that was signed years ago, and everybody whose certificates it stands on. */
export type PastScene = {
  pki: Pki
  /** Under the root; serial number 50. */
  ca: Issued
  /** Serial number 60; its certificate names services. */
  signer: SigningKey
  /** Of time-stamping authorities: one whose certificate ends with 2025, one that lasts (serial number 62), one of another house, one under the root itself. */
  tsa: Record<'early' | 'late' | 'strange' | 'ofRoot', SigningKey>
  /** Signed, without and with a timestamp by the authority that lasts. */
  plain: Buffer
  stamped: Buffer
}

let scene: Promise<PastScene> | undefined

/** One for the test process, made when first asked for. */
export function pastScene(): Promise<PastScene> {
  scene ??= makeScene()
  return scene
}

async function makeScene(): Promise<PastScene> {
  const pki = await createPki({ tiers: 3 })
  const ca = await issueAuthority(pki.root, {
    ...{ serial: 50, commonName: 'CA hai', pathLength: 0, services: { crl: 'http://crl.example/root.crl' } },
  })
  const keyUnder = async (issuer: Issued, spec: Pick<LeafSpec, 'serial' | 'notBefore'> & Partial<LeafSpec>) => {
    const usual = { commonName: `TSA ${String(spec.serial)}`, key: 'rsa-2048', purpose: 'time-stamping' } as const
    return keyFrom(await issueUnder(issuer, { ...usual, ...spec }), {
      chain: issuer === pki.root ? [] : [issuer.certificate],
    })
  }
  const elsewhere = await createPki()
  const person = { commonName: 'Nguyễn Văn Mẫu', key: 'p-256', purpose: 'signatures', services: SERVICES } as const
  const signer = await keyUnder(ca, { serial: 60, ...person, ...YEARS })
  const tsa = {
    early: await keyUnder(ca, { serial: 61, ...YEARS }),
    late: await keyUnder(ca, { serial: 62, ...LONG }),
    strange: await keyUnder(elsewhere.issuing, { serial: 63, ...LONG }),
    ofRoot: await keyUnder(pki.root, { serial: 65, ...LONG }),
  }
  const plain = (await signBytes(withTable(TWO_PAGES), signer, { signedAt: SIGNED })).bytes
  return { pki, ca, signer, tsa, plain, stamped: await withTimestamp(plain, STAMPED, tsa.late) }
}

/** Lists of both authorities, made at `at`: the issuing one's speaks of the signer, the root's of the issuing one. */
export async function listsAt(
  at: Date,
  { own = [], ofCa = [] }: { own?: readonly RevokedEntry[]; ofCa?: readonly RevokedEntry[] } = {},
): Promise<Uint8Array[]> {
  const { ca, pki } = await pastScene()
  return [listOf(ca, at, { revoked: own }), listOf(pki.root, at, { revoked: ofCa })]
}

type Options = { at?: Date; services?: ValidationServices; anchors?: readonly TrustedAnchor[] }

/** Reports of the signatures, judged in 2026 with the root as anchor if nothing else is said. */
export async function judged(bytes: Uint8Array, options: Options = {}): Promise<SignatureReport[]> {
  const { at = AFTER_END, services, anchors = [(await pastScene()).pki.root.certificate] } = options
  return (await verifyPdf(bytesInMemory(bytes), { anchors, at, file: 'a.pdf', services })).signatures
}

/** The first of them. */
export async function firstJudged(bytes: Uint8Array, options: Options = {}): Promise<SignatureReport> {
  const [report] = await judged(bytes, options)
  if (!report) throw new Error('no signature')
  return report
}
