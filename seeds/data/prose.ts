import type { DocumentTypeCode } from '#contract/document-types'

/** Grounds of a decision (căn cứ); `{subject}` is what the decision is about. NĐ 30/2020, PL I, I.II.6.b. */
export const GROUNDS = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;',
  'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
  'Căn cứ chức năng, nhiệm vụ, quyền hạn được giao và chương trình công tác năm;',
  'Xét đề nghị của bộ phận chuyên môn tại tờ trình đã gửi kèm hồ sơ.',
] as const

/** Openings by type; `{agency}` the writer, `{subject}` what it is about, in lower case. */
export const OPENINGS: Readonly<Partial<Record<DocumentTypeCode, readonly string[]>>> = {
  'cong-van': [
    'Thực hiện chương trình công tác năm và ý kiến chỉ đạo của cấp trên {subject}, {agency} đề nghị các cơ quan, đơn vị tập trung thực hiện một số nội dung sau:',
    'Trong thời gian qua, các cơ quan, đơn vị đã có nhiều cố gắng trong thực hiện nhiệm vụ được giao; tuy nhiên vẫn còn một số hạn chế. Để khắc phục kịp thời, {agency} có ý kiến {subject} như sau:',
  ],
  'bao-cao': [
    'Thực hiện chế độ thông tin, báo cáo định kỳ, {agency} báo cáo như sau:',
    'Thực hiện kế hoạch công tác năm, {agency} tổng hợp, báo cáo kết quả cụ thể như sau:',
  ],
  'to-trinh': [
    'Trên cơ sở kết quả rà soát và yêu cầu nhiệm vụ được giao, {agency} kính trình cấp có thẩm quyền xem xét nội dung sau:',
  ],
  'thong-bao': [
    'Ngày làm việc vừa qua, tại trụ sở cơ quan đã diễn ra cuộc họp với sự tham gia của đại diện các bộ phận liên quan. Sau khi nghe báo cáo và ý kiến thảo luận, {agency} thông báo như sau:',
  ],
  'ke-hoach': [
    'Để bảo đảm hoàn thành các nhiệm vụ được giao đúng tiến độ, {agency} ban hành kế hoạch với các nội dung chủ yếu sau:',
  ],
  'giay-moi': ['{agency} trân trọng kính mời đại diện lãnh đạo cơ quan, đơn vị tới dự cuộc họp với các nội dung sau:'],
}

/** Sections of reports and plans. */
export const SECTIONS: Readonly<Partial<Record<DocumentTypeCode, readonly string[]>>> = {
  'bao-cao': ['I. KẾT QUẢ ĐẠT ĐƯỢC', 'II. TỒN TẠI, HẠN CHẾ', 'III. PHƯƠNG HƯỚNG, NHIỆM VỤ'],
  'ke-hoach': ['I. MỤC ĐÍCH, YÊU CẦU', 'II. NỘI DUNG THỰC HIỆN', 'III. TỔ CHỨC THỰC HIỆN'],
}

export const SENTENCES = [
  'Tiếp tục quán triệt, triển khai đầy đủ các văn bản chỉ đạo của cấp trên đến toàn thể cán bộ, công chức, viên chức và người lao động trong cơ quan, đơn vị.',
  'Phân công rõ người, rõ việc, rõ thời hạn hoàn thành; gắn kết quả thực hiện với đánh giá, xếp loại hằng tháng của từng cá nhân.',
  'Rà soát toàn bộ hồ sơ, tài liệu có liên quan, bảo đảm đầy đủ, chính xác và cập nhật kịp thời lên hệ thống quản lý văn bản và điều hành.',
  'Chủ động phối hợp với các cơ quan, đơn vị có liên quan giải quyết những khó khăn, vướng mắc phát sinh; kịp thời báo cáo những nội dung vượt thẩm quyền.',
  'Tăng cường thông tin, tuyên truyền bằng nhiều hình thức phù hợp để tổ chức, cá nhân biết, thực hiện và giám sát.',
  'Bố trí kinh phí từ nguồn dự toán được giao đầu năm, bảo đảm đúng chế độ, tiết kiệm và hiệu quả.',
  'Ký số đầy đủ của người có thẩm quyền và của cơ quan trên các văn bản điện tử trước khi phát hành theo quy định tại Nghị định số 30/2020/NĐ-CP.',
  'Tổ chức kiểm tra định kỳ và đột xuất việc thực hiện; kịp thời biểu dương đơn vị làm tốt, chấn chỉnh đơn vị chậm trễ.',
  'Kết quả thực hiện trong kỳ cơ bản bám sát kế hoạch đề ra, các chỉ tiêu chủ yếu đạt và vượt so với cùng kỳ năm trước.',
  'Việc phối hợp giữa các bộ phận có nơi, có lúc chưa chặt chẽ; một số nội dung báo cáo còn chậm so với thời hạn yêu cầu.',
  'Tập trung thực hiện dứt điểm các nhiệm vụ còn tồn đọng; thường xuyên theo dõi, đôn đốc bảo đảm không có nhiệm vụ quá hạn.',
  'Đẩy mạnh ứng dụng công nghệ thông tin, sử dụng văn bản điện tử thay thế văn bản giấy trong giải quyết công việc.',
  'Giao bộ phận Văn phòng làm đầu mối theo dõi, tổng hợp kết quả, tham mưu lãnh đạo cơ quan chỉ đạo kịp thời.',
  'Các đơn vị căn cứ nhiệm vụ được giao xây dựng kế hoạch chi tiết, hoàn thành trong thời hạn mười ngày làm việc kể từ ngày nhận được văn bản này.',
] as const

