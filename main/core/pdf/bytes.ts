import type { ByteSource } from '#core/ports'

/** A source over bytes in memory: object streams, and files that tests make. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    async *chunks(from, to) {
      for (let at = from; at < to; at += 1 << 20) yield bytes.subarray(at, Math.min(to, at + (1 << 20)))
    },
  }
}

/** The first `size` bytes of a file as a file of their own: what there was when an earlier revision was its last. */
export function beginningOf(source: ByteSource, size: number): ByteSource {
  return {
    size,
    read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, size - offset))),
    chunks: (from, to) => source.chunks(from, Math.min(to, size)),
  }
}

/** The same source with the password that opens it, where one is given. */
export function withPassword<Source extends ByteSource>(source: Source, password: string | undefined): ByteSource {
  if (password === undefined) return source
  return {
    size: source.size,
    password,
    descriptor: source.descriptor,
    read: (offset, length) => source.read(offset, length),
    chunks: (from, to) => source.chunks(from, to),
  }
}

/** Offset of the last occurrence of `needle` that starts in from..to; -1 if there is none. What is near costs little. */
export function findBackward(source: ByteSource, needle: string, { from, to }: { from: number; to: number }): number {
  let step = 1 << 10
  for (let end = to; end > from; ) {
    const start = Math.max(from, end - step)
    const window = source.read(start, end - start + needle.length)
    const at = Buffer.from(window.buffer, window.byteOffset, window.byteLength).lastIndexOf(needle, undefined, 'latin1')
    if (at >= 0) return start + at
    end = start
    step = Math.min(step * 4, 1 << 16)
  }
  return -1
}

/** Offset of the first occurrence of `needle` that starts in from..to; -1 if there is none. What is near costs little. */
export function findForward(source: ByteSource, needle: string, { from, to }: { from: number; to: number }): number {
  let step = 1 << 9
  for (let start = from; start < to; ) {
    const length = Math.min(step, to - start)
    const window = source.read(start, length + needle.length - 1)
    const at = Buffer.from(window.buffer, window.byteOffset, window.byteLength).indexOf(needle, 0, 'latin1')
    if (at >= 0) return start + at
    start += length
    step = Math.min(step * 4, 1 << 16)
  }
  return -1
}
