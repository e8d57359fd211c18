import { report } from '#contract/words/report-vi'

export const verify = {
  title: 'Kiểm tra chữ ký',
  intro: 'Thả tệp PDF để biết ai đã ký, khi nào, và nội dung có còn nguyên vẹn không.',
  introHint: 'Tệp không được lưu vào sổ. Có thể thả nhiều tệp một lúc.',
  choose: 'Chọn tệp PDF',
  more: 'Kiểm tra tệp khác',
  dropTitle: 'Thả tệp PDF vào đây',
  filePassword: 'Mật khẩu của tệp PDF',
  openFile: 'Mở và kiểm tra',
  files: 'Các tệp đã kiểm tra',
  waiting: 'Đang chờ',
  uploading: 'Đang nhận tệp',
  notChecked: 'Chưa kiểm tra được',
  checking: 'Đang kiểm tra chữ ký',
  removeFile: 'Bỏ {{file}} khỏi danh sách',
  copyReason: 'Chép lý do trả lại',
  copied: 'Đã chép',
  reasonLabel: 'Lý do trả lại (có thể chép):',
  checkedAt: 'Kiểm tra lúc {{time}}',
  checkedOffline: 'Kiểm tra lúc {{time}}, không hỏi nơi cấp chứng thư',
  seeShared: 'Lý do là điều chung cho mọi chữ ký, ở trên.',
  changesRaw: 'Thay đổi (mã)',
  saveReport: 'Lưu báo cáo PDF',
  own: {
    'TOTAL-PASSED': {
      title: 'Chữ ký hợp lệ',
      sentence: 'Mọi chữ ký ({{n}}) đều hợp lệ; sau khi ký không có thay đổi trái phép.',
    },
    'TOTAL-FAILED': {
      title: 'Chữ ký không hợp lệ',
      sentence: '{{bad}} trong {{n}} chữ ký không hợp lệ. Không phát hành; báo người quản trị. Lý do ở từng chữ ký.',
    },
    INDETERMINATE: {
      title: 'Chưa kết luận được',
      sentence: '{{bad}} trong {{n}} chữ ký chưa đủ căn cứ để kết luận là hợp lệ. Lý do ở từng chữ ký.',
    },
    'NO-SIGNATURE': { title: 'Chưa ký', sentence: 'Văn bản chưa có chữ ký số nào.' },
  },
  ...report,
}
