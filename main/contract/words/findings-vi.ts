import type { ChangeKind, FindingCode } from '../findings.ts'
import type { SubIndication } from '../verification.ts'

/** What was found (`what`), and what the reader can do about it (`todo`; empty where nothing needs doing). */
type Words = { what: string; todo: string }

const sendBack = 'Trả lại nơi gửi và yêu cầu gửi bản đã ký đúng.'
const askAgain = 'Yêu cầu bên ký kiểm tra phần mềm ký số và ký lại.'

const finding: Record<FindingCode, Words> = {
  'byte-range-malformed': {
    what: 'Chữ ký không nói đúng nó bao trùm phần nào của tệp, nên không thể tin nội dung đang thấy.',
    todo: sendBack,
  },
  'contents-not-in-gap': {
    what: 'Phần được loại ra khỏi chữ ký không phải chỉ là chỗ chứa chữ ký. Đây là dấu hiệu tệp bị dàn dựng.',
    todo: sendBack,
  },
  'signature-ambiguous': {
    what: 'Cùng một chữ ký được ghi cho nhiều ô, hoặc có mục được ghi hai lần, nên mỗi phần mềm có thể hiểu một cách khác.',
    todo: sendBack,
  },
  'covers-no-revision': {
    what: 'Chữ ký không bao trùm trọn một phiên bản nào của tệp, nên không biết người ký đã ký nội dung gì.',
    todo: sendBack,
  },
  'signed-data-malformed': { what: 'Dữ liệu chữ ký bị hỏng, không đọc được.', todo: askAgain },
  'signed-data-too-large': {
    what: 'Dữ liệu chữ ký lớn bất thường nên không được đọc.',
    todo: askAgain,
  },
  'content-type-wrong': { what: 'Chữ ký khai sai loại nội dung được ký.', todo: askAgain },
  'content-encapsulated': {
    what: 'Chữ ký mang theo một nội dung khác thay vì ký trên tệp này.',
    todo: sendBack,
  },
  'digest-mismatch': {
    what: 'Nội dung đã bị thay đổi sau khi ký: nội dung đang thấy không phải là nội dung đã ký.',
    todo: sendBack,
  },
  'signature-value-wrong': {
    what: 'Chữ ký không khớp với chứng thư ghi trong tệp: không phải khóa của chứng thư này đã ký.',
    todo: sendBack,
  },
  'document-changed': {
    what: 'Sau chữ ký này, tệp đã bị sửa theo cách mà chữ ký không cho phép.',
    todo: 'Xem phần “Thay đổi sau chữ ký này”, rồi yêu cầu nơi gửi cung cấp bản gốc.',
  },
  'certification-broken': {
    what: 'Người ký đầu tiên đã khóa văn bản, nhưng sau đó vẫn có thay đổi không được phép.',
    todo: sendBack,
  },
  'locked-field-changed': {
    what: 'Một ô đã bị khóa khi ký (như số hoặc ngày của văn bản) bị thay đổi sau đó.',
    todo: sendBack,
  },
  'certificate-revoked': {
    what: 'Chứng thư đã bị thu hồi từ trước khi ký, nên chữ ký này không có giá trị.',
    todo: sendBack,
  },
  'signed-before-validity': {
    what: 'Dấu thời gian cho thấy chữ ký có từ trước ngày chứng thư có hiệu lực.',
    todo: sendBack,
  },
  'signed-after-validity': {
    what: 'Chữ ký được tạo sau khi chứng thư đã hết hạn: nó bao trùm một dấu thời gian muộn hơn ngày hết hạn.',
    todo: sendBack,
  },
  'signature-type-unknown': {
    what: 'Chữ ký thuộc một kiểu mà phần mềm này chưa đọc được.',
    todo: 'Kiểm tra bằng phần mềm đã dùng để ký, hoặc yêu cầu ký lại theo chuẩn PAdES.',
  },
  'algorithm-unknown': {
    what: 'Chữ ký dùng một thuật toán mà phần mềm này chưa biết.',
    todo: 'Kiểm tra bằng phần mềm đã dùng để ký.',
  },
  'signer-certificate-missing': {
    what: 'Trong tệp không có chứng thư của người ký, nên không biết ai đã ký.',
    todo: askAgain,
  },
  'signing-certificate-mismatch': {
    what: 'Chữ ký chỉ định một chứng thư khác với chứng thư kèm trong tệp.',
    todo: askAgain,
  },
  'changes-not-analysed': {
    what: 'Sau chữ ký này tệp có phần thêm vào mà phần mềm không đọc hoặc không xét hết được, nên không thể coi là được phép.',
    todo: 'Đừng dựa vào nội dung đang thấy; yêu cầu nơi gửi cung cấp bản gốc.',
  },
  'revoked-without-proof': {
    what: 'Chứng thư đã bị thu hồi, và không có dấu thời gian tin cậy chứng minh rằng chữ ký có trước đó.',
    todo: 'Hỏi bên ký về ngày ký và lý do thu hồi, hoặc yêu cầu bản có dấu thời gian.',
  },
  'issuer-revoked': {
    what: 'Chứng thư của nơi cấp đã bị thu hồi, và không có bằng chứng rằng chữ ký có trước đó.',
    todo: 'Báo người quản trị, kèm tên nơi cấp.',
  },
  'field-covers-text': {
    what: 'Một ô biểu mẫu được điền sau khi ký có hình che mất chữ trên trang mà người ký này đã ký.',
    todo: 'Mở bản “lúc ký” để đọc phần bị che (trang nêu ở mục “Thay đổi sau chữ ký này”), rồi hỏi lại nơi gửi.',
  },
  'value-overwritten': {
    what: 'Một ô biểu mẫu đã có nội dung lúc người này ký nay mang nội dung khác, và từ đó chưa có ai ký nhận.',
    todo: 'Mở bản “lúc ký” để đọc nội dung đã được ký (tên ô nêu ở mục “Thay đổi sau chữ ký này”), rồi hỏi lại nơi gửi nội dung nào là đúng.',
  },
  'signature-covers-text': {
    what: 'Hình của một chữ ký thêm vào sau che mất chữ trên trang mà người ký này đã ký.',
    todo: 'Mở bản “lúc ký” để đọc phần bị che (trang nêu ở mục “Thay đổi sau chữ ký này”), hỏi lại người ký sau nếu cần.',
  },
  'weak-algorithm': {
    what: 'Chữ ký dùng thuật toán quá yếu (SHA-1 hoặc khóa RSA dưới 2.048 bit), không còn được công nhận (Thông tư 15/2025/TT-BKHCN, Phụ lục I).',
    todo: 'Yêu cầu ký lại bằng SHA-256 trở lên.',
  },
  'signed-data-irregular': {
    what: 'Phần dữ liệu nằm cạnh chữ ký (chứng thư kèm theo, dấu thời gian hoặc thuộc tính phụ) không đúng như phần mềm ký đã ghi: có thể tệp đã bị can thiệp.',
    todo: askAgain,
  },
  'certificate-not-for-signing': {
    what: 'Chứng thư này không được cấp để ký văn bản.',
    todo: 'Yêu cầu ký lại bằng chứng thư đúng mục đích.',
  },
  'chain-constraints': {
    what: 'Đường dẫn từ chứng thư lên nơi cấp có điểm không hợp lệ: một chứng thư trung gian hết hạn hoặc không được phép cấp chứng thư.',
    todo: 'Báo người quản trị, kèm tên nơi cấp.',
  },
  'no-trust-anchors': {
    what: 'Văn phòng chưa nhập chứng thư gốc tin cậy nào, nên chưa thể kết luận chữ ký của ai là thật.',
    todo: 'Nhờ người quản trị nhập chứng thư gốc ở Quản trị › Gốc tin cậy.',
  },
  'no-chain': {
    what: 'Chứng thư không dẫn về gốc tin cậy nào (chứng thư của nơi cấp mà văn phòng công nhận): chưa xác minh được người ký.',
    todo: 'Nếu nơi cấp là cơ quan có thẩm quyền, nhờ người quản trị nhập chứng thư gốc của nơi đó.',
  },
  'certificate-expired': {
    what: 'Chứng thư đã hết hạn, và không có dấu thời gian tin cậy chứng minh rằng chữ ký có trước đó.',
    todo: 'Đối chiếu ngày ký với hồ sơ khác, hoặc yêu cầu bản có dấu thời gian.',
  },
  'certificate-not-yet-valid': {
    what: 'Chứng thư chưa đến ngày có hiệu lực.',
    todo: 'Kiểm tra đồng hồ của máy; nếu đúng, yêu cầu ký lại.',
  },
  'signed-outside-validity': {
    what: 'Giờ ký mà người ký khai nằm ngoài thời hạn của chứng thư.',
    todo: 'Hỏi lại bên ký về ngày giờ ký.',
  },
  'timestamp-not-by-authority': {
    what: 'Dấu thời gian không do một nơi được cấp chứng thư để đóng dấu thời gian tạo ra, hoặc giờ của nó mâu thuẫn với dấu sau.',
    todo: 'Không dựa vào dấu này để biết giờ ký.',
  },
  'timestamp-invalid': {
    what: 'Dấu thời gian không khớp với chữ ký, nên không chứng minh được giờ ký.',
    todo: askAgain,
  },
  'certificate-on-hold': {
    what: 'Chứng thư đang bị tạm dừng.',
    todo: 'Hỏi bên ký, và kiểm tra lại khi việc tạm dừng đã được giải quyết.',
  },
  'revocation-unavailable': {
    what: 'Chưa biết chứng thư có bị thu hồi hay không: câu trả lời của nơi cấp không dùng được, hoặc tệp kèm nhiều dữ liệu hơn mức xét được.',
    todo: 'Kiểm tra lại sau; nếu vẫn vậy, hỏi nơi cấp chứng thư.',
  },
  'revocation-outdated': {
    what: 'Hỏi về việc thu hồi chứng thư, nơi cấp chỉ đưa câu trả lời quá cũ.',
    todo: 'Kiểm tra lại sau; nếu vẫn vậy, hỏi nơi cấp chứng thư.',
  },
  'revocation-weak': {
    what: 'Hỏi về việc thu hồi chứng thư, nơi cấp đưa câu trả lời ký bằng thuật toán nay đã quá yếu, như SHA-1.',
    todo: 'Đề nghị nơi cấp chứng thư trả lời bằng chữ ký SHA-256 trở lên.',
  },
  'timestamp-untrusted': {
    what: 'Có dấu thời gian nhưng nơi cấp dấu không nằm trong gốc tin cậy, nên chỉ để tham khảo.',
    todo: 'Nếu cần, nhờ người quản trị nhập chứng thư gốc của nơi cấp dấu thời gian.',
  },
  'timestamp-revoked': {
    what: 'Chứng thư của nơi cấp dấu thời gian đã bị thu hồi, nên dấu này không chứng minh được giờ.',
    todo: '',
  },
  'timestamp-expired': {
    what: 'Chứng thư của nơi cấp dấu thời gian đã hết hạn mà không có dấu thời gian mới hơn che chở, nên dấu này không còn chứng minh được giờ.',
    todo: 'Nếu cần bằng chứng về giờ ký, yêu cầu bản có dấu thời gian lưu trữ.',
  },
  'timestamp-weak': {
    what: 'Dấu thời gian dùng thuật toán đã quá yếu, nên không còn chứng minh được giờ.',
    todo: '',
  },
  'timestamp-revocation-unknown': {
    what: 'Chưa biết chứng thư của nơi cấp dấu thời gian có bị thu hồi hay không, nên dấu này chưa được tính.',
    todo: 'Kiểm tra lại sau.',
  },
  'timestamp-after-checking': {
    what: 'Dấu thời gian muộn hơn thời điểm được chọn để kiểm tra, nên chưa chứng minh được gì vào lúc đó.',
    todo: '',
  },
  'legacy-signature-type': {
    what: 'Chữ ký theo kiểu cũ, không theo PAdES (chuẩn chữ ký PDF hiện hành): nó không buộc phải ghi rõ chứng thư đã ký, và kiểu có SHA-1 dựa trên một thuật toán nay đã yếu.',
    todo: 'Với văn bản mới, nên yêu cầu chữ ký theo chuẩn PAdES.',
  },
  'signed-data-not-der': {
    what: 'Phần mềm ký không ghi dữ liệu chữ ký đúng cách mã hóa mà PDF yêu cầu (DER); chữ ký vẫn đọc được.',
    todo: '',
  },
  'attributes-not-sorted': {
    what: 'Phần mềm ký ghi các thuộc tính không theo thứ tự chuẩn; chữ ký vẫn khớp.',
    todo: '',
  },
  'signing-certificate-not-named': {
    what: 'Chữ ký không ghi rõ chứng thư nào đã ký, như các phần mềm cũ thường làm; chữ ký vẫn khớp.',
    todo: '',
  },
  'signing-time-in-cms': {
    what: 'Giờ ký nằm ở chỗ chuẩn PAdES không dùng; không ảnh hưởng đến chữ ký.',
    todo: '',
  },
  'validation-data-too-large': {
    what: 'Tệp mang quá nhiều dữ liệu kiểm tra nên chưa xác nhận được mức lưu trữ lâu dài.',
    todo: 'Chữ ký không bị ảnh hưởng; đề nghị nơi gửi cấp lại tệp có ít dữ liệu kiểm tra hơn.',
  },
  'revocation-not-checked': {
    what: 'Chưa kiểm tra được chứng thư có bị thu hồi hay không.',
    todo: 'Với văn bản quan trọng, hỏi nơi cấp chứng thư.',
  },
}

