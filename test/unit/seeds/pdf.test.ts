import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inspectPdf } from '#core/pdf/inspect'
import { memorySource } from '#seeds/fill/memory'
import { changeTitle } from '#seeds/fill/senders'
import { drawSignature } from '#seeds/images/handwriting'
import { drawSeal } from '#seeds/images/seal'
import { composePaper, letterheadLines } from '#seeds/pdf/compose-paper'
import { loadTypeface } from '#seeds/pdf/fonts'
import { placeAndDate } from '#seeds/pdf/paper'
import { writePdf } from '#seeds/pdf/write'
import { createRandom } from '#seeds/plan/random'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'

const LETTERHEAD = {
  name: 'UBND huyện Mẫu',
  parent: [],
  agency: letterheadLines('UBND huyện Mẫu'),
  symbol: 'UBND',
  place: 'Mẫu',
}

function aPaper(type: 'quyet-dinh' | 'cong-van' | 'bao-cao') {
  return composePaper(createRandom(type), LETTERHEAD, {
    type,
    subject: 'Về việc tăng cường công tác văn thư, lưu trữ',
    number: '05',
    unitSymbol: 'VP',
    date: '2022-01-05',
    competence: 'KT.',
    position: 'Phó Chủ tịch',
    head: 'Chủ tịch',
    signerName: 'Nguyễn Văn Mẫu',
    urgency: 'urgent',
    recipients: ['Như trên', 'Lưu: VT'],
    addressees: ['Các phòng, ban chuyên môn'],
  })
}

describe.each([true, false])('an administrative PDF (compressed: %s)', (compressed) => {
  test.each(['quyet-dinh', 'cong-van', 'bao-cao'] as const)(
    'of type %s is what others call a sound file',
    async (type) => {
      const { bytes, pages } = await writePdf(aPaper(type), { fields: true, compressed, at: new Date(0) })
      expect(inspectPdf(memorySource(bytes)).pages).toBe(pages)
      await inTemporaryFolder(async (folder) => {
        const file = join(folder, 'a.pdf')
        await writeFile(file, bytes)
        expect((await judge('qpdf', ['--check', file])).code).toBe(0)
        const { output } = await judge('pdftotext', ['-layout', file, '-'])
        expect(output).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
        expect(output).toContain('Độc lập - Tự do - Hạnh phúc')
        expect(output).toContain('KT. CHỦ TỊCH')
        expect(output).toContain('Dữ liệu mô phỏng')
        expect(output).toMatch(type === 'cong-van' ? /Số: 05\/UBND-VP/ : /Số: 05\/(QĐ|BC)-UBND/)
      })
    },
  )

  test('has its signatures between position and name, the seal over the left third', async () => {
    const { leader, agency } = await writePdf(aPaper('cong-van'), { fields: true, compressed, at: new Date(0) })
    const overlap = agency.x + agency.width - leader.x
    expect(overlap / leader.width).toBeCloseTo(1 / 3)
    expect(agency.page).toBe(leader.page)
    expect(leader.x + leader.width).toBeLessThan(595)
    expect(leader.y).toBeGreaterThan(30)
  })

  test('has the same bytes each time it is written', async () => {
    const write = () => writePdf(aPaper('bao-cao'), { fields: true, compressed, at: new Date(0) })
    expect(Buffer.compare((await write()).bytes, (await write()).bytes)).toBe(0)
  })
})

describe('the writing of dates', () => {
  test.each([
    ['2020-01-05', 'Hà Nội, ngày 05 tháng 01 năm 2020'],
    ['2019-06-29', 'Hà Nội, ngày 29 tháng 6 năm 2019'],
    ['2022-12-31', 'Hà Nội, ngày 31 tháng 12 năm 2022'],
  ])('%s follows NĐ 30/2020, PL I, I.II.4', (date, written) => {
    expect(placeAndDate('Hà Nội', date)).toBe(written)
  })

  test('leaves a gap for a day that is not known yet', () => {
    expect(placeAndDate('Hà Nội', '2022-02')).toMatch(/^Hà Nội, ngày {2,} tháng 02 năm 2022$/)
  })
})

test('the typeface refuses a letter that it has no glyph for, instead of printing a box', () => {
  expect(() => loadTypeface().regular.encode('漢')).toThrow(RangeError)
})

test('a changed title changes the file and not its length', async () => {
  const { bytes } = await writePdf(aPaper('bao-cao'), { fields: true, compressed: false, at: new Date(0) })
  const changed = changeTitle(bytes)
  expect(changed).toHaveLength(bytes.length)
  expect(Buffer.compare(changed, bytes)).not.toBe(0)
  expect(inspectPdf(memorySource(changed)).pages).toBeGreaterThan(0)
})

/** Colours and coverage of a PNG with one ink and filter 0 on every row. */
function inkOf(png: Uint8Array) {
  const file = Buffer.from(png)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const length = file.readUInt32BE(33)
  const rows = inflateSync(file.subarray(41, 41 + length))
  let covered = 0
  let colour: number[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 4) + 1 + x * 4
      if ((rows[at + 3] ?? 0) < 128) continue
      covered += 1
      colour = [...rows.subarray(at, at + 3)]
    }
  }
  return { share: covered / (width * height), colour, corner: rows[4] }
}

describe('the pictures', () => {
  test('a seal is red on a transparent ground', () => {
    const { share, colour, corner } = inkOf(drawSeal('UBND huyện Mẫu'))
    expect(corner).toBe(0)
    expect(share).toBeGreaterThan(0.1)
    expect(share).toBeLessThan(0.5)
    expect(colour[0]).toBeGreaterThan(180)
    expect(colour[2]).toBeLessThan(80)
  })

  test('a handwriting is blue on a transparent ground, and everybody’s own', () => {
    const { share, colour, corner } = inkOf(drawSignature('Nguyễn Văn Mẫu'))
    expect(corner).toBe(0)
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.3)
    expect(colour[2]).toBeGreaterThan(colour[0] ?? 255)
    expect(Buffer.compare(drawSignature('Trần Thị Ví Dụ'), drawSignature('Nguyễn Văn Mẫu'))).not.toBe(0)
  })
})
