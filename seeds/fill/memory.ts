import type { ByteSink, ByteSource } from '#core/ports'

/** Bytes in memory as a source: what a sender outside the office signs before it arrives. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    chunks: async function* (from, to) {
      yield bytes.subarray(from, to)
    },
  }
}

/** A sink that keeps what is written. */
export function memorySink(): ByteSink & { bytes: () => Uint8Array } {
  const chunks: Uint8Array[] = []
  return {
    write: (chunk) => {
      // The chunk is the writer's; it may be used again.
      chunks.push(Uint8Array.from(chunk))
    },
    bytes: () => Buffer.concat(chunks),
  }
}
