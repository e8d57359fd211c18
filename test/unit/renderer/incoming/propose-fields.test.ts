import { describe, expect, test } from 'vitest'
import { agencyName } from '#renderer/pages/incoming/agency-name.ts'
import type { TextRun } from '#renderer/pages/incoming/page-lines.ts'
import { proposeFields } from '#renderer/pages/incoming/propose-fields.ts'

const A4 = { width: 595, height: 842 }

/** Words as PDF writers often leave them: one run each, with runs of blanks between. */
function line(y: number, ...pieces: [x: number, text: string][]): TextRun[] {
  return pieces.flatMap(([x, text]) => {
    let at = x
    return text.split(/(?<= )/u).map((word) => {
      const run = { text: word, x: at, y, width: word.trimEnd().length * 6, height: 13 }
      at += word.trimEnd().length * 6 + (word.endsWith(' ') ? 3.5 : 0)
      return run
    })
  })
}

const letter = [
  ...line(772, [113, 'BỘ XÂY DỰNG'], [273, 'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM']),
  ...line(756, [323, 'Độc lập – Tự do – Hạnh phúc']),
  ...line(725, [70, 'Số: 11410/BXD-KHCNMT&VLXD'], [330, 'Hà Nội, ngày 23 tháng 7 năm 2026']),
  ...line(711, [74, 'V/v: hướng dẫn áp dụng Bộ']),
  ...line(697, [70, 'thông số kỹ thuật']),
  ...line(650, [160, 'Kính gửi: Ủy ban nhân dân các tỉnh']),
  ...line(620, [85, 'Thực hiện ý kiến chỉ đạo của Phó Thủ tướng tại Văn bản số 6696/VPCP-CN ngày 10/7/2026']),
]

const decision = [
  ...line(772, [70, 'ỦY BAN NHÂN DÂN'], [273, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']),
  ...line(757, [75, 'TỈNH VĨNH PHÚC'], [323, 'Độc lập - Tự do - Hạnh phúc']),
  ...line(725, [70, 'Số: 05/QĐ-UBND'], [330, 'Vĩnh Phúc, ngày 05 tháng 01 năm 2022']),
  ...line(690, [250, 'QUYẾT ĐỊNH']),
  ...line(672, [150, 'Về việc phê duyệt kế hoạch tuyển dụng']),
  ...line(657, [190, 'công chức năm 2022']),
  ...line(630, [180, 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH']),
  ...line(600, [85, 'Căn cứ Luật Tổ chức chính quyền địa phương']),
]

describe('fields proposed from the first page', () => {
  test('an official letter: number, symbol, date, agency, and the subject behind V/v', () => {
    expect(proposeFields(letter, A4)).toEqual({
      codeNumber: '11410',
      codeNotation: 'BXD-KHCNMT&VLXD',
      issuedDate: '2026-07-23',
      organName: 'Bộ Xây dựng',
      type: 'cong-van',
      subject: 'Hướng dẫn áp dụng Bộ thông số kỹ thuật',
    })
  })

  test('a named document: the type from its title, the subject up to the authority in capitals', () => {
    expect(proposeFields(decision, A4)).toEqual({
      codeNumber: '05',
      codeNotation: 'QĐ-UBND',
      issuedDate: '2022-01-05',
      organName: 'Ủy ban nhân dân tỉnh Vĩnh Phúc',
      type: 'quyet-dinh',
      subject: 'Phê duyệt kế hoạch tuyển dụng công chức năm 2022',
    })
  })

  test('a number that is left open for a stamp is not invented', () => {
    const open = [
      ...line(725, [70, 'Số:'], [117, '/SNV-VP'], [330, 'Vĩnh Phúc, ngày']),
      ...line(725, [470, 'năm 2026']),
    ]
    expect(proposeFields(open, A4)).toEqual({ codeNotation: 'SNV-VP', type: 'cong-van' })
  })

  test('of two agencies in the head the lower one issued it', () => {
    const runs = [
      ...line(772, [70, 'UBND TỈNH VĨNH PHÚC']),
      ...line(757, [90, 'SỞ TÀI NGUYÊN']),
      ...line(742, [80, 'VÀ MÔI TRƯỜNG']),
      ...line(725, [70, 'Số: 12/TB-STNMT']),
    ]
    expect(proposeFields(runs, A4).organName).toBe('Sở Tài nguyên và Môi trường')
  })

  test('marks of urgency and secrecy are read where they stand alone', () => {
    expect(proposeFields([...line(700, [80, 'HỎA TỐC']), ...line(690, [80, 'MẬT'])], A4)).toEqual({
      urgency: 'express',
      secrecy: 'confidential',
    })
    expect(proposeFields(line(700, [80, 'Mật độ xây dựng']), A4)).toEqual({})
  })

  test('an impossible date is not proposed', () => {
    expect(proposeFields(line(700, [300, 'Hà Nội, ngày 31 tháng 02 năm 2026']), A4)).toEqual({})
  })

  test('a page without text proposes nothing', () => {
    expect(proposeFields([], A4)).toEqual({})
  })

  test.each([
    ['SỞ NỘI VỤ', 'Sở Nội vụ'],
    ['UBND HUYỆN LẬP THẠCH', 'Ủy ban nhân dân huyện Lập Thạch'],
    ['VĂN PHÒNG', 'Văn phòng'],
    ['BỘ KHOA HỌC VÀ CÔNG NGHỆ', 'Bộ Khoa học và Công nghệ'],
    ['HỘI ĐỒNG NHÂN DÂN TỈNH VĨNH PHÚC', 'Hội đồng nhân dân tỉnh Vĩnh Phúc'],
    ['NGÂN HÀNG NHÀ NƯỚC', 'Ngân hàng Nhà nước'],
  ])('%s is written %s', (capitals, name) => {
    expect(agencyName(capitals)).toBe(name)
  })
})
