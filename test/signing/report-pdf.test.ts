import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Asked, CheckedFile } from '#core/reports/checked-file'
import { reportAsPdf } from '#core/reports/report-pdf'
import { tinos } from '#main/adapters/fonts/tinos'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { aReport, aSignature } from '#test/support/some-reports'

const SHA256 = '89241b1435024f21c5f7080deff52f8bf333830829f225616cde076160e032fc'
const asked: Asked = {
  language: 'vi',
  madeAt: new Date('2026-11-22T07:32:00.000Z'),
  judgedFor: new Date('2026-11-22T07:32:00.000Z'),
  offline: false,
  by: 'Đỗ Thị Hường',
  office: 'Ủy ban nhân dân tỉnh Vĩnh Phúc',
}

const LONG = `Ủy ban nhân dân ${'thị trấn Thổ Tang, huyện Vĩnh Tường, '.repeat(8)}tỉnh Vĩnh Phúc`
const aFile = (given: Partial<CheckedFile> = {}): CheckedFile => ({
  name: 'Quyết định 12.pdf',
  sha256: SHA256,
  size: 249_000,
  report: aReport([aSignature()], 'TOTAL-PASSED'),
  ...given,
})

type Printed = { text: string; raw: string; boxes: string; fonts: string; check: number }

/** What others read in the printed report; `text` with its lines joined. */
async function printed(files: CheckedFile[], given: Partial<Asked> = {}): Promise<Printed> {
  const pdf = await reportAsPdf(files, { ...asked, ...given }, tinos)
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'report.pdf')
    await writeFile(path, pdf)
    const raw = (await judge('pdftotext', ['-raw', path, '-'])).output
    return {
      raw,
      text: raw.replace(/\s+/g, ' '),
      boxes: (await judge('pdftotext', ['-bbox', path, '-'])).output,
      fonts: (await judge('pdffonts', [path])).output,
      check: (await judge('qpdf', ['--check', path])).code,
    }
  })
}

