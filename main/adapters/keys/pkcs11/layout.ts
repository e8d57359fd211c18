/**
 * How a machine lays out the structures of PKCS#11. CK_ULONG is the C `unsigned long`: 4 bytes on Windows, 8 on 64-bit
 * Linux and macOS; on Windows every structure is packed to one byte, elsewhere members are aligned
 * (PKCS#11 v2.40, 2.1 and 3).
 */
export type Layout = { readonly ulong: 4 | 8; readonly pointer: 4 | 8; readonly packed: boolean }

export function layoutOf(platform: NodeJS.Platform, arch: string): Layout {
  const pointer = ['ia32', 'arm', 'mips', 'mipsel'].includes(arch) ? 4 : 8
  return platform === 'win32' ? { ulong: 4, pointer, packed: true } : { ulong: pointer, pointer, packed: false }
}

/** CK_UNAVAILABLE_INFORMATION and "no such attribute": all bits set. */
export function isUnavailable(layout: Layout, value: bigint): boolean {
  return value === (layout.ulong === 8 ? 0xffff_ffff_ffff_ffffn : 0xffff_ffffn)
}

function writeNumber(target: Buffer, offset: number, size: 4 | 8, value: bigint): void {
  if (size === 8) target.writeBigUInt64LE(value, offset)
  else target.writeUInt32LE(Number(value), offset)
}

function readNumber(source: Buffer, offset: number, size: 4 | 8): bigint {
  return size === 8 ? source.readBigUInt64LE(offset) : BigInt(source.readUInt32LE(offset))
}

/** CK_ULONGs one after the other. */
export function ulongs(layout: Layout, ...values: (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(values.length * layout.ulong)
  for (const [index, value] of values.entries()) writeNumber(bytes, index * layout.ulong, layout.ulong, BigInt(value))
  return bytes
}

export function readUlong(layout: Layout, source: Buffer, offset: number): bigint {
  return readNumber(source, offset, layout.ulong)
}

/** Value of a pointer. */
export function readPointer(layout: Layout, source: Buffer, offset: number): bigint {
  return readNumber(source, offset, layout.pointer)
}

/** Where the members of CK_ATTRIBUTE and CK_MECHANISM stand: a number, a pointer, a length. */
export function tripleOffsets(layout: Layout): { pointer: number; length: number; size: number } {
  const pointer = layout.packed ? layout.ulong : Math.max(layout.ulong, layout.pointer)
  const length = pointer + layout.pointer
  return { pointer, length, size: length + layout.ulong }
}

/** CK_ATTRIBUTE or CK_MECHANISM: what it is, where its value stands, how long that is. */
export function triple(layout: Layout, type: number, value: { address: bigint; length: number }): Buffer {
  const { pointer, length, size } = tripleOffsets(layout)
  const bytes = Buffer.alloc(size)
  writeNumber(bytes, 0, layout.ulong, BigInt(type))
  writeNumber(bytes, pointer, layout.pointer, value.address)
  writeNumber(bytes, length, layout.ulong, BigInt(value.length))
  return bytes
}

/** CK_C_INITIALIZE_ARGS: no callbacks, the flags, nothing reserved. */
export function initializeArguments(layout: Layout, flags: number): Buffer {
  const at = 4 * layout.pointer
  const bytes = Buffer.alloc(at + layout.ulong + layout.pointer)
  writeNumber(bytes, at, layout.ulong, BigInt(flags))
  return bytes
}

/** Where a function stands in CK_FUNCTION_LIST: after a version of two bytes. */
export function functionOffset(layout: Layout, index: number): number {
  return (layout.packed ? 2 : layout.pointer) + index * layout.pointer
}

/** Length and member of CK_TOKEN_INFO that we read; what follows the flags is counters, versions and a time. */
export function tokenInfoSize(layout: Layout): number {
  return 96 + 11 * layout.ulong + 4 + 16
}
