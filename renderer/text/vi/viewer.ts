export const viewer = {
  pages: 'Các trang của văn bản',
  pageOf: 'Trang {{number}} trên {{total}}',
  zoomIn: 'Phóng to',
  zoomOut: 'Thu nhỏ',
  fitWidth: 'Vừa chiều rộng',
}
