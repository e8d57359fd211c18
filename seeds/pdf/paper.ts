import { DOCUMENT_TYPES, type DocumentTypeCode } from '#contract/document-types'
import type { Word } from '#core/placement/words'
import type { Typeface } from '#seeds/pdf/fonts'
import { A4, breakLines, createSheet, MARGIN, type Place, type Sheet, TEXT_WIDTH } from '#seeds/pdf/sheet'

/** What stands on an administrative document. NĐ 30/2020, PL I, Phần I, II. */
export type Paper = {
  /** Name above (regular) and the agency's own (bold); several lines each. */
  parent: readonly string[]
  agency: readonly string[]
  /** Empty: the gap that is left for it. */
  number: string
  notation: string
  place: string
  /** `YYYY-MM-DD`; with gaps for what is not known yet: `YYYY-MM`, `YYYY`. */
  date: string
  type: DocumentTypeCode
  subject: string
  /** Kính gửi; official letters, submissions and reports have it. */
  addressees: readonly string[]
  /** Heading before the articles of a decision: who decides. */
  authority: string
  grounds: readonly string[]
  body: readonly string[]
  recipients: readonly string[]
  /** `TM. …`, `KT. …`, position: one line each. */
  signerLines: readonly string[]
  signerName: string
  urgency: '' | 'KHẨN' | 'THƯỢNG KHẨN' | 'HỎA TỐC'
}

/** Where the two signatures belong, found while the page is laid out, and the words of each page. */
export type Laid = { contents: string[]; words: Word[][]; leader: Place; agency: Place }

const LEFT_CENTRE = MARGIN.left + 80
const RIGHT_CENTRE = A4.width - MARGIN.right - 138
/** Centre of the signer's block (ô 7) and sizes of the two signatures as offices use them today, in points. */
const SIGNER_CENTRE = A4.width - MARGIN.right - 122
const LEADER = { width: 170, height: 80 } as const
const SEAL = 107

