/**
 * What to do with a file: `title` is the verdict and the next step in one line, `why` the ground, `next` what to do, and
 * `reason` what can be written to the sender where the file goes back (NĐ 30/2020, Điều 21.2); empty where it does not.
 */
export type AdviceWords = { title: string; why: string; next: string; reason: string }

const original = 'Không dùng tệp này. Trả lại nơi gửi và đề nghị gửi lại bản gốc đã ký.'
const admin = 'Nhờ người quản trị xem ở Quản trị › Gốc tin cậy, rồi kiểm tra lại. Chưa coi là văn bản đã ký hợp lệ.'

export const advice = {
  accept: {
    title: 'Nhận được: chữ ký hợp lệ',
    why: 'Mọi chữ ký trong tệp ({{n}}) đều hợp lệ, và sau khi ký không có thay đổi trái phép.',
    next: 'Tiếp nhận và vào sổ như thường lệ.',
    reason: '',
  },
  'accept-unchecked': {
    title: 'Nhận được, nhưng nên kiểm tra lại khi có mạng',
    why: 'Mọi chữ ký trong tệp ({{n}}) đều khớp, nhưng chưa hỏi được nơi cấp xem chứng thư có bị thu hồi hay không.',
    next: 'Tiếp nhận như thường lệ. Với văn bản quan trọng, kiểm tra lại khi máy có mạng; vẫn chưa biết thì hỏi nơi cấp chứng thư.',
    reason: '',
  },
  'accept-unaskable': {
    title: 'Nhận được: chữ ký khớp, chưa biết chứng thư có bị thu hồi không',
    why: 'Mọi chữ ký trong tệp ({{n}}) đều khớp. Chứng thư không ghi nơi để hỏi xem nó có bị thu hồi hay không, nên kiểm tra lại cũng không biết thêm.',
    next: 'Tiếp nhận như thường lệ. Với văn bản quan trọng, gọi hỏi nơi cấp chứng thư.',
    reason: '',
  },
  changed: {
    title: 'Trả lại nơi gửi: tệp bị sửa sau khi ký',
    why: 'Sau chữ ký của {{who}}, tệp đã bị sửa theo cách mà chữ ký đó không cho phép. Nội dung đang thấy có thể không phải là nội dung đã ký.',
    next: original,
    reason: 'Tệp đã bị sửa trái phép sau chữ ký của {{who}}. Đề nghị gửi lại bản gốc đã ký.',
  },
  broken: {
    title: 'Trả lại nơi gửi: chữ ký không khớp với nội dung',
    why: 'Chữ ký của {{who}} không khớp với tệp: nội dung hoặc chính chữ ký đã bị thay đổi.',
    next: original,
    reason: 'Chữ ký của {{who}} không khớp với nội dung tệp. Đề nghị gửi lại bản gốc đã ký.',
  },
  staged: {
    title: 'Trả lại nơi gửi: tệp có dấu hiệu dàn dựng',
    why: 'Chữ ký của {{who}} không bao trùm tệp theo cách mà một phần mềm ký làm. Nội dung đang thấy không đáng tin.',
    next: `${original} Báo người phụ trách an toàn thông tin nếu nơi gửi không rõ.`,
    reason: 'Chữ ký của {{who}} không bao trùm đúng nội dung tệp. Đề nghị gửi lại bản gốc đã ký.',
  },
  damaged: {
    title: 'Trả lại nơi gửi: chữ ký bị hỏng',
    why: 'Dữ liệu chữ ký của {{who}} hỏng hoặc sai cấu trúc, nên không kiểm tra được.',
    next: 'Trả lại nơi gửi, đề nghị kiểm tra phần mềm ký số và ký lại.',
    reason: 'Dữ liệu chữ ký của {{who}} bị hỏng, không kiểm tra được. Đề nghị ký lại và gửi lại.',
  },
  revoked: {
    title: 'Trả lại nơi gửi: chứng thư của người ký đã bị thu hồi',
    why: 'Chứng thư của {{who}} đã bị nơi cấp thu hồi, và không có gì chứng minh rằng chữ ký có trước đó.',
    next: 'Không nhận. Báo nơi gửi, đề nghị ký lại bằng chứng thư còn hiệu lực.',
    reason: 'Chứng thư của {{who}} đã bị thu hồi. Đề nghị ký lại bằng chứng thư còn hiệu lực.',
  },
  'issuer-revoked': {
    title: 'Chưa kết luận được: chứng thư của nơi cấp đã bị thu hồi',
    why: 'Chứng thư của nơi đã cấp chứng thư cho {{who}} bị thu hồi, và không có gì chứng minh rằng chữ ký có trước đó.',
    next: 'Hỏi người quản trị và nơi gửi; đề nghị ký lại bằng chứng thư của nơi cấp còn hiệu lực.',
    reason: 'Chứng thư của nơi cấp cho {{who}} đã bị thu hồi. Đề nghị ký lại bằng chứng thư còn hiệu lực.',
  },
  'not-valid-then': {
    title: 'Trả lại nơi gửi: chứng thư không có hiệu lực khi ký',
    why: 'Chữ ký của {{who}} được tạo khi chứng thư chưa có hiệu lực hoặc đã hết hạn.',
    next: 'Trả lại nơi gửi, đề nghị ký lại bằng chứng thư còn hiệu lực.',
    reason: 'Chứng thư của {{who}} không có hiệu lực khi ký. Đề nghị ký lại bằng chứng thư còn hiệu lực.',
  },
  failed: {
    title: 'Trả lại nơi gửi: chữ ký không hợp lệ',
    why: 'Chữ ký của {{who}} không hợp lệ. Lý do nằm ở chữ ký đó, bên dưới.',
    next: original,
    reason: 'Chữ ký của {{who}} không hợp lệ. Đề nghị gửi lại bản gốc đã ký.',
  },
  'no-anchors': {
    title: 'Chưa kết luận được: hỏi người quản trị',
    why: 'Văn phòng chưa nhập chứng thư gốc tin cậy nào, nên chưa biết {{who}} có đúng là người có tên trong chứng thư hay không.',
    next: admin,
    reason: '',
  },
  stranger: {
    title: 'Chưa kết luận được: chưa xác minh được người ký',
    why: 'Chứng thư của {{who}} do một nơi cấp mà văn phòng chưa công nhận, nên tên trong chứng thư chưa chắc là thật.',
    next: `Gọi cho nơi gửi để xác nhận theo số điện thoại đã biết. ${admin}`,
    reason: '',
  },
  later: {
    title: 'Chưa kết luận được: kiểm tra lại sau',
    why: 'Chưa có câu trả lời đủ mới của nơi cấp về việc chứng thư của {{who}} có bị thu hồi hay không.',
    next: 'Kiểm tra lại khi máy có mạng, hoặc sau vài giờ. Nếu vẫn vậy, nhờ người quản trị.',
    reason: '',
  },
  unproved: {
    title: 'Chưa kết luận được: không chứng minh được thời điểm ký',
    why: 'Chứng thư của {{who}} nay không còn hiệu lực, hoặc giờ ký không nằm trong thời hạn của nó, và không có dấu thời gian tin cậy nào chứng minh rằng chữ ký được tạo khi chứng thư còn hiệu lực.',
    next: 'Hỏi nơi gửi về ngày ký và đối chiếu với hồ sơ, hoặc đề nghị bản có dấu thời gian.',
    reason: 'Không chứng minh được chữ ký của {{who}} có khi chứng thư còn hiệu lực. Đề nghị gửi bản có dấu thời gian.',
  },
  weak: {
    title: 'Chưa kết luận được: đề nghị nơi gửi ký lại',
    why: 'Chữ ký của {{who}} dùng thuật toán quá yếu hoặc chưa được biết; không thể tin vào nó.',
    next: 'Đề nghị nơi gửi ký lại bằng phần mềm hiện hành (SHA-256 trở lên).',
    reason: 'Chữ ký của {{who}} dùng thuật toán không còn được công nhận. Đề nghị ký lại bằng SHA-256 trở lên.',
  },
  nobody: {
    title: 'Chưa kết luận được: không rõ ai đã ký',
    why: 'Tệp không mang đúng chứng thư của người ký, nên không biết chữ ký là của ai.',
    next: 'Trả lại nơi gửi, đề nghị ký lại bằng phần mềm kèm chứng thư vào chữ ký.',
    reason: 'Chữ ký không kèm đúng chứng thư của người ký. Đề nghị ký lại và gửi lại.',
  },
  'wrong-purpose': {
    title: 'Chưa kết luận được: chứng thư không dùng để ký văn bản',
    why: 'Chứng thư của {{who}}, hoặc của nơi cấp nó, không được cấp cho việc ký văn bản.',
    next: 'Hỏi nơi gửi; đề nghị ký lại bằng chứng thư đúng mục đích.',
    reason: 'Chứng thư của {{who}} không được cấp để ký văn bản. Đề nghị ký lại bằng chứng thư đúng mục đích.',
  },
  'unknown-kind': {
    title: 'Chưa kết luận được: phần mềm này không đọc được kiểu chữ ký',
    why: 'Chữ ký của {{who}} thuộc kiểu hoặc dùng thuật toán mà phần mềm này chưa biết.',
    next: 'Kiểm tra bằng phần mềm mà nơi gửi đã dùng để ký, hoặc đề nghị ký lại theo chuẩn PAdES.',
    reason: 'Không đọc được kiểu chữ ký của {{who}}. Đề nghị ký lại theo chuẩn PAdES.',
  },
  stamp: {
    title: 'Chưa kết luận được: dấu thời gian không khớp',
    why: 'Dấu thời gian của chữ ký {{who}} không khớp với chữ ký, nên không chứng minh được giờ ký.',
    next: 'Hỏi nơi gửi về giờ ký, hoặc đề nghị ký lại.',
    reason: 'Dấu thời gian không khớp với chữ ký của {{who}}. Đề nghị ký lại và gửi lại.',
  },
  covered: {
    title: 'Chưa kết luận được: phần thêm sau che mất chữ',
    why: 'Hình của một chữ ký hay ô biểu mẫu thêm sau che mất chữ trên trang mà {{who}} đã ký.',
    next: 'Xem trang lúc {{who}} ký để đọc phần bị che, rồi hỏi nơi gửi; đề nghị bản không che chữ.',
    reason: 'Phần thêm sau che mất chữ mà {{who}} đã ký. Đề nghị gửi lại bản không che chữ.',
  },
  replaced: {
    title: 'Chưa kết luận được: nội dung một ô bị thay sau khi ký',
    why: 'Một ô biểu mẫu mang nội dung khác lúc {{who}} ký, và chưa có ai ký nhận nội dung mới.',
    next: 'Xem trang lúc {{who}} ký để đọc nội dung đã ký, rồi hỏi nơi gửi nội dung nào là đúng.',
    reason: 'Nội dung {{who}} đã ký bị thay sau đó. Đề nghị gửi lại bản có chữ ký trên nội dung đúng.',
  },
  irregular: {
    title: 'Chưa kết luận được: dữ liệu cạnh chữ ký không đúng như khi ký',
    why: 'Chứng thư kèm theo, dấu thời gian hoặc thuộc tính phụ bên cạnh chữ ký của {{who}} không đúng như phần mềm ký đã ghi; tệp có thể đã bị can thiệp.',
    next: 'Đề nghị nơi gửi gửi lại bản gốc; nếu bản gốc vẫn vậy, đề nghị kiểm tra phần mềm ký số và ký lại.',
    reason: 'Dữ liệu cạnh chữ ký của {{who}} không đúng như khi ký. Đề nghị gửi lại bản gốc đã ký.',
  },
  undecided: {
    title: 'Chưa kết luận được: hỏi người quản trị',
    why: 'Chữ ký của {{who}} chưa đủ căn cứ để kết luận là hợp lệ. Lý do nằm ở chữ ký đó, bên dưới.',
    next: 'Gửi báo cáo này cho người quản trị; chưa coi là văn bản đã ký hợp lệ.',
    reason: '',
  },
  'cut-off': {
    title: 'Tệp không trọn vẹn: tải lại, hoặc trả lại nơi gửi',
    why: 'Cuối tệp có một lần ghi dở dang: tệp bị cắt khi gửi, khi tải hoặc khi lưu. Phần thiếu có thể chứa chữ ký và nội dung.',
    next: 'Tải lại tệp từ nơi đã nhận; nếu vẫn vậy, trả lại nơi gửi và đề nghị gửi lại.',
    reason: 'Tệp nhận được không trọn vẹn, phần cuối bị cắt. Đề nghị gửi lại bản gốc.',
  },
  unsigned: {
    title: 'Tệp không có chữ ký số',
    why: 'Hình con dấu hay chữ ký nhìn thấy trên trang chỉ là hình ảnh, ai cũng chép được.',
    next: 'Nếu văn bản phải được ký số, trả lại nơi gửi; nếu là bản quét của văn bản giấy, đối chiếu với bản giấy.',
    reason: 'Tệp không có chữ ký số. Đề nghị gửi lại bản đã ký số.',
  },
} satisfies Record<string, AdviceWords>

/** Who signed, where the certificate gives no name. */
export const someone = 'người ký không rõ tên'
/** Several signers of whom the same is to be said. */
export const others = '{{who}} và {{n}} người ký khác'

/** Sentences among what to do that say how the file stands: no task of anybody, told apart from the tasks. */
export const standings: readonly string[] = ['Không dùng tệp này.', 'Không nhận.', 'Chưa coi là văn bản đã ký hợp lệ.']
