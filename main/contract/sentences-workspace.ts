/** What can go wrong with the folder that everything is kept in, as the others in `sentences.ts`. */
export const WORKSPACE_SENTENCES = {
  'disk-full': {
    vi: 'Ổ đĩa đã đầy; thao tác vừa rồi không được lưu và không có gì bị mất. Hãy giải phóng dung lượng rồi thử lại.',
    en: 'The disk is full; the last action was not saved and nothing was lost. Free some space, then try again.',
  },
  'workspace-in-use': {
    vi: 'Một cửa sổ Văn Thư khác đang dùng không gian làm việc này. Hãy dùng cửa sổ đó, hoặc đóng nó rồi mở lại.',
    en: 'Another Văn Thư is using this workspace. Use that one, or close it and start again.',
  },
  'workspace-newer': {
    vi: 'Không gian làm việc này do phiên bản Văn Thư mới hơn tạo ra. Hãy cập nhật Văn Thư; dữ liệu chưa bị thay đổi.',
    en: 'This workspace was made by a newer Văn Thư. Update Văn Thư; nothing was changed.',
  },
  'workspace-not-ready': {
    vi: 'Không gian làm việc chưa có văn phòng nào. Hãy tạo văn phòng mới, hoặc nạp Văn phòng mẫu (lệnh: vanthu demo).',
    en: 'This workspace has no office yet. Create a new office, or fill in the demo office (command: vanthu demo).',
  },
  'settings-unreadable': {
    vi: 'Không đọc được tệp cài đặt workspace.json của không gian làm việc. Hãy khôi phục tệp này từ bản sao lưu; các dữ liệu khác không bị thay đổi.',
    en: 'The workspace’s settings file workspace.json cannot be read. Restore it from a backup; no other data was changed.',
  },
  'workspace-not-empty': {
    vi: 'Không gian làm việc này đã có văn phòng. Hãy chọn một thư mục trống cho văn phòng khác.',
    en: 'This workspace already has an office. Choose an empty folder for another one.',
  },
  'demo-not-available': {
    vi: 'Bản cài đặt này không kèm dữ liệu mẫu. Hãy tạo văn phòng mới.',
    en: 'This installation comes without the demo office. Create a new office.',
  },
} as const
