/** Puts keys and certificates on a token, as whoever issues tokens does. What to put is read from stdin as JSON. */
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { objectId } from '#core/der/write'
import { CKA, CKO } from '#main/adapters/keys/pkcs11/constants'
import type { Attribute } from '#main/adapters/keys/pkcs11/cryptoki'
import { layoutOf, readUlong, ulongs } from '#main/adapters/keys/pkcs11/layout'
import { attributesOf, loadCryptoki } from '#main/adapters/keys/pkcs11/module-cryptoki'
import { loadModule } from '#main/adapters/keys/pkcs11/native'

const Jwk = z.record(z.string(), z.string())
const Work = z.object({
  module: z.string(),
  token: z.string(),
  pin: z.string(),
  objects: z.array(
    z.object({
      label: z.string(),
      id: z.string(),
      alwaysAuthenticate: z.boolean().default(false),
      publicKey: z.boolean().default(true),
      certificate: z.base64().optional(),
      privateKey: Jwk.optional(),
    }),
  ),
})
type Jwk = z.infer<typeof Jwk>

const layout = layoutOf(process.platform, process.arch)
const number = (type: number, value: number): Attribute => ({ type, value: ulongs(layout, value) })
const yes = (type: number, value = true): Attribute => ({ type, value: Uint8Array.of(value ? 1 : 0) })
const part = (jwk: Jwk, name: string) => Buffer.from(jwk[name] ?? '', 'base64url')

/** PKCS#11's numbers that only an issuer needs. */
const MORE = { token: 0x1, private: 0x2, sensitive: 0x103, sign: 0x108, verify: 0x10a, ecParams: 0x180 }
const CURVES: Record<string, string> = { 'P-256': '1.2.840.10045.3.1.7', 'P-384': '1.3.132.0.34' }

function rsa(jwk: Jwk, isPrivate: boolean): Attribute[] {
  const names = isPrivate ? ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] : ['n', 'e']
  const types = [CKA.modulus, 0x122, 0x123, 0x124, 0x125, 0x126, 0x127, 0x128]
  return [number(CKA.keyType, 0), ...names.map((name, index) => ({ type: types[index] ?? 0, value: part(jwk, name) }))]
}

function ec(jwk: Jwk, isPrivate: boolean): Attribute[] {
  const curve = { type: MORE.ecParams, value: objectId(CURVES[jwk['crv'] ?? ''] ?? '') }
  const point = Buffer.concat([Uint8Array.of(4), part(jwk, 'x'), part(jwk, 'y')])
  const kept = Buffer.concat([Uint8Array.of(4, point.length), point])
  return [
    number(CKA.keyType, 3),
    curve,
    isPrivate ? { type: CKA.value, value: part(jwk, 'd') } : { type: CKA.ecPoint, value: kept },
  ]
}

const work = Work.parse(JSON.parse(await text(process.stdin)))
const cryptoki = loadCryptoki(work.module)
const call = loadModule(work.module, layout)
const slot = cryptoki.slots().find((one) => cryptoki.tokenInfo(one).label === work.token)
if (slot === undefined) throw new Error(`no token ${work.token}`)
const opened = ulongs(layout, 0)
// CKF_RW_SESSION beside CKF_SERIAL_SESSION: only an issuer writes.
if (call('C_OpenSession', slot, 6, null, null, opened) !== 0) throw new Error('no session')
const session = readUlong(layout, opened, 0)
cryptoki.login(session, 'user', Buffer.from(work.pin))

function create(attributes: Attribute[]): void {
  const answer = call('C_CreateObject', session, attributesOf(layout, attributes), attributes.length, ulongs(layout, 0))
  if (answer !== 0) throw new Error(`C_CreateObject answered ${answer.toString(16)}`)
}

for (const { label, id, privateKey, certificate, alwaysAuthenticate, publicKey } of work.objects) {
  const named = [
    { type: CKA.label, value: Buffer.from(label) },
    { type: CKA.id, value: Buffer.from(id, 'hex') },
    yes(MORE.token),
  ]
  const parts = privateKey?.['kty'] === 'EC' ? ec : rsa
  if (privateKey) {
    const kind = [number(CKA.class, CKO.privateKey), yes(MORE.private), yes(MORE.sensitive), yes(MORE.sign)]
    create([...kind, yes(CKA.alwaysAuthenticate, alwaysAuthenticate), ...named, ...parts(privateKey, true)])
  }
  if (privateKey && publicKey) {
    create([
      number(CKA.class, CKO.publicKey),
      yes(MORE.private, false),
      yes(MORE.verify),
      ...named,
      ...parts(privateKey, false),
    ])
  }
  if (certificate !== undefined) {
    // PKCS#11 v2.40, 4.6.3: an X.509 certificate must have a subject; nothing here reads it.
    const kind = [number(CKA.class, CKO.certificate), number(CKA.certificateType, 0), yes(MORE.private, false)]
    create([
      ...kind,
      ...named,
      { type: 0x101, value: Uint8Array.of(0x30, 0) },
      { type: CKA.value, value: Buffer.from(certificate, 'base64') },
    ])
  }
}
cryptoki.logout(session)
cryptoki.finalize()
