import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { AppError, Sha256 } from '#contract'

type Machine = 'x64' | 'ia32' | 'arm64' | 'arm' | 'other'
/** For which system and which processors a library was made; a Mac's may be for several. */
export type LibraryKind = { system: 'linux' | 'win32' | 'darwin'; machines: Machine[] }

const ELF: Readonly<Record<number, Machine>> = { 0x3e: 'x64', 0x03: 'ia32', 0xb7: 'arm64', 0x28: 'arm' }
const PE: Readonly<Record<number, Machine>> = { 0x8664: 'x64', 0x014c: 'ia32', 0xaa64: 'arm64', 0x01c4: 'arm' }
const MACH: Readonly<Record<number, Machine>> = { 0x0100_0007: 'x64', 0x0000_0007: 'ia32', 0x0100_000c: 'arm64' }

/** Enough for a PE header behind its DOS stub, and for the table of a fat Mach-O file. */
const HEAD_BYTES = 4096

/** Reads the first bytes of a shared library (ELF, PE, Mach-O); undefined where they are of something else. */
export function readLibraryKind(head: Buffer): LibraryKind | undefined {
  if (head.length < 64) return undefined
  if (head.readUInt32BE(0) === 0x7f45_4c46)
    return { system: 'linux', machines: [ELF[head.readUInt16LE(18)] ?? 'other'] }
  if (head.toString('latin1', 0, 2) === 'MZ') return readPe(head)
  return readMach(head)
}

function readPe(head: Buffer): LibraryKind | undefined {
  const at = head.readUInt32LE(0x3c)
  if (at + 6 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return undefined
  return { system: 'win32', machines: [PE[head.readUInt16LE(at + 4)] ?? 'other'] }
}

function readMach(head: Buffer): LibraryKind | undefined {
  const magic = head.readUInt32LE(0)
  if (magic === 0xfeed_facf || magic === 0xfeed_face) {
    return { system: 'darwin', machines: [MACH[head.readUInt32LE(4)] ?? 'other'] }
  }
  if (head.readUInt32BE(0) !== 0xcafe_babe) return undefined
  // A fat file; Java's class files begin the same and have a version there that is far larger than any count.
  const count = head.readUInt32BE(4)
  if (count === 0 || count > 20) return undefined
  const machines = Array.from({ length: count }, (_, index) => MACH[head.readUInt32BE(8 + index * 20)] ?? 'other')
  return { system: 'darwin', machines }
}

/**
 * Refuses a file that cannot be a module for this program, before any of its code runs.
 *
 * @throws AppError `token-module-missing`, `token-module-not-a-library`, `token-module-wrong-architecture` (details:
 *   module and program, each with its bits).
 */
export async function requireLoadable(
  path: string,
  here = { platform: process.platform, arch: process.arch },
): Promise<void> {
  const kind = readLibraryKind(await headOf(path))
  if (!kind || kind.system !== systemOf(here.platform))
    throw new AppError('token-module-not-a-library', { module: path })
  if (kind.machines.some((machine) => machine === here.arch)) return
  const made = kind.machines.map(bitsOf).join(', ')
  throw new AppError('token-module-wrong-architecture', { module: path, made, needed: bitsOf(here.arch) })
}

/** SHA-256 and size of a module, read in pieces. Throws `token-module-missing`. */
export async function digestOf(path: string): Promise<{ sha256: Sha256; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  try {
    const file = await open(path)
    for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
    }
  } catch (cause) {
    throw new AppError('token-module-missing', { module: path }, { cause })
  }
  return { sha256: Sha256.parse(hash.digest('hex')), size }
}

const systemOf = (platform: NodeJS.Platform): LibraryKind['system'] =>
  platform === 'win32' || platform === 'darwin' ? platform : 'linux'

const BITS: Readonly<Record<string, string>> = { x64: '64-bit', ia32: '32-bit', arm64: '64-bit ARM', arm: '32-bit ARM' }
const bitsOf = (arch: string): string => BITS[arch] ?? arch

async function headOf(path: string): Promise<Buffer> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (cause) {
    const isFolder = cause instanceof Error && 'code' in cause && cause.code === 'EISDIR'
    throw new AppError(isFolder ? 'token-module-not-a-library' : 'token-module-missing', { module: path }, { cause })
  }
}
