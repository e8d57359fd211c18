import { sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningKey } from '#core/ports'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { toPfx } from '#seeds/pfx'
import { createPki, type Issued, type LeafSpec, type Pki } from '#seeds/pki'

/** When the stopped clocks of the tests stand: inside the validity of the usual leaves. */
export const TEST_NOW = new Date('2026-07-01T02:00:00.000Z')
export const TEST_PASSWORD = 'demo-password'

const SINCE = new Date('2025-01-01T00:00:00Z')

/** The test PKI as data; every key is made when it is first asked for. */
const LEAVES = {
  leader: { serial: 101, commonName: 'Nguyễn Văn Mẫu', unit: 'UBND tỉnh', notBefore: SINCE, key: 'rsa-2048' },
  clerk: { serial: 102, commonName: 'Trần Thị Ví Dụ', unit: 'Văn phòng UBND tỉnh', notBefore: SINCE, key: 'rsa-2048' },
  agency: { serial: 103, commonName: 'UBND tỉnh', uid: 'MNS:H62', notBefore: SINCE, key: 'rsa-3072' },
  strong: { serial: 104, commonName: 'Lê Thị Khóa Dài', notBefore: SINCE, key: 'rsa-4096' },
  curve: { serial: 105, commonName: 'Phạm Văn Đường Cong', notBefore: SINCE, key: 'p-256' },
  curve384: { serial: 106, commonName: 'Phạm Thị Đường Cong', notBefore: SINCE, key: 'p-384' },
  expired: {
    serial: 107,
    commonName: 'Hết Hạn',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    key: 'rsa-2048',
  },
  notYetValid: {
    serial: 108,
    commonName: 'Chưa Hiệu Lực',
    notBefore: new Date('2030-01-01T00:00:00Z'),
    key: 'rsa-2048',
  },
  notForSigning: { serial: 109, commonName: 'Chỉ Mã Hóa', notBefore: SINCE, key: 'rsa-2048', purpose: 'encryption' },
  timestamper: { serial: 110, commonName: 'TSA mô phỏng', notBefore: SINCE, key: 'rsa-2048', purpose: 'time-stamping' },
} as const satisfies Record<string, LeafSpec>

export type LeafName = keyof typeof LEAVES

let pki: Promise<Pki> | undefined
const leaves = new Map<LeafName, Promise<Issued>>()

/** One PKI for the test process, made when first asked for. */
export function testPki(): Promise<Pki> {
  pki ??= createPki()
  return pki
}

/** What to trust in tests: the root's certificate as DER. */
export async function testAnchors(): Promise<Uint8Array[]> {
  return [(await testPki()).root.certificate]
}

export function testLeaf(name: LeafName): Promise<Issued> {
  const known = leaves.get(name)
  if (known) return known
  const fresh = testPki().then(({ issue }) => issue(LEAVES[name]))
  leaves.set(name, fresh)
  return fresh
}

/** The PFX of an RSA leaf with its issuing authority; its password is TEST_PASSWORD. */
export async function testPfx(name: LeafName): Promise<Uint8Array> {
  const [{ issuing }, leaf] = await Promise.all([testPki(), testLeaf(name)])
  return toPfx(leaf, [issuing.certificate], TEST_PASSWORD)
}

/** An opened key: an RSA one through its PFX, as in the product; an EC one directly. */
export async function testKey(name: LeafName): Promise<SigningKey> {
  if (!name.startsWith('curve')) return openPkcs12(await testPfx(name), TEST_PASSWORD)
  const [{ issuing }, { certificate, privateKey }] = await Promise.all([testPki(), testLeaf(name)])
  const digest = name === 'curve' ? 'sha256' : 'sha384'
  return {
    certificate,
    chain: [issuing.certificate],
    scheme: 'ecdsa',
    digest,
    sign: (data) => promisify<string, Uint8Array, typeof privateKey, Buffer>(sign)(digest, data, privateKey),
    close: () => undefined,
  }
}
