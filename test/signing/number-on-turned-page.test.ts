import { afterAll, describe, expect, test } from 'vitest'
import { numberPlaces } from '#core/fields/number-places'
import { numberSpots } from '#core/fields/text-spots'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { findPage } from '#core/pdf/pages'
import { boxOf } from '#core/placement/page-space'
import { verifyPdf } from '#core/verification/verify-pdf'
import { tinos } from '#main/adapters/fonts/tinos'
import { createPageWords } from '#main/adapters/page-words/page-words'
import { filled, NUMBERED, prepared } from '#test/support/fields'
import { aLetter } from '#test/support/letter'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { findPixels, isDark, lineOf, type PlacedWord, placedWords, render } from '#test/support/rendered-page'
import { signBytes } from '#test/support/sign-bytes'
import { turned } from '#test/support/turned'

const pages = createPageWords()
afterAll(() => pages.close())

const AGENCY = { page: 1, x: 100, y: 100, width: 80, height: 80 }
const TURNS = [0, 90, 180, 270]
/** Cut unevenly, so that no two sides can be mistaken; number and date stay visible however the page is turned. */
const cropOf = (turn: number) => (turn % 180 === 0 ? ([10, 24, 560, 790] as const) : ([24, 10, 790, 560] as const))

const openLetter = async (turn: number, crop?: ReturnType<typeof cropOf>) =>
  turned((await aLetter({ date: '20…' })).bytes, turn, crop)

async function preparedLetter(bytes: Uint8Array): Promise<Buffer> {
  return prepared({ bytes, agency: AGENCY }, await pages.read(bytesInMemory(bytes), 1))
}

/** Nothing is askew: what was written has height and middle of the words beside it, and keeps between them. */
function expectOnLine(words: readonly PlacedWord[]): void {
  const beside = (text: string, next: string) => {
    const [own, neighbour] = [lineOf(words, text), lineOf(words, next)]
    expect(Math.abs(own.top - neighbour.top)).toBeLessThan(0.05)
    expect(Math.abs(own.bottom - neighbour.bottom)).toBeLessThan(0.05)
    return { own, neighbour }
  }
  const number = beside('05', '/QĐ-SNV')
  expect(Math.abs(number.own.right - number.neighbour.left)).toBeLessThan(0.05)
  const day = beside('01', 'tháng')
  expect(day.own.right).toBeLessThan(day.neighbour.left)
  const month = beside('7', 'năm')
  expect(month.own.right).toBeLessThan(month.neighbour.left)
}

describe('on a page that is turned, with the year left open', () => {
  test.each(TURNS)('by %i°, number and date stand upright on their lines', async (turn) => {
    const bytes = await filled(await preparedLetter(await openLetter(turn)))
    expectOnLine(await placedWords(bytes, 1))
  })

  test.each(TURNS)('by %i° and cropped, they do as well', async (turn) => {
    const bytes = await filled(await preparedLetter(await openLetter(turn, cropOf(turn))))
    expectOnLine(await placedWords(bytes, 1))
  })

  test('they are drawn in the very places that they have on the same page upright', async () => {
    const drawn = await Promise.all(
      TURNS.map(async (turn) => render(await filled(await preparedLetter(await openLetter(turn))), 1, `t${turn}`)),
    )
    const words = await placedWords(await openLetter(0), 1)
    const [slash, before, year] = [lineOf(words, '/QĐ-SNV'), lineOf(words, 'tháng'), lineOf(words, 'năm')]
    const areas = [
      { left: slash.left - 6, right: slash.left - 0.3, top: slash.top, bottom: slash.bottom },
      { left: before.left - 6, right: before.left - 0.3, top: before.top, bottom: before.bottom },
      { left: year.right + 0.3, right: year.right + 12, top: year.top, bottom: year.bottom },
    ]
    for (const area of areas) {
      const [upright, ...others] = drawn.map((page) => findPixels(page, isDark, area))
      if (!upright) throw new Error('nothing drawn')
      expect(upright.count).toBeGreaterThan(40)
      for (const other of others) {
        for (const edge of ['left', 'top', 'right', 'bottom'] as const)
          expect(Math.abs(other[edge] - upright[edge])).toBeLessThan(0.4)
        expect(Math.abs(other.count / upright.count - 1)).toBeLessThan(0.2)
      }
    }
  })

  test('the leader’s certification and the agency’s signature stay valid', async () => {
    const empty = await preparedLetter(await openLetter(270))
    const leader = await signBytes(empty, await testKey('leader'), { certify: 2, place: { ...AGENCY, x: 300 } })
    const agency = await signBytes(await filled(leader.bytes), await testKey('agency'), { field: 'AgencySignature' })
    const { verdict, signatures } = await verifyPdf(bytesInMemory(agency.bytes), {
      anchors: await testAnchors(),
      at: TEST_NOW,
      file: 'xoay.pdf',
    })
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures[0]?.changesAfter.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['DocumentNumber', 'IssuedDay', 'IssuedMonth', 'IssuedYear']),
    )
  })

  test.each(TURNS)(
    'by %i° and signed before it was prepared, one signature writes them on their lines',
    async (turn) => {
      const bytes = await openLetter(turn, cropOf(turn))
      const source = bytesInMemory(bytes)
      const { gaps } = await numberPlaces(source, { readPageWords: pages.read, faces: tinos, hasOwnFields: false })
      const page = boxOf(findPage(openPdf(source), 1))
      const look = numberSpots(gaps, NUMBERED, { face: tinos, page })
      const signed = await signBytes(bytes, await testKey('agency'), look)
      expectOnLine(await placedWords(signed.bytes, 1))
    },
  )

  test('a year that the page begins is only completed, and another one is refused', async () => {
    const empty = await preparedLetter(await openLetter(90))
    const words = await placedWords(await filled(empty), 1)
    const year = lineOf(words, 'năm')
    const after = words.filter(({ left, top }) => left >= year.right && Math.abs(top - year.top) < 1)
    expect(after.map(({ text }) => text).join('')).toMatch(/^20.*26$/)
    await expect(filled(empty, { ...NUMBERED, issuedDate: '1999-07-01' })).rejects.toMatchObject({
      code: 'date-differs-from-page',
      details: { printed: '20__' },
    })
  })
})

describe('of a page with dots', () => {
  test.each(['………', '.....'])(
    'the dots "%s" are covered before the leader signs: nothing is hidden after it',
    async (dots) => {
      const letter = await aLetter({ number: dots, date: '2026' })
      const empty = await prepared(letter, await pages.read(bytesInMemory(letter.bytes), 1))
      const leader = await signBytes(empty, await testKey('leader'), { certify: 2, place: letter.leader })
      const agency = await signBytes(await filled(leader.bytes), await testKey('agency'), { field: 'AgencySignature' })
      const { verdict, signatures } = await verifyPdf(bytesInMemory(agency.bytes), {
        ...{ anchors: await testAnchors(), at: TEST_NOW, file: 'cham.pdf' },
      })
      expect(verdict).toBe('TOTAL-PASSED')
      expect(signatures[0]?.changesAfter.map(({ kind }) => kind)).not.toContain('field-over-text')
    },
  )
})
