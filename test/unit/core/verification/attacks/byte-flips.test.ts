import { describe, expect, test } from 'vitest'
import { flip, flipFiles, sampleOf } from '#test/support/attacks/byte-flips'
import { isHonest, judgeFile } from '#test/support/attacks/judge-variant'

/** Every so many bytes; `npm run fuzz:flip` changes each one. */
const STEP = 150

describe.each(await flipFiles())('$name', (file) => {
  test('passes as it is', async () => {
    expect(isHonest(await judgeFile(file.bytes, file))).toBe(true)
  })

  test('never passes with one byte changed', async () => {
    const { passed, tried } = await flip(file, sampleOf(file, STEP))
    expect(tried).toBeGreaterThan(30)
    expect(passed).toEqual([])
  }, 60_000)
})
