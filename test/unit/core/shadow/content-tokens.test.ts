import { describe, expect, test } from 'vitest'
import { instructionsOf } from '#core/shadow/content-tokens'

const partsIn = (content: string) => [...instructionsOf(content)].map(({ parts }) => parts)

describe('operands of a content stream', () => {
  test('the numbers of an array stand between its strings, others do not', () => {
    const [state, text] = [...instructionsOf('1 0 0 1 72 700 Tm [(a) -120.5 <6263> 3] TJ')]
    expect(state).toMatchObject({ operator: 'Tm', numbers: [1, 0, 0, 1, 72, 700], parts: [] })
    expect(text).toMatchObject({ operator: 'TJ', numbers: [], parts: ['a', -120.5, 'bc', 3], isCut: false })
  })

  test.each([
    ['an octal code', String.raw`(\101\1\0012\377) Tj`, 'A\u0001\u00012\u00ff'],
    ['letters that stand for others', String.raw`(\n\r\t\(\)\\\x) Tj`, '\n\r\t()\\x'],
    ['an end of a line that does not count', '(a\\\nb\\\r\nc) Tj', 'abc'],
    ['parentheses in pairs', '(a(b)c) Tj', 'a(b)c'],
    ['a hexadecimal digit that is missing', '<414> Tj', 'A@'],
  ])('%s is read as it is shown', (_what, content, text) => {
    expect(partsIn(content)).toEqual([[text]])
  })

  test.each([
    ['of more operands than anybody writes', `[(Pay 900)${' 0'.repeat(20_000)}] TJ`],
    ['whose array has no end', '[(Pay 900) TJ'],
  ])('an instruction %s tells that some are missing', (_what, content) => {
    expect([...instructionsOf(content)]).toMatchObject([{ operator: 'TJ', isCut: true }])
  })
})
