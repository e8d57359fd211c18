import { inWords } from './detail-words.ts'
import type { ErrorCode, ErrorDetails } from './errors.ts'
import { NUMBERING_SENTENCES } from './sentences-numbering.ts'
import { TOKEN_SENTENCES } from './sentences-tokens.ts'
import { TRUST_SERVICE_SENTENCES } from './sentences-trust-services.ts'
import { WORKSPACE_SENTENCES } from './sentences-workspace.ts'

/** A sentence in both languages; `{name}` stands for a detail of the failure. */
export type Sentence = { readonly vi: string; readonly en: string }

/** What happened, and what to do: one sentence for every code, for the page and the command line alike. */
export const SENTENCES: Readonly<Record<ErrorCode, Sentence>> = {
  // files
  'not-a-pdf': {
    vi: 'Tệp này không phải là PDF. Hãy chọn tệp PDF, hoặc xuất văn bản ra PDF rồi thử lại.',
    en: 'This file is not a PDF. Choose a PDF file, or export the document as PDF and try again.',
  },
  'pdf-empty': {
    vi: 'Tệp rỗng (0 byte). Hãy kiểm tra tệp gốc hoặc yêu cầu bên gửi gửi lại.',
    en: 'The file is empty (0 bytes). Check the original, or ask the sender to send it again.',
  },
  'pdf-damaged': {
    vi: 'Tệp PDF bị hỏng (tại byte {offset}) nên không đọc được. Hãy mở tệp bằng chương trình đã tạo ra nó, xuất lại PDF, hoặc yêu cầu bên gửi gửi lại.',
    en: 'The PDF is damaged (at byte {offset}) and cannot be read. Open it in the program that made it and export it again, or ask the sender to send it again.',
  },
  'pdf-encrypted': {
    vi: 'Tệp PDF được mã hóa. Hãy nhập mật khẩu của tệp, hoặc bỏ mật khẩu trong chương trình đã tạo ra tệp rồi thử lại.',
    en: 'The PDF is encrypted. Give the file’s password, or remove the password in the program that made it, then try again.',
  },
  'pdf-password-wrong': {
    vi: 'Mật khẩu không mở được tệp PDF này. Tệp vẫn nguyên vẹn; hãy hỏi người gửi và nhập lại mật khẩu của tệp.',
    en: 'The password does not open this PDF. The file is untouched; ask its sender and type the file’s password again.',
  },
  'pdf-form-without-pages': {
    vi: 'Tệp là biểu mẫu XFA động: nội dung do chương trình vẽ ra khi mở, không nằm trên các trang, nên chữ ký không giữ được những gì đang thấy. Hãy in biểu mẫu ra PDF rồi ký bản đó.',
    en: 'The file is a dynamic XFA form: a program draws its content when it is opened, it does not stand on the pages, so a signature would not hold what you see. Print the form to a PDF and sign that.',
  },
  'pdf-permission-missing': {
    vi: 'Người tạo tệp PDF không cho phép việc này: {permission}. Hãy nhập mật khẩu chủ sở hữu của tệp, hoặc yêu cầu người tạo cho phép rồi gửi lại.',
    en: 'The maker of this PDF does not allow this: {permission}. Give the file’s owner password, or ask its maker to allow it and send it again.',
  },
  'pdf-too-complex': {
    vi: 'Tệp PDF này cần quá nhiều thời gian hoặc bộ nhớ để đọc, nên việc kiểm tra đã dừng; các tệp khác không bị ảnh hưởng. Hãy yêu cầu bên gửi xuất lại PDF từ văn bản gốc rồi gửi lại; nếu không rõ người gửi thì đừng mở tệp.',
    en: 'Reading this PDF takes too much time or memory, so checking it was stopped; other files are not affected. Ask the sender to export the PDF again from the original and to send it again; if you do not know the sender, do not open the file.',
  },
  'pdf-unsupported': {
    vi: 'Tệp PDF dùng một cấu trúc mà phiên bản này chưa hỗ trợ. Hãy xuất lại tệp ở dạng PDF thông thường (PDF 1.4 đến 2.0) rồi thử lại.',
    en: 'The PDF uses a structure that this version does not support. Export it again as an ordinary PDF (1.4 to 2.0) and try again.',
  },
  'file-too-large': {
    vi: 'Tệp lớn hơn mức cho phép. Hãy giảm độ phân giải khi quét hoặc tách phụ lục thành tệp riêng.',
    en: 'The file is larger than allowed. Scan at a lower resolution, or put the appendices into a file of their own.',
  },
  'file-changed': {
    vi: 'Tệp đã thay đổi sau khi được xem và xác nhận, nên không được ký. Hãy mở lại văn bản, đọc lại rồi ký.',
    en: 'The file changed after it was read and confirmed, so it was not signed. Open the document again, read it, then sign.',
  },
  'stored-file-changed': {
    vi: 'Tệp trong kho không còn đúng như khi được lưu (mã SHA-256 khác), nên không được ký. Hãy báo quản trị chạy “Kiểm tra toàn vẹn” và khôi phục tệp từ bản sao lưu, hoặc trả lại văn bản để người soạn thay tệp.',
    en: 'The stored file is no longer what was kept (its SHA-256 differs), so it is not signed. Ask the admin to run “Integrity check” and to restore the file from a backup, or return the document so that its drafter replaces the file.',
  },
  'file-missing': {
    vi: 'Không tìm thấy tệp của văn bản. Hãy tải tệp lên lại; nếu văn bản đã có trong sổ, báo quản trị chạy “Kiểm tra toàn vẹn”.',
    en: 'The document’s file was not found. Upload it again; if the document is already registered, ask the admin to run “Integrity check”.',
  },
  'file-unreadable': {
    vi: 'Không đọc được tệp. Hãy kiểm tra đường dẫn và quyền đọc của tệp rồi thử lại.',
    en: 'The file cannot be read. Check its path and that you may read it, then try again.',
  },
  'output-exists': {
    vi: 'Tệp đích đã có và không bao giờ bị ghi đè. Hãy chọn tên hoặc thư mục khác.',
    en: 'The output file already exists and is never overwritten. Choose another name or folder.',
  },
  'not-an-incremental-revision': {
    vi: 'Tệp đã ký không giữ nguyên từng byte của văn bản gốc nên không được nhận. Hãy ký lại chính văn bản này trong Văn Thư.',
    en: 'The signed file does not keep every byte of the original document, so it was not taken. Sign this very document again in Văn Thư.',
  },
  // signing
  'signature-not-valid': {
    vi: 'Chữ ký vừa tạo không qua được kiểm tra nên không được ghi nhận; văn bản giữ nguyên trạng thái. Hãy kiểm tra chứng thư số và danh sách CA tin cậy rồi ký lại.',
    en: 'The new signature did not pass verification and was not recorded; the document stays as it was. Check the certificate and the trusted CAs, then sign again.',
  },
  'signature-too-large': {
    vi: 'Chữ ký lớn hơn chỗ dành sẵn trong tệp. Hãy dùng chứng thư số có chuỗi chứng thư ngắn hơn hoặc báo quản trị.',
    en: 'The signature is larger than the room kept for it in the file. Use a certificate with a shorter chain, or tell the admin.',
  },
  'signing-forbidden-by-document': {
    vi: 'Chữ ký chứng nhận đã có trong văn bản không cho phép ký thêm. Hãy yêu cầu người ký trước ký lại bản cho phép ký tiếp.',
    en: 'A certifying signature already in the document forbids further signatures. Ask its signer for a version that allows them.',
  },
  'field-not-found': {
    vi: 'Văn bản không có ô chữ ký tên “{field}”. Hãy kiểm tra tên ô, hoặc bỏ tùy chọn này để tạo ô mới.',
    en: 'The document has no signature field named “{field}”. Check the name, or leave it out to make a new field.',
  },
  'field-already-signed': {
    vi: 'Ô chữ ký “{field}” đã được ký. Hãy chọn ô khác hoặc để Văn Thư tạo ô mới.',
    en: 'The signature field “{field}” is already signed. Choose another, or let Văn Thư make a new one.',
  },
  'page-not-found': {
    vi: 'Văn bản không có trang {page}. Hãy chọn một trang có trong văn bản.',
    en: 'The document has no page {page}. Choose a page that it has.',
  },
  'page-unreadable': {
    vi: 'Chưa đọc được chữ trên trang nên chưa làm gì với văn bản này. Hãy thử lại; nếu vẫn không được, hãy mở tệp để kiểm tra và nhờ người soạn xuất lại PDF.',
    en: 'The words of the page could not be read, so nothing was done with this document. Try again; if it fails once more, open the file to check it and have its drafter export the PDF again.',
  },
  'place-off-page': {
    vi: 'Vị trí chữ ký không nằm trọn trên trang {page}. Hãy kéo khung chữ ký vào trong trang.',
    en: 'The signature’s place does not lie wholly on page {page}. Drag its frame onto the page.',
  },
  'image-unreadable': {
    vi: 'Không đọc được ảnh chữ ký hoặc con dấu. Hãy dùng ảnh PNG nền trong suốt, tối đa 1 MB.',
    en: 'The image of the signature or seal cannot be read. Use a PNG with a transparent background, at most 1 MB.',
  },
  // keys and certificates
  'wrong-key-password': {
    vi: 'Mật khẩu hoặc mã PIN của khóa không đúng nên khóa chưa được mở. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.',
    en: 'The key’s password or PIN is wrong, so the key was not opened. Check Caps Lock and the input method, then enter it again.',
  },
  'key-locked': {
    vi: 'Khóa đã bị khóa vì nhập sai mật khẩu hoặc mã PIN nhiều lần. Hãy chờ {retryAfterSeconds} giây rồi nhập lại; nếu là thiết bị đã khóa hẳn, hãy liên hệ nơi cấp.',
    en: 'The key is locked after too many wrong passwords or PINs. Wait {retryAfterSeconds} seconds, then try again; if it is a token that stays locked, ask whoever issued it.',
  },
  'key-unreadable': {
    vi: 'Không đọc được tệp khóa. Hãy chọn tệp .p12 hoặc .pfx nguyên vẹn do nơi cấp chứng thư số giao.',
    en: 'The key file cannot be read. Choose an intact .p12 or .pfx file from your certificate’s issuer.',
  },
  'key-not-found': {
    vi: 'Khóa này không có trên máy. Hãy cắm thiết bị hoặc nhập lại tệp khóa ở mục Chứng thư số.',
    en: 'This key is not on this workstation. Plug in the token, or import the key file again under Certificates.',
  },
  'key-session-closed': {
    vi: 'Phiên dùng khóa đã đóng (quá 5 phút không dùng, màn hình khóa hoặc đã thoát). Hãy nhập lại mã PIN để ký tiếp.',
    en: 'The key’s session has closed (5 minutes without use, locked screen or sign-out). Enter the PIN again to go on signing.',
  },
  'key-unsupported': {
    vi: 'Loại khóa này chưa được hỗ trợ. Hãy dùng khóa RSA từ 2048 bit hoặc khóa ECDSA P-256, P-384, P-521.',
    en: 'This kind of key is not supported. Use an RSA key of at least 2048 bits or an ECDSA key on P-256, P-384 or P-521.',
  },
  ...TOKEN_SENTENCES,
  'certificate-expired': {
    vi: 'Chứng thư số đã hết hạn lúc {notAfter} nên không được dùng để ký (Điều 5.1.a Thông tư 15/2025/TT-BKHCN: chữ ký số phải được tạo trong thời gian chứng thư có hiệu lực). Hãy gia hạn hoặc dùng chứng thư khác.',
    en: 'The certificate expired at {notAfter} and may not sign (Circular 15/2025/TT-BKHCN, Article 5.1.a: a signature is made while its certificate is in force). Renew it or use another.',
  },
  'certificate-not-yet-valid': {
    vi: 'Chứng thư số chỉ có hiệu lực từ {notBefore} nên chưa được dùng để ký (Điều 5.1.a Thông tư 15/2025/TT-BKHCN). Hãy kiểm tra ngày giờ của máy, hoặc chờ đến lúc đó.',
    en: 'The certificate is valid only from {notBefore} and may not sign yet (Circular 15/2025/TT-BKHCN, Article 5.1.a). Check this computer’s clock, or wait until then.',
  },
  'certificate-not-for-signing': {
    vi: 'Chứng thư số này không được cấp để ký số (Điều 5.1.a Thông tư 15/2025/TT-BKHCN: dùng đúng mục đích ghi trong chứng thư). Hãy chọn chứng thư dùng để ký.',
    en: 'This certificate was not issued for signing (Circular 15/2025/TT-BKHCN, Article 5.1.a: it is used for the purpose it states). Choose a signing certificate.',
  },
  'certificate-untrusted': {
    vi: 'Chứng thư số không nối được tới CA nào mà văn phòng tin cậy. Hãy đề nghị quản trị thêm CA gốc sau khi đối chiếu vân tay (Điều 5.1.a Thông tư 15/2025/TT-BKHCN).',
    en: 'The certificate does not chain to any CA this office trusts. Ask the admin to add the root CA after comparing its fingerprint (Circular 15/2025/TT-BKHCN, Article 5.1.a).',
  },
  'certificate-not-yours': {
    vi: 'Chứng thư số này không phải của người hoặc cơ quan đang ký. Hãy chọn đúng khóa, hoặc ghi nhận chứng thư ở mục Chứng thư số.',
    en: 'This certificate does not belong to the person or agency who signs. Choose the right key, or record the certificate under Certificates.',
  },
  'certificate-changed': {
    vi: 'Khóa đã đổi sang chứng thư số khác giữa chừng, nên việc ký dừng lại. Hãy kiểm tra thiết bị ký rồi ký tiếp phần còn lại.',
    en: 'The key changed to another certificate midway, so signing stopped. Check the token, then sign the rest.',
  },
  'anchor-of-demo': {
    vi: '“{subject}” là chứng thư của văn phòng mẫu: ai cũng có khóa của nó nên không văn phòng nào khác được tin cậy. Hãy nhập chứng thư gốc của nơi cấp thật.',
    en: '“{subject}” belongs to the demo office: its keys are in everybody’s hands, so no other office may trust it. Import the root certificate of a real authority.',
  },
  'certificate-unreadable': {
    vi: 'Không đọc được chứng thư số. Hãy dùng tệp .cer, .crt, .pem hoặc .p7b nguyên vẹn.',
    en: 'The certificate cannot be read. Use an intact .cer, .crt, .pem or .p7b file.',
  },
  'certificate-known': {
    vi: 'Chứng thư số này đã được ghi nhận. Không cần làm gì thêm; hãy tìm trong danh sách Chứng thư số.',
    en: 'This certificate is already recorded. Nothing is left to do; find it in the list of certificates.',
  },
  ...TRUST_SERVICE_SENTENCES,
  // number and date
  ...NUMBERING_SENTENCES,
  // register
  'state-secret': {
    vi: 'Văn bản có độ mật không được đưa vào hệ thống này (Điều 5.5 Luật Bảo vệ bí mật nhà nước 29/2018/QH14). Không có gì được lưu; hãy xử lý văn bản theo quy trình văn bản mật.',
    en: 'A document marked as a state secret may not enter this system (Law 29/2018/QH14 on protection of state secrets, Article 5.5). Nothing was stored; handle it as the rules for secret documents say.',
  },
  'wrong-state': {
    vi: 'Văn bản đã được người khác xử lý và không còn ở trạng thái này. Hãy tải lại để xem trạng thái hiện tại.',
    en: 'Somebody else has moved this document on. Reload it to see where it stands now.',
  },
  'not-found': {
    vi: 'Không tìm thấy mục này, hoặc bạn không có quyền xem. Hãy quay lại danh sách và thử lại.',
    en: 'This does not exist, or you may not see it. Go back to the list and try again.',
  },
  'duplicate-document': {
    vi: 'Văn bản này đã có trong sổ. Hãy kiểm tra văn bản đã đăng ký; nếu vẫn cần, xác nhận “Vẫn tiếp nhận”.',
    en: 'This document is already registered. Look at the registered one; if you still need it, confirm “Take it in anyway”.',
  },
  'number-taken': {
    vi: 'Số này vừa được cấp cho văn bản khác. Hãy cấp số lại để nhận số kế tiếp.',
    en: 'This number has just been given to another document. Number it again to get the next one.',
  },
  'book-not-suitable': {
    vi: 'Sổ này không dùng cho loại văn bản, năm hoặc cơ quan này. Hãy chọn sổ khác hoặc mở sổ mới.',
    en: 'This book is not for this kind of document, year or agency. Choose another book or open a new one.',
  },
  'type-numbered-elsewhere': {
    vi: 'Loại văn bản này đã được cấp số năm {year} ở sổ “{book}”; một loại không thể đánh số ở hai sổ trong cùng một năm. Hãy dùng tiếp sổ đó đến hết năm.',
    en: 'Documents of this kind already have numbers of {year} in the book “{book}”; one kind cannot be numbered in two books in the same year. Go on with that book until the year ends.',
  },
  'date-not-allowed': {
    vi: 'Ngày {date} không hợp lệ ở đây: ngày ban hành và ngày đến không được ở tương lai hoặc trước số liền trước, thời hạn không được trước ngày đến. Hãy chọn ngày khác.',
    en: 'The date {date} is not allowed here: dates of issue and arrival may not lie in the future or before the number given last, deadlines not before the arrival. Choose another date.',
  },
  // people
  'sign-in-required': {
    vi: 'Chưa biết ai đang làm việc. Hãy chọn tên của bạn rồi thử lại.',
    en: 'Nobody is working here yet. Choose your name, then try again.',
  },
  'wrong-credentials': {
    vi: 'Tên hoặc mật khẩu không đúng. Hãy nhập lại; nếu quên mật khẩu, nhờ quản trị đặt lại.',
    en: 'The name or password is wrong. Enter it again; if you forgot it, ask the admin to set a new one.',
  },
  'too-many-attempts': {
    vi: 'Nhập sai quá nhiều lần. Hãy thử lại sau {until}.',
    en: 'Too many wrong attempts. Try again after {until}.',
  },
  forbidden: {
    vi: 'Bạn không có quyền làm việc này. Hãy nhờ người có thẩm quyền, hoặc đề nghị quản trị cấp vai trò.',
    en: 'You may not do this. Ask somebody who may, or ask the admin for the role.',
  },
  'separation-of-duties': {
    vi: 'Người đã ký với tư cách lãnh đạo không được tự cấp số hoặc đóng dấu cơ quan cho văn bản đó. Hãy chuyển cho văn thư khác.',
    en: 'Whoever signed as leader may not number that document or sign it for the agency. Pass it to another clerk.',
  },
  'last-admin': {
    vi: 'Đây là quản trị viên cuối cùng nên không thể bỏ vai trò hoặc ngừng hoạt động. Hãy trao vai trò quản trị cho người khác trước.',
    en: 'This is the last admin and cannot lose the role or be deactivated. Give the admin role to somebody else first.',
  },
  ...WORKSPACE_SENTENCES,
  // calls
  'invalid-input': {
    vi: 'Dữ liệu nhập chưa hợp lệ. Hãy kiểm tra các ô được đánh dấu rồi thử lại.',
    en: 'Something entered is not valid. Check the marked fields, then try again.',
  },
  cancelled: {
    vi: 'Đã hủy theo yêu cầu; những gì đã xong vẫn được giữ. Có thể làm tiếp bất cứ lúc nào.',
    en: 'Cancelled as asked; what was finished is kept. You can go on at any time.',
  },
  internal: {
    vi: 'Đã có lỗi trong chương trình; dữ liệu đã lưu không bị ảnh hưởng. Hãy thử lại; nếu vẫn lỗi, báo quản trị số {requestId}.',
    en: 'Something went wrong in the program; saved data is not affected. Try again; if it fails again, give the admin the number {requestId}.',
  },
}

