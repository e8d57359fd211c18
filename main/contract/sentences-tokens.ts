import type { ErrorCode } from './errors.ts'
import type { Sentence } from './sentences.ts'

/** Sentences about tokens and their middleware: what happened, and what to do. */
export const TOKEN_SENTENCES = {
  'token-module-missing': {
    vi: 'Không đọc được tệp phần mềm token {module}. Hãy cài phần mềm của nơi cấp chứng thư số, hoặc kiểm tra đường dẫn.',
    en: 'The token software {module} cannot be read. Install the software of your certificate’s issuer, or check the path.',
  },
  'token-module-not-listed': {
    vi: 'Máy chủ này chỉ nạp phần mềm token có trong danh sách của nó. Người quản lý máy chủ thêm "{module}" vào mục "tokenModules" của tệp workspace.json, rồi thử lại.',
    en: 'This server loads only token software that is on its list. Whoever runs the server adds "{module}" to "tokenModules" in workspace.json; then try again.',
  },
  'token-module-not-confirmed': {
    vi: 'Tệp {module} không phải là tệp đã được xác nhận: mã SHA-256 khác. Chưa nạp gì cả. Hãy xem lại tệp rồi xác nhận lần nữa.',
    en: 'The file {module} is not the one that was confirmed: its SHA-256 differs. Nothing was loaded. Look at the file again and confirm it anew.',
  },
  'token-module-not-a-library': {
    vi: 'Tệp {module} không phải là thư viện dùng được trên máy này. Hãy chọn tệp PKCS#11 của token (.dll trên Windows, .so trên Linux, .dylib trên macOS).',
    en: 'The file {module} is not a library for this system. Choose the token’s PKCS#11 file (.dll on Windows, .so on Linux, .dylib on macOS).',
  },
  'token-module-wrong-architecture': {
    vi: 'Phần mềm token {module} là bản {made}, còn Văn Thư là bản {needed}, nên không dùng chung được. Hãy cài bản {needed} của phần mềm token (trên Windows 64-bit, bản đúng nằm trong C:\\Windows\\System32, không phải SysWOW64).',
    en: 'The token software {module} is {made}, Văn Thư is {needed}: they cannot work together. Install the {needed} edition of the token software (on 64-bit Windows it stands in C:\\Windows\\System32, not in SysWOW64).',
  },
  'token-module-unusable': {
    vi: 'Không dùng được phần mềm token {module} (lý do: {reason}). Hãy chọn tệp PKCS#11 của token, hoặc cài lại phần mềm của nơi cấp.',
    en: 'The token software {module} cannot be used (reason: {reason}). Choose the token’s PKCS#11 file, or install its maker’s software again.',
  },
  'token-driver-crashed': {
    vi: 'Phần mềm token {module} đã dừng đột ngột; Văn Thư vẫn chạy. Hãy rút và cắm lại token rồi thử lại; nếu vẫn lỗi, hãy cập nhật phần mềm token.',
    en: 'The token software {module} stopped suddenly; Văn Thư goes on. Pull the token out, put it back and try again; if it fails again, update the token’s software.',
  },
  'token-driver-silent': {
    vi: 'Phần mềm token {module} không trả lời sau {seconds} giây nên đã bị dừng; Văn Thư vẫn chạy. Hãy rút và cắm lại token rồi thử lại.',
    en: 'The token software {module} did not answer for {seconds} seconds and was ended; Văn Thư goes on. Pull the token out, put it back and try again.',
  },
  'token-not-found': {
    vi: 'Không thấy token tên “{token}”. Đang cắm: {present}. Hãy cắm token hoặc kiểm tra tên.',
    en: 'There is no token named “{token}”. Present: {present}. Plug the token in, or check its name.',
  },
  'token-removed': {
    vi: 'Token “{token}” đã bị rút ra. Những văn bản đã ký vẫn còn giá trị; hãy cắm lại token, nhập mã PIN rồi ký tiếp phần còn lại.',
    en: 'The token “{token}” was pulled out. What was signed stays signed; put the token back, enter the PIN and sign the rest.',
  },
  'token-pin-wrong': {
    vi: 'Mã PIN của token “{token}” không đúng. Chưa văn bản nào được ký; hãy nhập lại thật cẩn thận, vì token tự khóa sau vài lần sai.',
    en: 'The PIN of the token “{token}” is wrong. No document was signed; enter it again with care, as the token locks itself after a few wrong ones.',
  },
  'token-pin-last-try': {
    vi: 'Mã PIN của token “{token}” không đúng và chỉ còn một lần thử: sai lần nữa thì token bị khóa. Hãy hỏi nơi cấp trước khi nhập lại nếu không chắc.',
    en: 'The PIN of the token “{token}” is wrong and one try is left: one more wrong PIN locks the token. If you are not sure, ask its issuer first.',
  },
  'token-pin-locked': {
    vi: 'Token “{token}” đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy mở khóa bằng PUK trong phần mềm của token, hoặc liên hệ nơi cấp; Văn Thư không thử thêm lần nào.',
    en: 'The token “{token}” is locked after too many wrong PINs. Unlock it with its PUK in the token’s own program, or ask its issuer; Văn Thư does not try again.',
  },
  'token-pin-not-set': {
    vi: 'Token “{token}” chưa đặt mã PIN, hoặc mã PIN đã hết hạn. Hãy đặt mã PIN bằng phần mềm của token rồi thử lại.',
    en: 'The token “{token}” has no PIN yet, or it has expired. Set the PIN in the token’s own program, then try again.',
  },
  'token-key-missing': {
    vi: 'Trên token “{token}” có chứng thư số này nhưng không có khóa bí mật của nó. Hãy chọn chứng thư khác, hoặc liên hệ nơi cấp.',
    en: 'The token “{token}” has this certificate but not its private key. Choose another certificate, or ask its issuer.',
  },
  'token-key-ambiguous': {
    vi: 'Token “{token}” có {count} chứng thư số phù hợp. Hãy chọn một bằng --key TÊN: {labels}.',
    en: 'The token “{token}” has {count} certificates that fit. Choose one with --key LABEL: {labels}.',
  },
  'token-certificate-missing': {
    vi: 'Trên token “{token}” không có chứng thư số nào phù hợp để ký ({key}); khóa không có chứng thư thì không ký được. Hãy kiểm tra tên, hoặc nạp chứng thư số vào token bằng phần mềm của nơi cấp.',
    en: 'The token “{token}” has no certificate to sign with ({key}); a key without its certificate cannot sign. Check the name, or put the certificate on the token with its issuer’s program.',
  },
  'token-signature-wrong': {
    vi: 'Token “{token}” tạo ra chữ ký không khớp với chứng thư số nên chữ ký bị bỏ. Hãy cập nhật phần mềm token hoặc liên hệ nơi cấp.',
    en: 'The token “{token}” made a signature that does not fit its certificate; it was thrown away. Update the token’s software, or ask its issuer.',
  },
  'token-refused': {
    vi: 'Token “{token}” từ chối thao tác ({answer}). Hãy rút và cắm lại token rồi thử lại; nếu vẫn lỗi, gửi mã này cho nơi cấp.',
    en: 'The token “{token}” refused ({answer}). Pull it out, put it back and try again; if it refuses again, give this code to its issuer.',
  },
} as const satisfies Partial<Record<ErrorCode, Sentence>>
