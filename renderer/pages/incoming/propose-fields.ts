import { DOCUMENT_TYPES, type IncomingFields } from '#contract'
import { agencyName, beginsAgency } from '#renderer/pages/incoming/agency-name.ts'
import { type Segment, segmentsOf, type TextRun } from '#renderer/pages/incoming/page-lines.ts'

/** What the first page says about the document. Only proposals: the clerk checks each one. */
export type Proposal = Partial<
  Pick<
    IncomingFields,
    'organName' | 'codeNumber' | 'codeNotation' | 'issuedDate' | 'type' | 'subject' | 'urgency' | 'secrecy'
  >
>

const NUMBER = /^Số\s*:?\s*(\d{1,8}[a-z]?)?\s*\/\s*([\p{L}\d][\p{L}\d&.\-–/]*)/iu
const DATE = /ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})/iu
const ABOUT = /^V\s*\/\s*v\s*:?\s*/iu
const BODY = /^(?:Căn cứ|Kính gửi|Thực hiện|Theo |Điều 1|Phần |Xét |Ngày |Hôm nay|I\.|1\.|[-_–—*.]{3})/iu
const URGENCY: Readonly<Record<string, IncomingFields['urgency']>> = {
  KHẨN: 'urgent',
  'THƯỢNG KHẨN': 'very-urgent',
  'HỎA TỐC': 'express',
  'HOẢ TỐC': 'express',
}
const SECRECY: Readonly<Record<string, IncomingFields['secrecy']>> = {
  MẬT: 'confidential',
  'TỐI MẬT': 'secret',
  'TUYỆT MẬT': 'top-secret',
}

/**
 * Reads number, symbol, date, type, subject and agency from the head of an administrative document.
 * @see NĐ 30/2020, PL I, Phần I, II.2-II.5 (where each element stands).
 */
export function proposeFields(runs: readonly TextRun[], page: { width: number; height: number }): Proposal {
  const segments = segmentsOf(runs).filter(({ y }) => y > page.height * 0.4)
  const numberAt = segments.findIndex(({ text }) => NUMBER.test(text))
  const numbered = segments[numberAt]
  return {
    ...proposeNumber(numbered),
    ...proposeDate(segments),
    ...(numbered ? proposeOrgan(segments.slice(0, numberAt), page.width) : {}),
    ...proposeTypeAndSubject(numbered ? segments.slice(numberAt + 1) : segments, numbered, page.width),
    ...proposeMarks(segments),
  }
}

function proposeNumber(segment: Segment | undefined): Proposal {
  const match = segment && NUMBER.exec(segment.text)
  if (!match?.[2]) return {}
  const codeNotation = match[2].replaceAll('–', '-').slice(0, 30)
  return match[1] === undefined ? { codeNotation } : { codeNumber: match[1], codeNotation }
}

function proposeDate(segments: readonly Segment[]): Proposal {
  for (const { text } of segments) {
    const match = DATE.exec(text)
    if (!match) continue
    const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
    const date = new Date(Date.UTC(year, month - 1, day))
    if (date.getUTCDate() === day && date.getUTCMonth() === month - 1) {
      return { issuedDate: date.toISOString().slice(0, 10) }
    }
  }
  return {}
}

/** The issuing agency: left column over the number, without the superior body that may stand over it. */
function proposeOrgan(above: readonly Segment[], width: number): Proposal {
  const lines = above.filter(({ x, right, text }) => (x + right) / 2 < width * 0.45 && /\p{Lu}{2}/u.test(text))
  const start = lines.findLastIndex(({ text }) => beginsAgency(text))
  const own = start < 0 ? lines.slice(-1) : lines.slice(start)
  const name = agencyName(own.map(({ text }) => text).join(' '))
  return name === '' ? {} : { organName: name.slice(0, 200) }
}

function proposeTypeAndSubject(below: readonly Segment[], numbered: Segment | undefined, width: number): Proposal {
  const about = below.findIndex(({ text }) => ABOUT.test(text))
  if (about >= 0) return { type: 'cong-van', ...subjectOf(letterSubject(below.slice(about), width)) }
  const titled = below.findIndex(({ text }) => typeNamed(text) !== undefined)
  const title = below[titled]
  const type = (title && typeNamed(title.text)) ?? typeOfSymbol(numbered)
  const subject = title ? subjectOf(titleSubject(below.slice(titled + 1))) : {}
  return type === undefined ? subject : { type, ...subject }
}

/** An official letter's subject stands in the narrow left column under its number, behind `V/v`. */
function letterSubject(segments: readonly Segment[], width: number): string[] {
  const [first, ...rest] = segments
  if (!first) return []
  const lines = [first.text.replace(ABOUT, '')]
  let { y } = first
  for (const segment of rest) {
    if (segment.x > width * 0.45) continue
    if (BODY.test(segment.text) || y - segment.y > first.height * 1.9 || segment.right > width * 0.6) break
    lines.push(segment.text)
    y = segment.y
  }
  return lines
}

/** A named document's subject stands centred under its type, up to the reasons or the authority in capitals. */
function titleSubject(segments: readonly Segment[]): string[] {
  const lines: string[] = []
  for (const { text } of segments) {
    const isShout = text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)
    if (BODY.test(text) || (isShout && lines.length > 0) || lines.length === 6) break
    lines.push(text)
  }
  return lines
}

function subjectOf(lines: readonly string[]): Proposal {
  const text = lines
    .join(' ')
    .replace(/\s+/gu, ' ')
    .replace(/^Về việc\s+/iu, '')
    .trim()
  return text === '' ? {} : { subject: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`.slice(0, 500) }
}

function typeNamed(text: string): IncomingFields['type'] | undefined {
  return DOCUMENT_TYPES.find(({ vi }) => vi.toUpperCase() === text)?.code
}

/** `QĐ-UBND` is a decision; `UBND-VX` begins with an agency, so it is an official letter. */
function typeOfSymbol(segment: Segment | undefined): IncomingFields['type'] | undefined {
  const symbol = segment && NUMBER.exec(segment.text)?.[2]
  if (symbol === undefined) return undefined
  const [head] = symbol.split('-')
  return DOCUMENT_TYPES.find(({ abbreviation }) => abbreviation !== '' && abbreviation === head)?.code ?? 'cong-van'
}

function proposeMarks(segments: readonly Segment[]): Proposal {
  const marks = segments.map(({ text }) => text.toUpperCase())
  const urgency = marks.map((mark) => URGENCY[mark]).find((found) => found !== undefined)
  const secrecy = marks.map((mark) => SECRECY[mark]).find((found) => found !== undefined)
  return { ...(urgency && { urgency }), ...(secrecy && { secrecy }) }
}
