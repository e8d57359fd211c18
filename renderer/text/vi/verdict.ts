import { verdictNames } from '#contract/words/report-vi'

export const verdict = {
  ...verdictNames,
  signedAt: 'Giờ ký (người ký khai)',
  noTime: 'không ghi',
  timestamp: 'Dấu thời gian',
  covers: 'Phạm vi',
  coversAll: 'toàn bộ tệp',
  coversPart: 'phiên bản {{revision}}/{{revisions}}, {{percent}} của tệp',
  level: 'Mức, thuật toán',
  field: 'Trường chữ ký',
  issuer: 'Nơi cấp chứng thư',
  validity: 'Hiệu lực',
  serial: 'Số chứng thư',
  changesAfter: 'Thay đổi sau chữ ký này',
  checking: 'Đang kiểm tra chữ ký',
  checkAgain: 'Kiểm tra lại',
}
