export const verdict = {
  'TOTAL-PASSED': 'Hợp lệ',
  'TOTAL-FAILED': 'Không hợp lệ',
  INDETERMINATE: 'Chưa kết luận',
  'NO-SIGNATURE': 'Không có chữ ký',
}
