import { z } from 'zod'
import type { Sentence } from './sentences.ts'

/**
 * What a signer should know of a file before signing it: what could make a later revision, or another reader, show something
 * else than what was read, under a signature that stays valid.
 */
export const SIGNING_WARNING_CODES = [
  'owner-password-needed',
  'image-over-text',
  'annotation-over-text',
  'fields-overlap',
  'field-shows-other-value',
  'hidden-layer',
  'unused-page',
  'unused-content',
  'script',
  'font-not-embedded',
  'xfa-form',
  'first-table-gaps',
  'picture-over-page',
  'standard-font-not-embedded',
  'more-alike',
  'not-all-examined',
] as const
export const SigningWarningCode = z.enum(SIGNING_WARNING_CODES)
export type SigningWarningCode = z.infer<typeof SigningWarningCode>

export const SigningWarning = z.object({
  code: SigningWarningCode,
  /** A note is only to be known; a warning is to be looked at before signing. */
  severity: z.enum(['warning', 'note']),
  /** 1 is the first page; null where it concerns the whole file. */
  page: z.number().int().positive().nullable(),
  /** Number of the object in the file. */
  object: z.number().int().nonnegative().nullable(),
  /** A name out of the file: of a field, a layer, a font. Empty where there is none. */
  detail: z.string(),
})
export type SigningWarning = z.infer<typeof SigningWarning>

/** Worth knowing, no reason to hesitate. */
const NOTES: ReadonlySet<SigningWarningCode> = new Set([
  'picture-over-page',
  'standard-font-not-embedded',
  'unused-content',
  'not-all-examined',
])

type Where = { page?: number | null; object?: number | null; detail?: string }

export function signingWarning(code: SigningWarningCode, { page, object, detail }: Where = {}): SigningWarning {
  const severity = NOTES.has(code) ? 'note' : 'warning'
  return { code, severity, page: page ?? null, object: object ?? null, detail: detail ?? '' }
}

/** In plain words, for the page and the command line alike; `{detail}` is the name out of the file. */
export const SIGNING_WARNING_SENTENCES: Readonly<Record<SigningWarningCode, Sentence>> = {
  'owner-password-needed': {
    vi: 'Người tạo tệp không cho phép ký (tệp PDF có hạn chế). Hãy nhập mật khẩu chủ sở hữu của tệp, hoặc yêu cầu bản không hạn chế.',
    en: 'The file’s maker does not allow signing (the PDF is restricted). Give the file’s owner password, or ask for a version without restrictions.',
  },
  'image-over-text': {
    vi: 'Một hình ảnh che chữ bên dưới: bỏ hình đi thì chữ hiện ra. Hãy hỏi người soạn vì sao, hoặc yêu cầu bản không có chữ bị che.',
    en: 'A picture covers text: without the picture the text would show. Ask the author why, or for a version without covered text.',
  },
  'annotation-over-text': {
    vi: 'Một chú thích hoặc con dấu che chữ trên trang. Hãy yêu cầu bản đã bỏ chú thích, hoặc đọc phần bị che trước khi ký.',
    en: 'A comment or stamp covers text on the page. Ask for a version without it, or read what is covered before signing.',
  },
  'fields-overlap': {
    vi: 'Hai ô biểu mẫu nằm chồng lên nhau ({detail}): ô dưới có thể mang nội dung khác. Hãy yêu cầu bản chỉ có một ô ở chỗ đó.',
    en: 'Two form fields lie on top of each other ({detail}): the lower one may say something else. Ask for a version with only one there.',
  },
  'field-shows-other-value': {
    vi: 'Ô “{detail}” hiển thị chữ khác với giá trị được lưu: phần mềm khác có thể cho thấy nội dung khác. Hãy điền lại ô này rồi mới ký.',
    en: 'The field “{detail}” shows something else than the value it holds: another reader may show that value. Fill it in anew before signing.',
  },
  'hidden-layer': {
    vi: 'Có nội dung nằm trong lớp đang ẩn “{detail}”: bật lớp lên thì nội dung hiện ra. Hãy bật lớp để đọc, hoặc yêu cầu bản đã bỏ lớp ẩn.',
    en: 'There is content in the hidden layer “{detail}”: it appears when the layer is switched on. Switch it on and read it, or ask for a version without hidden layers.',
  },
  'unused-page': {
    vi: 'Trong tệp có một trang hoặc một bản văn khác không được hiển thị, có thể bị bật lên sau khi ký. Hãy yêu cầu xuất lại PDF.',
    en: 'The file holds a page or a whole other document that is not shown and could be switched on after signing. Ask for the PDF to be exported again.',
  },
  'unused-content': {
    vi: 'Trong tệp có nội dung không được hiển thị ở trang nào, thường là phần thừa do phần mềm để lại.',
    en: 'The file holds content that no page shows, usually left over by a program.',
  },
  script: {
    vi: 'Tệp có mã lệnh tự chạy khi mở, có thể làm thay đổi những gì hiển thị. Hãy yêu cầu bản PDF không có mã lệnh.',
    en: 'The file runs a script when it is opened, which may change what is shown. Ask for a PDF without scripts.',
  },
  'font-not-embedded': {
    vi: 'Phông chữ {detail} không được nhúng: máy khác có thể hiển thị chữ khác đi. Hãy xuất lại PDF có nhúng phông.',
    en: 'The font {detail} is not embedded: another computer may show the text differently. Export the PDF with embedded fonts.',
  },
  'xfa-form': {
    vi: 'Tệp có biểu mẫu XFA: một số phần mềm hiển thị biểu mẫu đó thay cho các trang đang thấy. Hãy yêu cầu bản PDF thông thường.',
    en: 'The file has an XFA form: some programs show that form instead of the pages you see. Ask for an ordinary PDF.',
  },
  'first-table-gaps': {
    vi: 'Bảng tham chiếu đầu tiên của tệp bị ngắt quãng: khi có chữ ký thứ hai, Adobe Acrobat có thể báo chữ ký trước không hợp lệ. Nếu tệp chưa có chữ ký, hãy xuất lại PDF trước khi ký.',
    en: 'The file’s first cross-reference table has gaps: after a second signature Adobe Acrobat may call the earlier one invalid. If nobody has signed yet, export the PDF again before signing.',
  },
  'picture-over-page': {
    vi: 'Trang này là một hình ảnh có chữ nằm bên dưới, như bản quét đã nhận dạng chữ.',
    en: 'This page is a picture with text beneath it, as a scan with recognised text.',
  },
  'standard-font-not-embedded': {
    vi: 'Phông chữ chuẩn {detail} không được nhúng: hầu hết các máy hiển thị như nhau.',
    en: 'The standard font {detail} is not embedded: nearly every computer shows it alike.',
  },
  'more-alike': {
    vi: 'Tệp còn những điểm khác cùng loại với các điểm đã nêu, không liệt kê hết. Hãy xem kỹ cả văn bản trước khi ký.',
    en: 'The file has more of the kinds named here than are listed. Read the whole document closely before signing.',
  },
  'not-all-examined': {
    vi: 'Tệp quá lớn hoặc quá phức tạp nên chỉ một phần được xem xét.',
    en: 'The file is too large or too complex: only a part of it was examined.',
  },
}