/** The sentence of a failure. */
export function sentenceFor(code: ErrorCode, details: ErrorDetails, language: 'vi' | 'en'): string {
  return fillSentence(SENTENCES[code], details, language)
}

/** A sentence with its details filled in; one that is missing leaves no braces behind, and takes its brackets along. */
export function fillSentence(sentence: Sentence, details: ErrorDetails, language: 'vi' | 'en'): string {
  const known = sentence[language].replace(/ \([^()]*\{(\w+)\}\)/g, (whole, name: string) =>
    details[name] === undefined ? '' : whole,
  )
  return known.replace(/\{(\w+)\}/g, (_whole, name: string) => inWords(name, worded(details[name]), language))
}

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T/

/** Dates and instants are shown as the office reads them: `22/11/2026`, `14:32 22/11/2026` at +07:00. */
function worded(value: ErrorDetails[string] | undefined): string {
  if (value === undefined || value === null) return '…'
  const text = String(value)
  if (CIVIL_DATE.test(text)) return text.split('-').toReversed().join('/')
  if (!INSTANT.test(text)) return text
  const local = new Date(Date.parse(text) + 7 * 3_600_000)
  const two = (part: number) => String(part).padStart(2, '0')
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
  return `${time} ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${String(local.getUTCFullYear())}`
}
