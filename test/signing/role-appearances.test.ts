import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aLetter } from '#test/support/demo-paper'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { TEST_NOW } from '#test/support/pki'
import {
  findPixels,
  isBlue,
  isDark,
  isRed,
  lineOf,
  middleOf,
  type PlacedWord,
  placedWords,
  render,
} from '#test/support/rendered-page'
import { closeSignAs, IMAGES, type SignedAs, signAs } from '#test/support/sign-as'

afterAll(closeSignAs)

const A4 = { width: 210, height: 297 }
const TIME = `${new Date(TEST_NOW.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`

async function fontsOf(pdf: Uint8Array): Promise<string[]> {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, 'signed.pdf')
    writeFileSync(file, pdf)
    return (await judge('pdffonts', [file])).output.split('\n').filter((line) => line.includes('VANTHU+'))
  })
}

describe('the leader’s signature (NĐ 30/2020, PL I, I.II.7.d)', () => {
  let signed: SignedAs
  let words: PlacedWord[]
  beforeAll(async () => {
    const { bytes } = await aLetter()
    words = await placedWords(bytes, 1)
    signed = await signAs('leader', bytes)
  })

  test('is blue and stands centred between the position and the full name', async () => {
    const [title, name] = [lineOf(words, 'PHÓ CHỦ TỊCH'), lineOf(words, 'Nguyễn Văn Mẫu')]
    const page = await render(signed.bytes, 1)
    const { left, right, top, bottom, count } = findPixels(page, isBlue)
    expect(signed.proposal.from).toBe('text')
    expect(count).toBeGreaterThan(500)
    expect(top).toBeGreaterThan(title.top)
    expect(bottom).toBeLessThan(name.bottom)
    const { x, width } = signed.proposal.place
    expect((x + width / 2) * (25.4 / 72)).toBeCloseTo((middleOf(title) + middleOf(name)) / 2, 0)
    expect(Math.abs((left + right) / 2 - middleOf(name))).toBeLessThan(4)
  })

  test('is transparent: the page is white between its strokes', async () => {
    const page = await render(signed.bytes, 1)
    const found = findPixels(page, isBlue)
    const white = findPixels(page, ([red, green, blue]) => Math.min(red, green, blue) > 250, found)
    expect(white.count).toBeGreaterThan(found.count)
  })

  test('without an image says in blue who signed and when, in a Times-metric font that is embedded', async () => {
    const { bytes } = await aLetter()
    const texted = await signAs('leader', bytes, { image: undefined })
    const said = await placedWords(texted.bytes, 1)
    expect(lineOf(said, `gian ký: ${TIME}`).top).toBeGreaterThan(lineOf(said, 'PHÓ CHỦ TỊCH').bottom - 1)
    expect(findPixels(await render(texted.bytes, 1), isBlue).count).toBeGreaterThan(200)
    expect(await fontsOf(texted.bytes)).toEqual([
      expect.stringMatching(/VANTHU\+Tinos\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/),
    ])
  })
})

describe('the agency’s seal (NĐ 30/2020, PL I, I.II.8.a)', () => {
  test('is red, in true size, and covers a third of the leader’s signature on its left', async () => {
    const leader = await signAs('leader', (await aLetter()).bytes)
    const sealed = await signAs('agency', leader.bytes)
    const page = await render(sealed.bytes, 1)
    const seal = findPixels(page, isRed)
    expect(Math.abs(seal.right - seal.left - IMAGES.agency.widthMm)).toBeLessThan(1)
    expect(Math.abs(seal.bottom - seal.top - IMAGES.agency.heightMm)).toBeLessThan(1)
    const signature = leader.proposal.place
    const [left, width] = [signature.x * (25.4 / 72), signature.width * (25.4 / 72)]
    expect((seal.right - left) / width).toBeGreaterThan(0.28)
    expect((seal.right - left) / width).toBeLessThan(0.38)
    expect(seal.left).toBeLessThan(left)
    const middle = A4.height - (signature.y + signature.height / 2) * (25.4 / 72)
    expect(Math.abs((seal.top + seal.bottom) / 2 - middle)).toBeLessThan(1)
  })

  test('leaves the signature under it to be seen', async () => {
    const leader = await signAs('leader', (await aLetter()).bytes)
    const sealed = await signAs('agency', leader.bytes)
    const before = findPixels(await render(leader.bytes, 1), isBlue)
    const after = findPixels(await render(sealed.bytes, 1), isBlue)
    expect(after.count).toBeGreaterThan(before.count * 0.6)
    expect(after.right).toBeCloseTo(before.right, 0)
  })
})

