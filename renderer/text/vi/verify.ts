export const verify = {
  title: 'Kiểm tra chữ ký',
}
