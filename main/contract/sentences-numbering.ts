/** What fails where number and date are written into a document after its leader has signed it. */
export const NUMBERING_SENTENCES = {
  'field-locked': {
    vi: 'Ô chữ ký “{field}” đã bị một chữ ký trước đó khóa nên không ký được nữa. Hãy ký vào ô khác, hoặc yêu cầu người ký trước ký lại bản cho phép ký tiếp.',
    en: 'An earlier signature has locked the signature field “{field}”, so it cannot be signed. Sign in another field, or ask the earlier signer for a version that allows it.',
  },
  'certification-not-first': {
    vi: 'Văn bản đã có chữ ký nên không ký chứng nhận được nữa: chữ ký chứng nhận phải là chữ ký đầu tiên. Hãy ký thường, không chứng nhận.',
    en: 'The document is signed already, so it can no longer be certified: the certifying signature is the first one. Sign without certifying.',
  },
  'field-not-fillable': {
    vi: 'Ô “{field}” đã có nội dung hoặc đã bị một chữ ký khóa nên không điền được. Số và ngày của văn bản này không thể thay đổi nữa.',
    en: 'The field “{field}” is filled already or locked by a signature, so nothing was written. Number and date of this document cannot be changed any more.',
  },
  'number-changed': {
    vi: 'Tệp đã ký có ô “{field}” bị điền lại sau khi văn thư cấp số, nên không được nhận. Số và ngày chỉ do Văn Thư ghi khi cấp số; hãy ký lại đúng bản đã cấp số.',
    en: 'In the signed file the field “{field}” was filled anew after the number was given, so it was not taken. Only Văn Thư writes number and date; sign the numbered version itself.',
  },
  'changed-besides-signature': {
    vi: 'So với bản đã xác nhận, tệp đã ký có thay đổi khác ngoài chữ ký, nên không được nhận; văn bản giữ nguyên trạng thái. Hãy ký lại chính văn bản này trong Văn Thư.',
    en: 'Compared with the confirmed version, the signed file has changes other than signatures, so it was not taken; the document stays as it was. Sign this very document again in Văn Thư.',
  },
  'number-field-foreign': {
    vi: 'Tệp đã có sẵn ô “{field}” không do Văn Thư tạo cho văn bản này, nên số và ngày có thể bị ghi vào chỗ không ai thấy. Hãy xuất lại PDF từ bản soạn thảo, không kèm ô biểu mẫu này, thay tệp rồi trình lại.',
    en: 'The file already has a field “{field}” that Văn Thư did not make for this document, so number and date could end up where nobody sees them. Export the PDF again from the draft without this form field, replace the file, then submit it again.',
  },
  'date-differs-from-page': {
    vi: 'Trên trang đã in sẵn {printed}, nên không ghi được ngày {date}. Hãy chọn ngày khớp với phần đã in, hoặc trả lại để người soạn sửa trang.',
    en: 'The page already prints {printed}, so the date {date} cannot be written there. Choose a date that agrees with it, or return the document so that its page is corrected.',
  },
  'appendix-not-signed': {
    vi: 'Phụ lục {name} chưa có chữ ký số của cơ quan, nên văn bản chưa được đóng dấu. Hãy ký cơ quan lại cả văn bản: các phụ lục được ký trước.',
    en: 'The appendix {name} does not bear the agency’s signature yet, so the document was not sealed. Sign the whole document for the agency again: its appendices are signed first.',
  },
  'too-many-appendices': {
    vi: 'Một văn bản có tối đa {most} phụ lục là tệp riêng. Hãy gộp các phụ lục thành ít tệp hơn.',
    en: 'A document has at most {most} appendices in files of their own. Combine the appendices into fewer files.',
  },
} as const
