import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { isString, literal } from '#core/pdf/objects'
import { Parser } from '#core/pdf/parser'
import { serialize } from '#core/pdf/serialize'
import { readDate, readText, writeDate, writeText } from '#core/pdf/text-strings'

const reread = (text: string) => {
  const parsed = new Parser(bytesInMemory(Buffer.from(serialize(writeText(text)), 'latin1')), 0).object()
  return isString(parsed) ? readText(parsed) : undefined
}

test.each(['Nguyễn Văn Đường', 'a (b) c \\ d', 'trailer << >> endobj', '', 'Ủy ban nhân dân tỉnh', '𝄞 music'])(
  '%s comes back as it was',
  (text) => {
    expect(reread(text)).toBe(text)
  },
)

describe('dates', () => {
  test('are written in Vietnam’s zone and read back as the same instant', () => {
    const instant = new Date('2022-11-22T20:32:07.000Z')
    expect(readText(writeDate(instant))).toBe("D:20221123033207+07'00'")
    expect(readDate(writeDate(instant))).toEqual(instant)
  })

  test.each([
    ['D:2022', '2022-01-01T00:00:00.000Z'],
    ['20220305165953', '2022-03-05T16:59:53.000Z'],
    ['D:20220305165953Z', '2022-03-05T16:59:53.000Z'],
    ["D:20220305165953-05'30", '2022-03-05T22:29:53.000Z'],
  ])('%s is understood', (text, expected) => {
    expect(readDate(literal(Buffer.from(text)))?.toISOString()).toBe(expected)
  })

  test('nonsense is no date', () => {
    expect(readDate(literal(Buffer.from('hôm nay')))).toBeNull()
    expect(readDate(literal(Buffer.from('D:20229999')))).toBeNull()
  })
})
