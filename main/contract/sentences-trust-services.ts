/**
 * What fails outside the office: time-stamping authorities, OCSP, revocation lists. Each sentence says what was lost and
 * what can be done without the service.
 */
export const TRUST_SERVICE_SENTENCES = {
  'tsa-not-set': {
    vi: 'Mức chữ ký này cần dấu thời gian nhưng chưa có địa chỉ máy chủ cấp dấu thời gian (TSA). Cần nhập địa chỉ ở Quản trị – Mức chữ ký (dòng lệnh: --tsa), hoặc ký ở mức B-B.',
    en: 'This level needs a timestamp, but no time-stamping authority (TSA) is set. Its address is entered under Administration – Signature level (command line: --tsa), or sign at level B-B.',
  },
  'tsa-unreachable': {
    vi: 'Máy chủ cấp dấu thời gian ({host}) không trả lời. Chưa có dấu thời gian nào được gắn; hãy kiểm tra mạng và địa chỉ, hoặc ký ở mức B-B rồi nâng mức sau.',
    en: 'The time-stamping authority ({host}) does not answer. No timestamp was added; check the network and the address, or sign at level B-B and raise the level later.',
  },
  'tsa-answer-unreadable': {
    vi: 'Máy chủ dấu thời gian ({host}) trả về dữ liệu không phải dấu thời gian ({reason}). Hãy kiểm tra địa chỉ TSA, hoặc ký ở mức B-B rồi nâng mức sau.',
    en: 'The time-stamping server ({host}) answered with something that is no timestamp ({reason}). Check the address of the TSA, or sign at level B-B and raise the level later.',
  },
  'tsa-refused': {
    vi: 'Máy chủ cấp dấu thời gian ({host}) từ chối yêu cầu ({reason}). Hãy thử thuật toán băm khác ở Quản trị – Mức chữ ký, hoặc liên hệ nơi cung cấp dịch vụ.',
    en: 'The time-stamping authority ({host}) refused the request ({reason}). Try another digest under Administration – Signature level, or ask the service’s provider.',
  },
  'tsa-answer-wrong': {
    vi: 'Dấu thời gian nhận được ({host}) không đạt kiểm tra ({reason}) nên không được gắn vào chữ ký. Đừng dùng máy chủ này cho đến khi nơi cung cấp giải thích được; có thể ký ở mức B-B rồi nâng mức sau.',
    en: 'The timestamp ({host}) did not pass its check ({reason}) and was not put into the signature. Do not use this server until its provider can explain it; you can sign at level B-B and raise the level later.',
  },
  'service-unreachable': {
    vi: 'Máy chủ ({host}) không trả lời. Hãy kiểm tra mạng rồi thử lại.',
    en: 'The server ({host}) does not answer. Check the network, then try again.',
  },
  'service-answer-unreadable': {
    vi: 'Máy chủ ({host}) trả về dữ liệu không đọc được ({reason}). Hãy thử lại sau; nếu vẫn vậy, báo nơi cấp chứng thư số.',
    en: 'The server ({host}) answered with something that cannot be read ({reason}). Try again later; if it stays so, tell the certificate’s issuer.',
  },
  'certificate-revoked': {
    vi: 'Chứng thư số “{subject}” đã bị thu hồi lúc {revokedAt} nên không được dùng để ký (Điều 5.1.a Thông tư 15/2025/TT-BKHCN). Hãy dùng chứng thư khác và báo quản trị.',
    en: 'The certificate “{subject}” was revoked at {revokedAt} and may not sign (Circular 15/2025/TT-BKHCN, Article 5.1.a). Use another certificate and tell the admin.',
  },
  'issuer-revoked': {
    vi: 'Chứng thư của nơi cấp “{issuer}” đã bị thu hồi lúc {revokedAt}, nên chứng thư số do nơi này cấp không được dùng để ký (Điều 5.1.a Thông tư 15/2025/TT-BKHCN). Hãy dùng chứng thư của nơi cấp khác và báo quản trị.',
    en: 'The certificate of the issuer “{issuer}” was revoked at {revokedAt}, so the certificates it has issued may not sign (Circular 15/2025/TT-BKHCN, Article 5.1.a). Use a certificate of another issuer and tell the admin.',
  },
  'issuer-not-found': {
    vi: 'Chữ ký chưa đủ dữ liệu kiểm tra lâu dài: không tìm thấy chứng thư của nơi cấp ({issuer}) đã cấp chứng thư số ({subject}). Cần thêm chứng thư của nơi cấp hoặc gốc của nơi này ở Quản trị – Gốc tin cậy (dòng lệnh: --trust), rồi nâng mức lại.',
    en: 'The long-term validation data is incomplete: the certificate of the issuer ({issuer}) of the certificate ({subject}) was not found. That issuer or its root has to be added under Administration – Trusted roots (command line: --trust); then raise the level again.',
  },
  'revocation-unavailable': {
    vi: 'Không lấy được trạng thái thu hồi của chứng thư số ({subject}) qua OCSP hoặc CRL. Chữ ký vẫn hợp lệ ở mức hiện có; hãy nâng mức lại khi dịch vụ của nơi cấp hoạt động.',
    en: 'The revocation status of the certificate ({subject}) could not be had by OCSP or CRL. The signature stands at the level it has; raise it again when its issuer’s service works.',
  },
  'validation-data-too-large': {
    vi: 'Danh sách thu hồi của nơi cấp ({issuer}) quá lớn để đưa vào tệp. Hãy dùng chứng thư có dịch vụ OCSP cho mức B-LT.',
    en: 'The revocation list of the issuer ({issuer}) is too large to be put into the file. Use a certificate with an OCSP service for level B-LT.',
  },
  'no-signature': {
    vi: 'Tệp này không có chữ ký PAdES còn nguyên vẹn nào để nâng mức. Hãy ký tệp trước.',
    en: 'This file has no intact PAdES signature whose level could be raised. Sign it first.',
  },
  'level-not-reached': {
    vi: 'Sau khi nâng mức, việc xác thực vẫn chưa thấy tệp đạt {wanted}; tệp được giữ nguyên và sẽ được thử lại. Hãy xem kết quả xác thực của văn bản và các gốc tin cậy.',
    en: 'After raising, verification still does not find the file at {wanted}; the file stays as it was and is tried again. Look at the document’s verification and the trusted roots.',
  },
} as const
