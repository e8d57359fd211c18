import type { Sentence } from './sentences.ts'

/**
 * Details of failures that are a code, in words: by the detail's name, then by its code. Some codes are the names of the
 * standards (RFC 3161, 2.4.2; RFC 5816), which only programmers read.
 */
const WORDS: Readonly<Record<string, ReadonlyMap<string, Sentence>>> = {
  permission: new Map([
    ['create-form-fields', { vi: 'tạo ô chữ ký mới', en: 'making a new signature field' }],
    ['fill-in-form-fields', { vi: 'ký và điền ô biểu mẫu', en: 'signing and filling in form fields' }],
  ]),
  reason: new Map([
    // of a token
    ['content-type', { vi: 'không phải dấu thời gian', en: 'it is no timestamp' }],
    ['messageImprint', { vi: 'giá trị băm khác với dữ liệu đã gửi', en: 'its digest is not of the data sent' }],
    ['nonce', { vi: 'không trả lời đúng yêu cầu đã gửi', en: 'it does not answer the request sent' }],
    ['genTime', { vi: 'giờ lệch quá một ngày so với máy này', en: 'its time is over a day from this computer’s' }],
    ['certificate', { vi: 'chứng thư số thiếu hoặc ngoài hạn', en: 'its certificate is missing or out of date' }],
    ['signature', { vi: 'chữ ký không đúng', en: 'its signature is wrong' }],
    ['signingCertificate', { vi: 'không ghi chứng thư số đã ký', en: 'it does not name its certificate' }],
    [
      'extKeyUsage',
      { vi: 'chứng thư số không dành cho dấu thời gian', en: 'its certificate is not for time stamping' },
    ],
    ['weak-digest', { vi: 'thuật toán băm yếu', en: 'its digest is weak' }],
    // of a refusal
    ['rejection', { vi: 'không chấp nhận', en: 'rejected' }],
    ['waiting', { vi: 'phải chờ xử lý', en: 'still to be processed' }],
    ['revocationWarning', { vi: 'chứng thư số sắp bị thu hồi', en: 'its certificate is about to be revoked' }],
    ['revocationNotification', { vi: 'chứng thư số đã bị thu hồi', en: 'its certificate is revoked' }],
    ['badAlg', { vi: 'thuật toán không được nhận', en: 'algorithm not accepted' }],
    ['badRequest', { vi: 'yêu cầu không được phép', en: 'request not permitted' }],
    ['badDataFormat', { vi: 'dữ liệu sai khuôn dạng', en: 'data in a wrong format' }],
    ['timeNotAvailable', { vi: 'nguồn giờ không hoạt động', en: 'its time source is not available' }],
    ['unacceptedPolicy', { vi: 'chính sách không được nhận', en: 'policy not accepted' }],
    ['unacceptedExtension', { vi: 'phần mở rộng không được nhận', en: 'extension not accepted' }],
    ['addInfoNotAvailable', { vi: 'thông tin bổ sung không có', en: 'additional information not available' }],
    ['systemFailure', { vi: 'máy chủ có lỗi', en: 'the server has failed' }],
    // of an answer that is none
    ['empty', { vi: 'trả lời rỗng', en: 'empty' }],
    ['too-large', { vi: 'trả lời quá lớn', en: 'too large' }],
    ['web-page', { vi: 'một trang web', en: 'a web page' }],
  ]),
}

/** A detail in words where it is a code, or a list of some; what else it is stays. */
export function inWords(name: string, detail: string, language: 'vi' | 'en'): string {
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  if (!words) return detail
  return detail
    .split(', ')
    .map((part) => words.get(part)?.[language] ?? part)
    .join(', ')
}
