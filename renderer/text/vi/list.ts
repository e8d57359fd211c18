export const list = {
  next: 'Dòng tiếp theo',
  previous: 'Dòng trước',
  open: 'Mở',
  pick: 'Chọn hoặc bỏ chọn dòng',
  extend: 'Chọn và xuống dòng',
  all: 'Chọn tất cả',
  clear: 'Bỏ chọn, quay lại',
  search: 'Đến ô tìm kiếm',
  clearSearch: 'Xóa từ đang tìm',
  empty: 'Không có văn bản nào khớp',
  emptyHint: 'Đổi bộ lọc hoặc từ cần tìm.',
}
