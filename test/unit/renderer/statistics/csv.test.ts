import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCsv } from '#renderer/pages/statistics/csv.ts'

describe('CSV for a Vietnamese spreadsheet', () => {
  test('begins with a byte order mark, separates by semicolons and writes decimal commas', () => {
    expect(
      writeCsv([
        ['Cơ quan', 'Tỷ lệ'],
        ['Sở Nội vụ', 86.92],
      ]),
    ).toBe('\uFEFFCơ quan;Tỷ lệ\r\nSở Nội vụ;86,92\r\n')
  })

  test('an empty cell stands for no value', () => {
    expect(writeCsv([['a', null, 0]])).toBe('\uFEFFa;;0\r\n')
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('text like %j does not become a formula', (text) => {
    expect(writeCsv([[text]]).slice(1)).toMatch(/^"?'/)
  })

  test('a negative number stays a number', () => {
    expect(writeCsv([[-3.08]])).toBe('\uFEFF-3,08\r\n')
  })

  test('any text stays in its one cell', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const line = writeCsv([[`x${text}`, 'end']]).slice(1)
        const quoted = line.startsWith('"')
        if (!quoted) expect(line).toBe(`x${text};end\r\n`)
        else expect(line).toBe(`"x${text.replaceAll('"', '""')}";end\r\n`)
        expect(quoted).toBe(/[;"\r\n]/.test(text))
      }),
    )
  })
})
