export const who = {
  title: 'Ai đang làm việc?',
  hint: 'Chọn tên để bắt đầu. Mọi việc được ghi theo tên người đang làm.',
  search: 'Tìm theo tên, chức vụ hoặc cơ quan',
  people: 'Danh sách người',
  featured: 'Gợi ý',
  found_one: '{{number}} người',
  found_other: '{{number}} người',
  nobody: 'Không có ai khớp',
  nobodyHint: 'Thử tìm bằng một phần của tên; không cần dấu.',
  start: 'Bắt đầu làm việc',
  passwordFor: 'Mật khẩu của {{name}}',
  role: { official: 'Lãnh đạo', clerk: 'Văn thư', staff: 'Chuyên viên', admin: 'Quản trị' },
}
