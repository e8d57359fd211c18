import { type WriteOptions, type WrittenPdf, writePdf } from '#seeds/pdf/write'
import { TEST_NOW } from '#test/support/pki'

/** A decision of two pages as an office drafts it: number and day, or month too, are left open. */
export function aLetter(more: Partial<{ number: string; date: string } & WriteOptions> = {}): Promise<WrittenPdf> {
  const { number = '', date = '2026-07', fields = false, compressed = false, at = TEST_NOW } = more
  const paper = {
    parent: ['ỦY BAN NHÂN DÂN', 'TỈNH VĨNH PHÚC'],
    agency: ['SỞ NỘI VỤ'],
    number,
    notation: 'QĐ-SNV',
    place: 'Vĩnh Phúc',
    date,
    type: 'quyet-dinh' as const,
    subject: 'Về việc ban hành Quy chế công tác văn thư, lưu trữ',
    addressees: [],
    authority: 'GIÁM ĐỐC SỞ NỘI VỤ',
    grounds: ['Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;'],
    body: ['Điều 1. Ban hành kèm theo Quyết định này Quy chế công tác văn thư, lưu trữ.'],
    recipients: ['Như Điều 3', 'Lưu: VT'],
    signerLines: ['GIÁM ĐỐC'],
    signerName: 'Nguyễn Văn An',
    urgency: '' as const,
  }
  return writePdf(paper, { fields, compressed, at })
}
