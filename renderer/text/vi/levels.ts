import { levelNames } from '#contract/words/paper-vi'

export const levels = {
  title: 'Mức chữ ký số',
  hint: 'B-B: chỉ chữ ký. B-T: thêm dấu thời gian, chứng minh lúc ký. B-LT: thêm chuỗi chứng thư và trạng thái thu hồi, để kiểm tra được nhiều năm sau. B-LTA: thêm dấu thời gian lưu trữ cho toàn bộ.',
  level: 'Mức của chữ ký cơ quan',
  levelHint: 'Các chữ ký trước đó trong văn bản được gắn dấu thời gian (B-T) nếu mức chọn từ B-T trở lên.',
  name: levelNames,
  tsa: 'Máy chủ cấp dấu thời gian (TSA)',
  tsaHint: 'Địa chỉ http hoặc https do nhà cung cấp dịch vụ giao.',
  tsaNeeded: 'Từ mức B-T trở lên cần có địa chỉ này.',
  tsaWrong: 'Địa chỉ bắt đầu bằng http:// hoặc https://.',
  digest: 'Thuật toán băm gửi cho TSA',
  digestHint: 'Một số TSA chỉ nhận SHA-256.',
  trial: {
    run: 'Thử máy chủ',
    works: 'Máy chủ dùng được: đã cấp một dấu thời gian thử trong {{seconds}} giây',
    untrusted: 'Máy chủ cấp được dấu thời gian ({{seconds}} giây), nhưng văn phòng chưa tin cậy nơi cấp',
    untrustedHint:
      'Không có gốc nào dùng cho dấu thời gian dẫn tới chứng thư của máy chủ (thiếu: {{issuer}}). Hãy thêm gốc của nhà cung cấp ở thẻ Gốc tin cậy; nếu chưa có, thời gian trên chữ ký không được công nhận khi kiểm tra.',
    by: 'Tên máy chủ: {{name}}. Chứng thư số của máy chủ có hiệu lực đến {{end}}.',
    token: 'Chính sách: {{policy}}. Giờ trong dấu thời gian: {{time}}.',
    advice: {
      noConnection:
        'Hãy xem lại tên máy chủ và cổng trong địa chỉ, rồi kiểm tra mạng và tường lửa của cơ quan. Máy chủ có thể đang ngừng; thử lại sau ít phút.',
      path: 'Máy chủ có thật nhưng không cấp dấu thời gian ở đường dẫn này, hoặc đòi đăng nhập. Hãy so địa chỉ với địa chỉ nhà cung cấp giao, hoặc hỏi nhà cung cấp.',
      later: 'Dịch vụ của nhà cung cấp đang có lỗi hoặc quá tải. Hãy thử lại sau ít phút.',
      otherService:
        'Địa chỉ này không phải của dịch vụ cấp dấu thời gian, hoặc mạng của cơ quan trả về một trang đăng nhập. Hãy so với địa chỉ nhà cung cấp giao.',
      refused: 'Hãy thử thuật toán băm khác (SHA-256 được nhận nhiều nhất), hoặc hỏi nhà cung cấp.',
      wrong: 'Đừng dùng máy chủ này cho đến khi nhà cung cấp giải thích được.',
    },
  },
  saved: 'Đã lưu mức chữ ký.',
  waiting: 'Văn bản chờ nâng mức',
  waitingHint:
    'Đã ký hợp lệ nhưng chưa đạt mức đã chọn, thường vì máy chủ dấu thời gian hoặc OCSP không trả lời. Văn Thư tự thử lại trong nền; chữ ký đã có không bị thay đổi.',
  waitingNone: 'Không có văn bản nào chờ nâng mức. Văn bản ký trước khi đổi mức giữ mức cũ.',
  waitingCount_one: '{{n}} văn bản',
  waitingCount_other: '{{n}} văn bản',
  subject: 'Trích yếu',
  reached: 'Đang có',
  wanted: 'Cần đạt',
  why: 'Lý do',
  tried: 'Thử lần cuối',
  notTried: 'Chưa thử',
  attempts_one: 'đã thử {{n}} lần',
  attempts_other: 'đã thử {{n}} lần',
  notReady: 'Chờ cơ quan ký xong rồi mới nâng',
  raise: 'Nâng mức ngay',
  raising: 'Đang nâng mức {{done}}/{{of}}',
  raisedSome: '{{raised}} văn bản đã nâng mức · {{failed}} chưa được',
  stop: 'Dừng',
  willReach:
    'Mức chữ ký: {{level}} (máy chủ {{tsa}}). Máy chủ không trả lời thì vẫn ký, ở mức thấp hơn, và được nâng mức sau.',
  slow: 'Văn bản này lâu hơn thường lệ, có thể vì máy chủ dấu thời gian ({{tsa}}) hoặc dịch vụ OCSP, CRL trả lời chậm. Không phải làm gì: nếu không có trả lời thì văn bản vẫn được ký, ở mức thấp hơn, và được nâng mức sau.',
  lowerSome_one:
    '{{n}} văn bản đã ký xong nhưng chưa đạt mức của văn phòng. Không cần ký lại: Văn Thư tự nâng mức khi cơ quan đã ký và máy chủ trả lời; người quản trị theo dõi ở Quản trị – Mức chữ ký.',
  lowerSome_other:
    '{{n}} văn bản đã ký xong nhưng chưa đạt mức của văn phòng. Không cần ký lại: Văn Thư tự nâng mức khi cơ quan đã ký và máy chủ trả lời; người quản trị theo dõi ở Quản trị – Mức chữ ký.',
  lowAtIssue:
    'Chữ ký mới ở mức {{reached}}, chưa đạt {{wanted}}. Tệp gửi đi bây giờ giữ mức này; chỉ tệp trong sổ được nâng sau. Không gấp thì có thể chờ nâng mức xong rồi phát hành.',
  low: 'Chữ ký ở mức {{reached}}, chưa đạt mức {{wanted}} của văn phòng',
  lowNext: 'Văn Thư tự nâng mức trong nền (lần thử tới từ {{time}}). Chữ ký đã có không bị thay đổi.',
  lowLater: 'Văn Thư tự nâng mức sau khi cơ quan ký xong. Chữ ký đã có không bị thay đổi.',
  check: {
    title: 'Chứng thư số này: điều người ký cần biết',
    checking: 'Đang kiểm tra chứng thư số',
    failed: 'Chưa kiểm tra được chứng thư số này trước khi ký.',
    good: 'Chứng thư số còn hiệu lực, chưa bị thu hồi ({{by}}).',
    revoked: 'Đã bị thu hồi lúc {{date}}. Không được dùng để ký (Điều 5.1.a Thông tư 15/2025/TT-BKHCN).',
    expired: 'Đã hết hạn lúc {{date}}. Không được dùng để ký.',
    'not-yet-valid': 'Chỉ có hiệu lực từ {{date}}. Chưa được dùng để ký.',
    'not-for-signing': 'Không được cấp để ký số.',
    'no-trust-anchors': 'Văn phòng chưa có CA tin cậy nào, nên chưa kiểm tra được nơi cấp.',
    'issuer-unknown':
      'Không nối được tới CA nào mà văn phòng tin cậy ({{issuer}}): văn phòng sẽ không nhận chữ ký này. Hãy nhờ quản trị thêm gốc của nơi cấp ở Quản trị – Gốc tin cậy rồi mới ký.',
    'chain-broken': 'Chuỗi chứng thư của nơi cấp không hợp lệ ({{issuer}}).',
    'issuer-revoked':
      'Chứng thư của nơi cấp đã bị thu hồi lúc {{date}} ({{issuer}}). Chứng thư do nơi này cấp không được dùng để ký.',
    'revocation-unknown':
      'Chưa kiểm tra được trạng thái thu hồi: chứng thư không nêu dịch vụ, hoặc dịch vụ OCSP, CRL không trả lời. Nếu biết chứng thư vẫn dùng được, có thể ký.',
    'ends-soon': 'Còn {{days}} ngày là hết hạn ({{date}}). Hãy đề nghị gia hạn.',
  },
}
