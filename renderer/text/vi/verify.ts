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
  checking: 'Đang kiểm tra chữ ký',
  removeFile: 'Bỏ {{file}} khỏi danh sách',
  ...report,
}
