import { z } from 'zod'
import { fillSentence, type Sentence } from './sentences.ts'

/** What the integrity check can find, each with its sentence for the page and the command line alike. */
const PROBLEMS = {
  'numbers-broken': {
    vi: 'Sổ “{book}” năm {year}: đã cấp {count} số, số lớn nhất là {highest}, số tiếp theo sẽ là {next}; ba con số này không khớp nhau.',
    en: 'Book “{book}” of {year}: {count} numbers given, the highest is {highest}, the next will be {next}; these do not agree.',
  },
  'event-before-missing': {
    vi: 'Nhật ký, dòng {seq}: mất dòng đứng ngay trước.',
    en: 'Audit log, line {seq}: the line before it is missing.',
  },
  'event-not-chained': {
    vi: 'Nhật ký, dòng {seq}: không nối tiếp dòng đứng trước.',
    en: 'Audit log, line {seq}: does not continue the line before it.',
  },
  'event-changed': {
    vi: 'Nhật ký, dòng {seq}: đã bị sửa sau khi ghi.',
    en: 'Audit log, line {seq}: was changed after it was written.',
  },
  'document-changed': {
    vi: 'Văn bản “{subject}” đã bị sửa bên ngoài phần mềm (mã {id}).',
    en: 'The document “{subject}” was changed outside the application (identifier {id}).',
  },
  'document-gone': {
    vi: 'Một văn bản đã biến mất mà nhật ký không ghi (mã {id}).',
    en: 'A document is gone, and the audit log does not say why (identifier {id}).',
  },
  'row-changed': {
    vi: 'Một dòng của bảng “{table}” đã bị sửa hoặc thêm bên ngoài phần mềm (mã {id}).',
    en: 'A row of the table “{table}” was changed or added outside the application (identifier {id}).',
  },
  'row-gone': {
    vi: 'Một dòng của bảng “{table}” đã biến mất mà nhật ký không ghi (mã {id}).',
    en: 'A row of the table “{table}” is gone, and the audit log does not say why (identifier {id}).',
  },
  'search-differs': {
    vi: 'Chỉ mục tìm kiếm không khớp với văn bản thứ {seq}; tra cứu có thể bỏ sót văn bản này.',
    en: 'The search index does not agree with document no. {seq}; searching may miss it.',
  },
  'figures-differ': {
    vi: 'Số liệu ngày {day} của {agency} không khớp với các văn bản của ngày đó.',
    en: 'The figures of {agency} for {day} do not agree with that day’s documents.',
  },
  'file-changed': {
    vi: 'Nội dung một tệp đã bị thay đổi (SHA-256 {sha256}).',
    en: 'The content of a file has changed (SHA-256 {sha256}).',
  },
  'file-missing': {
    vi: 'Thiếu một tệp của văn bản (SHA-256 {sha256}).',
    en: 'A document’s file is missing (SHA-256 {sha256}).',
  },
  'file-unclaimed': {
    vi: 'Có một tệp thừa, không thuộc văn bản nào (SHA-256 {sha256}).',
    en: 'There is a file that no document has (SHA-256 {sha256}).',
  },
} as const satisfies Readonly<Record<string, Sentence>>

type ProblemCode = keyof typeof PROBLEMS

export const IntegrityProblem = z.object({
  code: z.custom<ProblemCode>((value) => typeof value === 'string' && Object.hasOwn(PROBLEMS, value)),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type IntegrityProblem = z.infer<typeof IntegrityProblem>

export function problemSentence({ code, details }: IntegrityProblem, language: 'vi' | 'en'): string {
  return fillSentence(PROBLEMS[code], details, language)
}

/** A file that a crash left behind before a document had it: worth telling, nothing is damaged. */
export const isNote = ({ code }: IntegrityProblem): boolean => code === 'file-unclaimed'
