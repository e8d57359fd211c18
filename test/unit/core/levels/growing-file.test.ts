import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { copiedFile } from '#core/levels/growing-file'
import { bytesInMemory } from '#core/pdf/bytes'
import type { ByteSource } from '#core/ports'

const START = Buffer.from('the file as it was')
const MORE = [Buffer.from(' and more'), Buffer.from(', and still more')]
const WHOLE = Buffer.concat([START, ...MORE])

async function read(source: ByteSource, from: number, to: number): Promise<string> {
  const parts: Buffer[] = []
  for await (const chunk of source.chunks(from, to)) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts).toString()
}

describe('a file that grows', () => {
  test('goes on to its sink, is hashed, and can be read across the border of old and new', async () => {
    const sunk: Buffer[] = []
    const file = await copiedFile(bytesInMemory(START), { write: (chunk) => void sunk.push(Buffer.from(chunk)) })
    const before = file.snapshot()
    for (const part of MORE) await file.write(part)
    const now = file.snapshot()
    expect([before.size, now.size]).toEqual([START.length, WHOLE.length])
    expect(Buffer.concat(sunk).equals(WHOLE)).toBe(true)
    for (let from = 0; from <= WHOLE.length; from += 5) {
      for (let to = from; to <= WHOLE.length; to += 7) {
        const expected = WHOLE.subarray(from, to).toString()
        expect(Buffer.from(now.read(from, to - from)).toString()).toBe(expected)
        expect(await read(now, from, to)).toBe(expected)
      }
    }
    const sha = (name: string) => createHash(name).update(WHOLE).digest('hex')
    expect(file.result()).toEqual({ sha256: sha('sha256'), size: WHOLE.length })
    expect((await file.digestSoFar('sha256')).digest('hex')).toBe(sha('sha256'))
    expect((await file.digestSoFar('sha384')).digest('hex')).toBe(sha('sha384'))
  })
})