export const CLOSINGS: Readonly<Partial<Record<DocumentTypeCode, string>>> = {
  'cong-van': 'Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện; kết quả gửi về {agency} để tổng hợp./.',
  'bao-cao': 'Trên đây là báo cáo của {agency}, kính báo cáo cấp có thẩm quyền xem xét, chỉ đạo./.',
  'to-trinh': 'Kính đề nghị cấp có thẩm quyền xem xét, quyết định./.',
  'thong-bao': 'Trên đây là nội dung thông báo, đề nghị các bộ phận có liên quan biết, thực hiện./.',
  'ke-hoach':
    'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh về {agency} để xem xét, giải quyết./.',
  'giay-moi': 'Sự có mặt đầy đủ, đúng giờ của đại biểu góp phần vào thành công của cuộc họp./.',
}

/** Articles of a decision. */
export const ARTICLES = [
  'Điều 1. Ban hành kèm theo Quyết định này các nội dung {subject}, với mục tiêu, nhiệm vụ và tiến độ cụ thể đã được thẩm định.',
  'Điều 2. Các bộ phận chuyên môn có trách nhiệm tổ chức thực hiện, kiểm tra, đôn đốc và định kỳ hằng quý báo cáo kết quả theo quy định.',
  'Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký.',
  'Điều 4. Chánh Văn phòng, thủ trưởng các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.',
] as const

/** Recipients of an outgoing document as offices list them; the last is always the archive copy. */
export const RECIPIENTS = [
  ['Như trên', 'Lưu: VT'],
  ['Như Điều 4', 'Lưu: VT'],
  ['UBND tỉnh (b/c)', 'Các cơ quan, đơn vị liên quan', 'Lưu: VT'],
  ['Chủ tịch, các Phó Chủ tịch', 'Các phòng, ban chuyên môn', 'Lưu: VT'],
  ['Như trên', 'Lãnh đạo cơ quan (b/c)', 'Cổng thông tin điện tử', 'Lưu: VT'],
] as const

/** Senders outside the demo province. Their documents and the people who sign them are invented all the same. */
export const OUTSIDE_SENDERS = [
  {
    name: 'Bộ Nội vụ (mô phỏng)',
    lines: ['BỘ NỘI VỤ', '(MÔ PHỎNG)'],
    symbol: 'BNV',
    place: 'Hà Nội',
    position: 'Thứ trưởng',
    signer: 'Hoàng Thử Nghiệm',
  },
  {
    name: 'Văn phòng Chính phủ (mô phỏng)',
    lines: ['VĂN PHÒNG CHÍNH PHỦ', '(MÔ PHỎNG)'],
    symbol: 'VPCP',
    place: 'Hà Nội',
    position: 'Phó Chủ nhiệm',
    signer: 'Đoàn Thị Mẫu',
  },
  {
    name: 'Bộ Khoa học và Công nghệ (mô phỏng)',
    lines: ['BỘ KHOA HỌC', 'VÀ CÔNG NGHỆ (MÔ PHỎNG)'],
    symbol: 'BKHCN',
    place: 'Hà Nội',
    position: 'Thứ trưởng',
    signer: 'Lý Văn Phỏng',
  },
] as const