function head(sheet: Sheet, faces: Typeface, paper: Paper): void {
  const top = sheet.y()
  const afterParent = sheet.block(LEFT_CENTRE, top, paper.parent, { face: 'regular', size: 12 })
  const left = sheet.block(LEFT_CENTRE, afterParent, paper.agency, { face: 'bold', size: 12 })
  const half = faces.bold.widthOf(paper.agency.at(-1) ?? '', 12) / 4
  sheet.line(LEFT_CENTRE - half, LEFT_CENTRE + half, left - 5)
  const country = sheet.block(RIGHT_CENTRE, top, ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'], { face: 'bold', size: 12 })
  const motto = 'Độc lập - Tự do - Hạnh phúc'
  const right = sheet.block(RIGHT_CENTRE, country, [motto], { face: 'bold', size: 13 })
  const width = faces.bold.widthOf(motto, 13) / 2
  sheet.line(RIGHT_CENTRE - width, RIGHT_CENTRE + width, right - 5)
  sheet.skip(top - Math.min(left, right) + 12)
  numberAndDate(sheet, faces, paper)
}

const TWO_DIGITS = (month: number) => (month < 3 ? `0${month}` : String(month))

/** `Vĩnh Phúc, ngày 05 tháng 01 năm 2022`; gaps where day or month are not known yet. NĐ 30/2020, PL I, I.II.4. */
export function placeAndDate(place: string, date: string): string {
  const [year = '', month, day = '     '] = date.split('-')
  return `${place}, ngày ${day} tháng ${month === undefined ? '     ' : TWO_DIGITS(Number(month))} năm ${year}`
}

function numberAndDate(sheet: Sheet, faces: Typeface, paper: Paper): void {
  const top = sheet.y()
  const code = `Số: ${paper.number === '' ? '         ' : paper.number}/${paper.notation}`
  let left = sheet.block(LEFT_CENTRE, top, [code], { face: 'regular', size: 13 })
  if (paper.type === 'cong-van') {
    const about = paper.subject.replace(/^Về việc/, 'V/v')
    const lines = breakLines(faces, about, { face: 'regular', size: 12, width: 170 })
    left = sheet.block(LEFT_CENTRE, left - 3, lines, { face: 'regular', size: 12 })
  }
  const right = sheet.block(RIGHT_CENTRE, top, [placeAndDate(paper.place, paper.date)], { face: 'italic', size: 13 })
  if (paper.urgency !== '') {
    const y = left - 24
    sheet.block(LEFT_CENTRE, y + 4, [paper.urgency], { face: 'bold', size: 13 })
    left = y - 14
  }
  sheet.skip(top - Math.min(left, right) + 14)
}

const TYPE_NAME = new Map(DOCUMENT_TYPES.map((type) => [type.code, type.vi.toUpperCase()]))

function title(sheet: Sheet, faces: Typeface, paper: Paper): void {
  if (paper.type === 'cong-van') return
  const centre = A4.width / 2
  const subject = breakLines(faces, paper.subject, { face: 'bold', size: 14, width: TEXT_WIDTH - 60 })
  const top = sheet.block(centre, sheet.y(), [TYPE_NAME.get(paper.type) ?? ''], { face: 'bold', size: 14 })
  const below = sheet.block(centre, top, subject, { face: 'bold', size: 14 })
  sheet.line(centre - 45, centre + 45, below - 6)
  sheet.skip(sheet.y() - below + 18)
}

function addressees(sheet: Sheet, names: readonly string[]): void {
  const style = { face: 'regular', size: 14 } as const
  const only = names[0]
  if (names.length === 1 && only !== undefined) {
    sheet.skip(sheet.y() - sheet.block(A4.width / 2, sheet.y(), [`Kính gửi: ${only}.`], style) + 10)
    return
  }
  if (names.length === 0) return
  sheet.skip(17)
  sheet.textAt(MARGIN.left + 80, sheet.y(), 'Kính gửi:', style)
  for (const [index, name] of names.entries()) {
    sheet.skip(17)
    sheet.textAt(MARGIN.left + 145, sheet.y(), `- ${name}${index === names.length - 1 ? '.' : ';'}`, style)
  }
  sheet.skip(12)
}

function text(sheet: Sheet, paper: Paper): void {
  if (paper.authority !== '') {
    const below = sheet.block(A4.width / 2, sheet.y(), [paper.authority], { face: 'bold', size: 14 })
    sheet.skip(sheet.y() - below + 10)
  }
  for (const ground of paper.grounds) sheet.paragraph(ground, { style: { face: 'italic', size: 14 } })
  if (paper.type === 'quyet-dinh') {
    const below = sheet.block(A4.width / 2, sheet.y() - 2, ['QUYẾT ĐỊNH:'], { face: 'bold', size: 14 })
    sheet.skip(sheet.y() - below + 10)
  }
  for (const paragraph of paper.body) sheet.paragraph(paragraph)
}

/** Recipients on the left (ô 9b), position, room for the signature and name on the right (ô 7); kept on one page. */
function foot(sheet: Sheet, faces: Typeface, paper: Paper): Pick<Laid, 'leader' | 'agency'> {
  const room = LEADER.height + 14
  sheet.keepTogether(Math.max(paper.signerLines.length * 17 + room + 22, paper.recipients.length * 14 + 26))
  sheet.skip(4)
  const top = sheet.y()
  sheet.textAt(MARGIN.left, top - 14, 'Nơi nhận:', { face: 'boldItalic', size: 12 })
  paper.recipients.forEach((name, index) => {
    const end = index === paper.recipients.length - 1 ? '.' : ';'
    sheet.textAt(MARGIN.left, top - 28 - index * 13, `- ${name}${end}`, { face: 'regular', size: 11 })
  })
  const below = sheet.block(SIGNER_CENTRE, top, paper.signerLines, { face: 'bold', size: 13 })
  const name = sheet.block(SIGNER_CENTRE, below - room, [paper.signerName], { face: 'bold', size: 14 })
  const middle = (below + name + 14) / 2
  const page = sheet.page()
  const leaderX = SIGNER_CENTRE - LEADER.width / 2
  sheet.skip(top - name)
  return {
    leader: { page, x: leaderX, y: middle - LEADER.height / 2, ...LEADER },
    agency: { page, x: leaderX + LEADER.width / 3 - SEAL, y: middle - SEAL / 2, width: SEAL, height: SEAL },
  }
}

export const DEMO_NOTE = 'Dữ liệu mô phỏng - không có giá trị pháp lý'

/** Lays an administrative document out on A4. NĐ 30/2020, PL I, Phần I and its diagram of cells (ô số). */
export function layOut(faces: Typeface, paper: Paper): Laid {
  const sheet = createSheet(faces)
  head(sheet, faces, paper)
  title(sheet, faces, paper)
  addressees(sheet, paper.addressees)
  text(sheet, paper)
  const places = foot(sheet, faces, paper)
  const note = createSheet(faces)
  note.centred(A4.width / 2, 30, DEMO_NOTE, { face: 'italic', size: 8 })
  const footnote = `0.45 g\n${note.contents().join('')}\n0 g`
  return { contents: sheet.contents().map((page) => `${page}\n${footnote}`), words: sheet.words(), ...places }
}
