/** Counts what a thread unfolds for one page: buffers of bytes are no part of the memory that a thread is limited in. */
export type UnfoldedBytes = {
  /** From here on counts anew. `size`: of the file, for which pdf.js reserves a room once without filling it. */
  begin: (size: number) => void
  /** Throws where there was too much: pdf.js goes on after some errors. */
  requireWithin: () => void
}

/**
 * Counts the bytes of this thread's new buffers from now on, pdf.js's own among them, and refuses those beyond a limit: some
 * kilobytes of a file may unfold to gigabytes (ISO 32000-1:2008, 7.4.4). Native decompression is counted as it comes.
 */
export function countUnfoldedBytes(limit: number): UnfoldedBytes {
  let [count, reserved] = [0, 0]
  const requireWithin = () => {
    if (count > limit) throw new RangeError('a page whose streams unfold to more than is allowed')
  }
  const add = (bytes: number) => {
    count += bytes
    requireWithin()
  }
  const onNew = (length: unknown) => {
    if (typeof length !== 'number') return
    if (length !== reserved) add(length)
    else reserved = 0
  }
  globalThis.Uint8Array = countingArrays(globalThis.Uint8Array, onNew)
  globalThis.DecompressionStream = countingStreams(globalThis.DecompressionStream, add)
  return {
    begin: (size) => {
      ;[count, reserved] = [0, size]
    },
    requireWithin,
  }
}

/** A constructor in place of another, with the same prototype: what it makes is the same to everybody. */
function countingArrays(inner: Uint8ArrayConstructor, onNew: (length: unknown) => void): Uint8ArrayConstructor {
  function counting(...given: unknown[]): Uint8Array {
    onNew(given[0])
    const made = new.target as unknown
    return Reflect.construct(inner, given, made === counting ? inner : (made as NewableFunction)) as Uint8Array
  }
  Object.setPrototypeOf(counting, inner)
  counting.prototype = inner.prototype
  return counting as unknown as Uint8ArrayConstructor
}

function countingStreams(inner: typeof DecompressionStream, add: (bytes: number) => void): typeof DecompressionStream {
  return new Proxy(inner, {
    construct: (target, [format]: ConstructorParameters<typeof DecompressionStream>) => {
      const { readable, writable } = new target(format)
      const counted = new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, out) => {
          add(chunk.byteLength)
          out.enqueue(chunk)
        },
      })
      return { readable: readable.pipeThrough(counted), writable }
    },
  })
}
