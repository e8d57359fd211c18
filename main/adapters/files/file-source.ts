import { read, readSync } from 'node:fs'
import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'

const PIECE = 256 * 1024
/** Pieces that are kept for the next file: as many as are copied at the same time. */
const SPARE_PIECES = 16
const BLOCK = 8 * 1024
const ALIGNMENT = 4 * 1024
/** A small file that is jumped about in more than so often is read once, as a whole. */
const BLOCKS = 8
const SMALL = 1024 * 1024

/**
 * The bytes of a file that is open already, maybe in another thread of this process; it stays open. Reading costs little
 * memory: a few blocks where it is parsed, and pieces that files share one after the other where it is copied.
 */
export function sourceOfDescriptor(file: number, size: number): ByteSource {
  return {
    size,
    descriptor: file,
    read: readInBlocks(file, size),
    chunks: (from, to) => chunksOf(file, from, Math.min(to, size)),
  }
}

type Block = { start: number; bytes: Uint8Array }

function readInBlocks(file: number, size: number): ByteSource['read'] {
  let blocks: Block[] = []
  let misses = 0
  const add = (start: number, length: number): Block => {
    const block = { start, bytes: bytesAt(file, start, length) }
    blocks.push(block)
    return block
  }
  const load = (from: number, to: number): Block => {
    misses += 1
    if (size <= SMALL && misses > BLOCKS) {
      blocks = []
      return add(0, size)
    }
    if (blocks.length >= BLOCKS) blocks.shift()
    const start = from - (from % ALIGNMENT)
    return add(start, Math.min(size - start, Math.max(BLOCK, to - start)))
  }
  return (offset, length) => {
    const from = Math.max(0, offset)
    const to = Math.min(size, offset + length)
    if (to <= from) return new Uint8Array(0)
    // What is larger than a block is read for itself: it is an object's stream, hardly asked for again.
    const known = blocks.find(({ start, bytes }) => start <= from && to <= start + bytes.length)
    if (!known && size > SMALL && to - from > BLOCK - ALIGNMENT) return bytesAt(file, from, to - from)
    const { start, bytes } = known ?? load(from, to)
    return bytes.subarray(from - start, to - start)
  }
}

function bytesAt(file: number, offset: number, length: number): Uint8Array {
  // Not filled with zeros first: what is not read is cut off.
  const wanted = Buffer.allocUnsafeSlow(length)
  return wanted.subarray(0, fill(file, wanted, offset))
}

/** Reads until `target` is full or the file ends. */
function fill(file: number, target: Uint8Array, offset: number): number {
  let done = 0
  while (done < target.length) {
    const count = readSync(file, target, done, target.length - done, offset + done)
    if (count === 0) break
    done += count
  }
  return done
}

const spare: Uint8Array[] = []

async function* chunksOf(file: number, from: number, to: number): AsyncGenerator<Uint8Array> {
  const piece = spare.pop() ?? Buffer.allocUnsafeSlow(PIECE)
  try {
    for (let at = from; at < to; ) {
      const wanted = piece.subarray(0, Math.min(PIECE, to - at))
      // What is read in one go is there sooner than another thread could be asked; other work goes on beside a long file.
      const count = to - from <= PIECE ? fill(file, wanted, at) : await readLater(file, wanted, at)
      if (count === 0) throw new AppError('file-changed', { offset: at })
      yield wanted.subarray(0, count)
      at += count
    }
  } finally {
    if (spare.length < SPARE_PIECES) spare.push(piece)
  }
}

function readLater(file: number, target: Uint8Array, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, target, 0, target.length, offset, (error, count) => {
      if (error) reject(error)
      else resolve(count)
    })
  })
}
