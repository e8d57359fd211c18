import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourceOfDescriptor } from '#main/adapters/files/file-source'

const SMALL = 300_000
const LARGE = 1_500_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-source-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function inFile<Result>(
  bytes: Uint8Array,
  use: (file: number, path: string) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, 'file.bin')
  writeFileSync(path, bytes)
  const file = openSync(path, 'r')
  try {
    return await use(file, path)
  } finally {
    closeSync(file)
  }
}

/** No two windows of it are alike. */
const bytesOf = (size: number): Buffer => Buffer.from(Uint32Array.from({ length: size / 4 }, (_, i) => i).buffer)

async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const piece of pieces) copies.push(Buffer.from(piece))
  return Buffer.concat(copies)
}

describe.each([SMALL, LARGE])('a file of %i bytes', (size) => {
  const bytes = bytesOf(size)

  test('is read as it is, wherever and in whatever order', async () => {
    await inFile(bytes, async (file) => {
      const windows = fc.array(fc.tuple(fc.integer({ min: 0, max: size + 10 }), fc.integer({ min: 0, max: 70_000 })))
      fc.assert(
        fc.property(windows, (asked) => {
          const source = sourceOfDescriptor(file, size)
          for (const [offset, length] of asked) {
            const expected = bytes.subarray(offset, offset + length)
            expect(Buffer.compare(source.read(offset, length), expected)).toBe(0)
          }
        }),
        { numRuns: 60 },
      )
      await Promise.resolve()
    })
  })

  test('is copied in order, also while another is', async () => {
    await inFile(bytes, async (file) => {
      const source = sourceOfDescriptor(file, size)
      const [whole, part] = await Promise.all([
        allOf(source.chunks(0, size)),
        allOf(sourceOfDescriptor(file, size).chunks(5, size - 7)),
      ])
      expect(whole.equals(bytes)).toBe(true)
      expect(part.equals(bytes.subarray(5, size - 7))).toBe(true)
    })
  })

  test('that became shorter is told, not copied short', async () => {
    await inFile(bytes, async (file, path) => {
      truncateSync(path, size - 1)
      await expect(allOf(sourceOfDescriptor(file, size).chunks(0, size))).rejects.toMatchObject({
        code: 'file-changed',
      })
    })
  })
})
