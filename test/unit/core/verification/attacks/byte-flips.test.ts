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

  test('never passes with a string of a name in its signatures called another kind of string', async () => {
    const hex = file.bytes.toString('latin1')
    const country = /060355040613(?=02)/gi
    const places = [...hex.matchAll(country)].map(({ index }) => index + '0603550406'.length)
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) {
      for (const kind of ['0c', '14', '16', '1e']) {
        const changed = Buffer.concat([
          file.bytes.subarray(0, place),
          Buffer.from(kind),
          file.bytes.subarray(place + 2),
        ])
        const { report } = await judgeFile(changed, file)
        expect(report?.verdict, `${kind} at ${place}`).not.toBe('TOTAL-PASSED')
      }
    }
  })
})