describe('the printed report', () => {
  test('gives the facts of TT 15/2025/TT-BKHCN, Điều 6.4 back as text, letter by letter', async () => {
    const { text, check } = await printed([aFile()])
    expect(check).toBe(0)
    for (const fact of [
      'Kết quả kiểm tra chữ ký số',
      '14:32 22/11/2026',
      'Đỗ Thị Hường',
      'Ủy ban nhân dân tỉnh Vĩnh Phúc',
      SHA256,
      '249.000 byte (249 KB)',
      'Hợp lệ',
      'Người ký Nguyễn Thị Ánh Tuyết',
      'Cơ quan quản lý Sở Nông nghiệp và Môi trường',
      'CA phục vụ các cơ quan Nhà nước G2',
      '18:16 22/07/2026, có dấu thời gian; người ký khai 18:12 22/07/2026',
      'Máy chủ cấp dấu thời gian 02',
      'Nội dung được ký còn nguyên vẹn.',
      'Chứng thư còn hạn vào giờ ký.',
      '09:10 24/06/2025 – 09:10 23/06/2030',
      'Không bị thu hồi: nơi cấp chứng thư trả lời (OCSP) lập lúc 18:17 22/07/2026, kèm trong tệp.',
      'B-LT',
      'Trang 1/',
    ]) {
      expect(text).toContain(fact)
    }
  })

  test('says in English what it says in Vietnamese', async () => {
    const { text } = await printed([aFile()], { language: 'en' })
    expect(text).toContain('Managing unit Sở Nông nghiệp và Môi trường')
    expect(text).toContain('Not revoked: the issuer’s answer (OCSP) of 18:17 22/07/2026, carried in the file.')
    expect(text).toContain('Page 1 of ')
  })

  test('embeds its fonts with their Unicode values', async () => {
    const { fonts } = await printed([aFile()])
    const rows = fonts.trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThanOrEqual(2)
    for (const row of rows) expect(row).toMatch(/Tinos-\w+ .* yes yes yes /)
  })

  test('names each forbidden change, where, against whom, and that nobody answers for it', async () => {
    const changed = aSignature({
      indication: 'TOTAL-FAILED',
      subIndication: 'FORMAT_FAILURE',
      modification: 'forbidden',
      findings: ['document-changed'],
      changesAfter: [
        { revision: 3, kind: 'page-changed', detail: 'Contents', page: 2, by: null, judgement: 'forbidden' },
      ],
    })
    const report = aReport([changed], 'TOTAL-FAILED', { offline: true })
    const { text } = await printed(
      [aFile({ report: { ...report, revisions: [...report.revisions, { number: 3, end: 249_000, signatures: [] }] } })],
      { offline: true },
    )
    expect(text).toContain('Trả lại nơi gửi: tệp bị sửa sau khi ký')
    expect(text).toContain('Phiên bản 3: sửa nội dung một trang, trang 2')
    expect(text).toContain('trái với chữ ký của Nguyễn Thị Ánh Tuyết; không có chữ ký nào chịu trách nhiệm')
    expect(text).toContain('Kiểm tra ngoại tuyến')
  })

  test('twenty-five signatures with very long names go on over pages, and nothing leaves the page', async () => {
    const many = Array.from({ length: 25 }, (_, at) =>
      aSignature({
        field: `Chữ ký ${String(at + 1)}`,
        signer: `${LONG} số ${String(at + 1)}`,
        revision: at + 2,
        reason: 'x'.repeat(150),
      }),
    )
    const { text, boxes, raw } = await printed([aFile({ report: aReport(many, 'TOTAL-PASSED') })])
    expect(text).toContain('Chữ ký 25/25: Ủy ban nhân dân thị trấn Thổ Tang')
    expect(text).toContain('tỉnh Vĩnh Phúc số 25')
    expect(raw.replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(25 * 150)
    const words = [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)]
    expect(words.length).toBeGreaterThan(3000)
    for (const [, xMin, yMin, xMax, yMax] of words) {
      expect([Number(xMin) >= 55, Number(yMin) >= 50, Number(xMax) <= 541, Number(yMax) <= 830]).not.toContain(false)
    }
  })

  test('a value of a hundred thousand letters is cut off with a mark, and no word is longer than a line', async () => {
    const huge = aSignature({
      reason: 'x'.repeat(100_000),
      location: '日'.repeat(100_000),
      field: 'một\n'.repeat(50_000),
    })
    const { raw } = await printed([aFile({ report: aReport([huge], 'TOTAL-PASSED') })])
    expect((raw.match(/x{2,}/g) ?? []).join('')).toHaveLength(999)
    expect(raw.replace(/\s/g, '').match(/U\+65E5/g)).toHaveLength(999)
    expect(raw.match(/…/g)).toHaveLength(3)
    expect(Math.max(...raw.split(/\s+/).map((word) => word.length))).toBeLessThanOrEqual(80)
    expect(raw.split(/\s+/).length).toBeLessThan(3000)
  })

  test('several files begin with an overview; one that cannot be read says why', async () => {
    const broken = { name: 'thư mục/hỏng.pdf', sha256: null, size: 12, failure: 'Tệp này không phải là PDF.' }
    const { text } = await printed([aFile(), broken])
    expect(text).toContain('Số tệp 2')
    expect(text).toContain('thư mục/hỏng.pdf Không kiểm tra được')
    expect(text).toContain('Tệp này không phải là PDF.')
  })

  test('letters that the font lacks are named, and what turns text around is left out', async () => {
    const strange = aSignature({ signer: 'Tie\u0302\u0301n \u202Egnas\u202C 日 \u001b[2J' })
    const { text } = await printed([aFile({ report: aReport([strange], 'TOTAL-PASSED') })])
    expect(text).toContain('Tiến gnas [U+65E5] [2J')
  })
})
