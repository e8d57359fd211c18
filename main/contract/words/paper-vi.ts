/** PAdES levels, by what each adds. ETSI EN 319 142-1, 6. */
export const levelNames = {
  'B-B': 'B-B · chữ ký',
  'B-T': 'B-T · có dấu thời gian',
  'B-LT': 'B-LT · kiểm tra lâu dài',
  'B-LTA': 'B-LTA · lưu trữ lâu dài',
}

/** What only the printed report and the command line say; the words of the findings are shared with the page. */
export const paper = {
  title: 'Kết quả kiểm tra chữ ký số',
  titleOne: 'Kết quả kiểm tra chữ ký số: {{file}}',
  fileName: 'Kết quả kiểm tra – {{file}}.pdf',
  pageOf: 'Trang {{page}}/{{pages}}',
  madeBy: 'Lập bằng phần mềm Văn Thư',
  about: {
    madeAt: 'Kiểm tra lúc',
    judgedFor: 'Xét cho thời điểm',
    by: 'Người kiểm tra',
    office: 'Cơ quan',
    asked: 'Dữ liệu dùng để xét',
    files: 'Số tệp',
  },
  online: 'Tệp, gốc tin cậy đã nhập, và các dịch vụ mà chứng thư ghi (OCSP, CRL, nơi lấy chứng thư của nơi cấp).',
  offline: 'Chỉ tệp và gốc tin cậy đã nhập; không hỏi dịch vụ nào qua mạng.',
  overview: 'Các tệp',
  file: {
    name: 'Tên tệp',
    sha256: 'SHA-256',
    size: 'Dung lượng',
  },
  sizeOf: '{{bytes}} byte ({{size}})',
  verdict: 'Kết luận',
  unreadable: 'Không kiểm tra được',
  whatFound: 'Lý do và việc cần làm',
  todo: 'Việc cần làm: {{todo}}',
  fact: {
    chain: 'Đường dẫn chứng thư',
    indication: 'Kết luận theo EN 319 102-1',
    page: 'Vị trí',
  },
  chainNone: 'không có chứng thư nào',
  chainLine: '{{index}}. {{name}} (hạn {{from}} – {{to}})',
  levelOther: { CMS: 'chữ ký PDF không theo chuẩn PAdES (CMS)', unknown: 'không xác định' },
  versionLine: '{{version}} ({{size}}): {{what}}',
  open: 'Điều chưa kiểm tra được',
  openNone: 'Không có: mọi điều cần hỏi đều đã được trả lời.',
  openOffline:
    'Kiểm tra ngoại tuyến: không hỏi nơi cấp chứng thư về việc thu hồi và không tải chứng thư trung gian còn thiếu. Hãy kiểm tra lại khi có mạng.',
  openRevocation: 'Thu hồi, chữ ký {{numbers}}: {{what}}',
  closing:
    'Bản này ghi kết quả kiểm tra chữ ký số theo Điều 6 Thông tư 15/2025/TT-BKHCN, tại thời điểm nêu trên, với các gốc tin cậy mà cơ quan đã nhập. Nó không thay cho tệp gốc; để đối chiếu, so giá trị SHA-256 của tệp với giá trị ghi ở đây.',
}