describe('an initial (ký nháy)', () => {
  test('stands right after the last word of the text, on its line', async () => {
    const { bytes } = await aLetter()
    const last = lineOf(await placedWords(bytes, 1), 'tổng hợp./.')
    const page = await render((await signAs('initial', bytes)).bytes, 1)
    const { left, right, top, bottom } = findPixels(page, isBlue)
    expect(left - last.right).toBeGreaterThan(0)
    expect(left - last.right).toBeLessThan(4)
    expect(right - left).toBeLessThanOrEqual(14.1)
    expect(bottom - top).toBeLessThanOrEqual(7.1)
    expect(Math.abs((top + bottom) / 2 - (last.top + last.bottom) / 2)).toBeLessThan(2.5)
  })

  test('a second one stands after the first', async () => {
    const first = await signAs('initial', (await aLetter()).bytes)
    const second = await signAs('initial', first.bytes)
    expect(second.proposal.field).toBeUndefined()
    expect(second.proposal.place.x).toBeGreaterThan(first.proposal.place.x + first.proposal.place.width)
    expect(second.proposal.place.y).toBeCloseTo(first.proposal.place.y, 1)
  })
})

describe('text of the agency alone (NĐ 30/2020, PL I, I.II.8.b, I.III.1.d; Phần II, I.3)', () => {
  test.each([
    ['appendix', ['05/UBND-VP', TIME]],
    ['copy', ['SAO Y', 'Ủy ban nhân dân huyện Mẫu', TIME]],
  ] as const)('of an %s stands top right on the first page: 10 pt, black, Times, no image', async (role, lines) => {
    const { bytes } = await aLetter()
    const { bytes: signed } = await signAs(role, bytes, { image: IMAGES.agency })
    const words = await placedWords(signed, 1)
    for (const line of lines) {
      const { left, right, top, bottom } = lineOf(words, line)
      expect(left).toBeGreaterThan(A4.width / 2)
      expect(right).toBeLessThan(A4.width - 2)
      expect(top).toBeLessThan(20)
      // pdftotext’s boxes are as high as the font’s ascent and descent: 1.107 times its size for Times.
      expect(bottom - top).toBeGreaterThan((10 * 0.9 * 25.4) / 72)
      expect(bottom - top).toBeLessThan((10 * 1.2 * 25.4) / 72)
    }
    const corner = { left: A4.width / 2, top: 0, right: A4.width, bottom: 18 }
    const page = await render(signed, 1)
    expect(findPixels(page, isDark, corner).count).toBeGreaterThan(100)
    expect(findPixels(page, isRed, corner).count + findPixels(page, isBlue, corner).count).toBe(0)
    expect(await fontsOf(signed)).toHaveLength(1)
  })

  test('a name too long for the usual width stays at 10 pt', async () => {
    const { bytes } = await aLetter()
    const agency = 'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh'
    const { bytes: signed, proposal } = await signAs('copy', bytes, { words: { agency } })
    const { top, bottom } = lineOf(await placedWords(signed, 1), agency)
    expect(proposal.place.width).toBeGreaterThan((60 / 25.4) * 72)
    expect(bottom - top).toBeGreaterThan((10 * 0.9 * 25.4) / 72)
  })

  test('the time can be written as the government’s tools print it', async () => {
    const { bytes } = await aLetter()
    const { bytes: signed } = await signAs('appendix', bytes, { signingTime: 'dotted' })
    const words = await placedWords(signed, 1)
    expect(words.map(({ text }) => text).join(' ')).toMatch(/\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d \+07:00/)
  })
})

describe('the stamp ĐẾN (NĐ 30/2020, PL IV, V)', () => {
  test('is a rectangle of 50 × 35 mm with its six lines', async () => {
    const { bytes } = await signAs('incoming', (await aLetter()).bytes)
    const { left, right, top, bottom } = findPixels(await render(bytes, 1), isRed)
    expect(right - left).toBeCloseTo(50, 0)
    expect(bottom - top).toBeCloseTo(35, 0)
    const inside = (await placedWords(bytes, 1)).filter(
      (word) => word.left >= left && word.right <= right && word.top >= top && word.bottom <= bottom,
    )
    const text = inside.map((word) => word.text).join(' ')
    for (const part of ['Ủy ban nhân dân', 'ĐẾN', 'Số: 1248', 'Ngày: 02/01/2026', 'Chuyển:', 'Số và ký hiệu HS:']) {
      expect(text).toContain(part)
    }
  })
})

test('a comment (bút phê) is blue and lies on empty paper', async () => {
  const { bytes } = await aLetter()
  const before = await placedWords(bytes, 1)
  const { bytes: signed } = await signAs('comment', bytes)
  const comment = lineOf(await placedWords(signed, 1), 'Giao Văn phòng tham mưu.')
  expect(
    before.some(
      (word) =>
        word.left < comment.right &&
        comment.left < word.right &&
        word.top < comment.bottom &&
        comment.top < word.bottom,
    ),
  ).toBe(false)
  expect(findPixels(await render(signed, 1), isBlue).count).toBeGreaterThan(200)
})
