import { createHash } from 'node:crypto'
import { Sha256 } from '#contract'
/** @param source What the first `source.size` bytes that are written will be; all of it goes on to `sink`. */
export function growingFile(source, sink) {
  const whole = createHash('sha256')
  let size = 0
  let appended = Buffer.alloc(0)
  const snapshot = () => joined(source, appended)
  return {
    write: async (chunk) => {
      whole.update(chunk)
      if (size + chunk.length > source.size) {
        appended = Buffer.concat([appended, chunk.subarray(Math.max(0, source.size - size))])
      }
      size += chunk.length
      await sink.write(chunk)
    },
    snapshot,
    digestSoFar: async (name) => {
      if (name === 'sha256') return whole.copy()
      const other = createHash(name)
      for await (const chunk of snapshot().chunks(0, size)) other.update(chunk)
      return other
    },
    result: () => ({ sha256: Sha256.parse(whole.copy().digest('hex')), size }),
  }
}
/** Begins with the source as it is. */
export async function copiedFile(source, sink) {
  const file = growingFile(source, sink)
  for await (const chunk of source.chunks(0, source.size)) await file.write(chunk)
  return file
}
function joined(first, rest) {
  const { size } = first
  return {
    size: size + rest.length,
    password: first.password,
    read: (offset, length) => {
      if (offset >= size) return rest.subarray(offset - size, offset - size + length)
      if (offset + length <= size) return first.read(offset, length)
      return Buffer.concat([first.read(offset, size - offset), rest.subarray(0, offset + length - size)])
    },
    async *chunks(from, to) {
      if (from < size) yield* first.chunks(from, Math.min(to, size))
      if (to > size) yield rest.subarray(Math.max(0, from - size), to - size)
    },
  }
}
