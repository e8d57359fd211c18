import { execFile } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Where Debian and others put SoftHSM2, a token in software that speaks PKCS#11. */
const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

export const SOFTHSM = MODULES.find((path) => existsSync(path)) ?? '/usr/lib/softhsm/libsofthsm2.so'
export const PIN = '24681357'

/** What is put on a token: a key, a certificate, or both, each with its CKA_ID and label. */
export type TokenObject = {
  label: string
  id: string
  privateKey?: KeyObject
  certificate?: Uint8Array
  alwaysAuthenticate?: boolean
  /** A public key object beside the private one, as most tokens have. */
  publicKey?: boolean
}

export type SoftTokens = {
  folder: string
  /** Makes a token with a PIN and puts objects on it. */
  add: (label: string, objects: readonly TokenObject[]) => Promise<void>
  /** Pulls a token out: its folder is gone. */
  pullOut: (label: string) => Promise<void>
  /** The flags of CK_TOKEN_INFO that the token keeps are changed on its disk. */
  setFlags: (label: string, change: (flags: bigint) => bigint) => Promise<void>
  remove: () => Promise<void>
}

/** Tokens in a folder of their own; processes that are started from here on see them. */
export async function softTokens(): Promise<SoftTokens> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-softhsm-'))
  const [tokens, configuration] = [join(folder, 'tokens'), join(folder, 'softhsm2.conf')]
  await mkdir(tokens)
  await writeFile(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  process.env['SOFTHSM2_CONF'] = configuration
  const folders = new Map<string, string>()
  const folderOf = (label: string) => join(tokens, folders.get(label) ?? 'none')
  return {
    folder,
    add: async (label, objects) => {
      const before = await readdir(tokens)
      await softhsm('--init-token', '--free', '--label', label, '--so-pin', '12345678', '--pin', PIN)
      folders.set(label, (await readdir(tokens)).find((name) => !before.includes(name)) ?? '')
      if (objects.length > 0) await putOn(label, objects)
    },
    pullOut: (label) => rm(folderOf(label), { recursive: true }),
    setFlags: async (label, change) => {
      const path = join(folderOf(label), 'token.object')
      await writeFile(path, withFlags(await readFile(path), change))
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const softhsm = (...args: string[]) => promisify(execFile)('softhsm2-util', args)

/** CKA_OS_TOKENFLAGS of SoftHSM's object file: attribute, kind 2 (a number), value, eight octets each. */
function withFlags(file: Buffer, change: (flags: bigint) => bigint): Buffer {
  const head = Buffer.alloc(16)
  head.writeBigUInt64BE(0x8000_534bn, 0)
  head.writeBigUInt64BE(2n, 8)
  const at = file.indexOf(head)
  if (at === -1) throw new Error('SoftHSM keeps its flags elsewhere')
  file.writeBigUInt64BE(change(file.readBigUInt64BE(at + 16)), at + 16)
  return file
}

/** In a process of its own: the module that writes must not be the one of the test. */
async function putOn(token: string, objects: readonly TokenObject[]): Promise<void> {
  const plain = objects.map(({ privateKey, certificate, ...rest }) => ({
    ...rest,
    ...(certificate ? { certificate: Buffer.from(certificate).toString('base64') } : {}),
    ...(privateKey ? { privateKey: privateKey.export({ format: 'jwk' }) } : {}),
  }))
  const child = promisify(execFile)(process.execPath, [join(import.meta.dirname, 'put-on-token-process.ts')])
  child.child.stdin?.end(JSON.stringify({ module: SOFTHSM, token, pin: PIN, objects: plain }))
  await child
}