const sub: Record<SubIndication, string> = {
  FORMAT_FAILURE: 'Chữ ký hoặc tệp không đúng cấu trúc, hoặc tệp bị sửa ngoài phạm vi cho phép.',
  HASH_FAILURE: 'Nội dung không còn như lúc ký.',
  SIG_CRYPTO_FAILURE: 'Chữ ký không khớp với chứng thư.',
  REVOKED: 'Chứng thư đã bị thu hồi trước khi ký.',
  REVOKED_NO_POE: 'Chứng thư đã bị thu hồi; không có bằng chứng rằng chữ ký có trước đó.',
  REVOKED_CA_NO_POE: 'Chứng thư của nơi cấp đã bị thu hồi; không có bằng chứng rằng chữ ký có trước đó.',
  EXPIRED: 'Chứng thư đã hết hạn khi ký.',
  NOT_YET_VALID: 'Chứng thư chưa có hiệu lực khi ký.',
  SIG_CONSTRAINTS_FAILURE: 'Chữ ký có điểm chưa đáp ứng điều kiện kiểm tra.',
  CHAIN_CONSTRAINTS_FAILURE: 'Chứng thư hoặc nơi cấp không đáp ứng điều kiện để ký văn bản.',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'Không xét được đường dẫn chứng thư.',
  CRYPTO_CONSTRAINTS_FAILURE: 'Thuật toán quá yếu hoặc chưa biết.',
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: 'Thuật toán đã quá yếu; không có bằng chứng rằng chữ ký có từ khi nó còn đủ mạnh.',
  NO_SIGNING_CERTIFICATE_FOUND: 'Không có chứng thư của người ký.',
  NO_CERTIFICATE_CHAIN_FOUND: 'Chưa xác minh được người ký: không có đường dẫn đến gốc tin cậy.',
  OUT_OF_BOUNDS_NO_POE: 'Không có bằng chứng rằng chữ ký được tạo khi chứng thư còn hạn.',
  OUT_OF_BOUNDS_NOT_REVOKED: 'Chứng thư đã hết hạn; chưa thấy bị thu hồi.',
  NO_POE: 'Không có bằng chứng về thời điểm ký.',
  TRY_LATER: 'Chưa hỏi được nơi cấp chứng thư; hãy kiểm tra lại sau.',
  SIGNED_DATA_NOT_FOUND: 'Không tìm thấy nội dung được ký.',
}

const change: Record<ChangeKind, string> = {
  'signature-added': 'thêm một chữ ký',
  'document-timestamp-added': 'thêm một dấu thời gian cho cả văn bản',
  'signature-field-added': 'thêm một ô chữ ký trống',
  'field-over-text': 'hình của ô vừa điền che chữ trên trang',
  'field-overwritten': 'thay nội dung sẵn có của ô bằng nội dung khác',
  'field-filled': 'điền một ô của biểu mẫu',
  'validation-data-added': 'thêm dữ liệu để kiểm tra chữ ký về sau',
  'metadata-updated': 'cập nhật thông tin mô tả tệp',
  'structure-grown': 'ghi ô chữ ký mới vào cấu trúc của tệp',
  'nothing-visible': 'không có thay đổi nhìn thấy được',
  'annotation-added': 'thêm một chú thích trên trang',
  'annotation-removed': 'bỏ một chú thích trên trang',
  'annotation-changed': 'sửa một chú thích trên trang',
  'annotation-over-content': 'thêm hoặc sửa một chú thích che nội dung của trang',
  'annotation-shown': 'cho hiện một chú thích trước đó bị ẩn',
  'visible-timestamp-added': 'thêm một dấu thời gian có hình hiện trên trang',
  'signature-covers-too-little': 'chữ ký mới không bao trùm phần được thêm cùng với nó',
  'signature-over-text': 'hình của chữ ký mới che chữ trên trang',
  'signature-changed': 'sửa một chữ ký đã có',
  'signature-removed': 'xóa một chữ ký đã có',
  'locked-field-changed': 'sửa một ô đã bị khóa khi ký',
  'field-added': 'thêm một ô biểu mẫu',
  'field-removed': 'bỏ một ô biểu mẫu',
  'field-value-changed': 'sửa giá trị một ô ngoài phạm vi cho phép',
  'field-look-changed': 'sửa hình hiển thị của một ô',
  'field-changed': 'sửa thuộc tính của một ô',
  'form-changed': 'sửa cấu trúc biểu mẫu',
  'page-changed': 'sửa nội dung một trang',
  'pages-changed': 'thêm, bớt hoặc đổi thứ tự trang',
  'font-changed': 'đổi phông chữ mà trang dùng',
  'picture-changed': 'đổi hình mà trang dùng',
  'resources-changed': 'đổi tài nguyên mà trang dùng',
  'layers-changed': 'bật, tắt hoặc sửa lớp ẩn',
  'names-changed': 'sửa danh mục tên, đích đến hoặc cách đánh số trang',
  'script-changed': 'thêm hoặc sửa lệnh tự chạy',
  'attachments-changed': 'thêm, bớt hoặc sửa tệp đính kèm',
  'outline-changed': 'sửa mục lục',
  'structure-changed': 'sửa cấu trúc nội dung (thứ tự đọc, chữ thay thế)',
  'view-changed': 'sửa cách hiển thị tệp khi mở',
  'permissions-changed': 'sửa phần khóa văn bản',
  'encryption-changed': 'sửa phần mã hóa',
  'metadata-changed': 'sửa thông tin mô tả ngoài phạm vi cho phép',
  'validation-data-removed': 'xóa hoặc sửa dữ liệu kiểm tra chữ ký',
  'ambiguous-structure': 'tệp được ghép sao cho mỗi phần mềm có thể thấy một nội dung khác',
  unreadable: 'có phần không đọc hoặc không xét hết được',
  other: 'thay đổi khác',
}

export const findings = { finding, sub, change }
