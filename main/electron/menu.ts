import type { MenuItemConstructorOptions } from 'electron'
import type { Preferences } from '#contract'

type Words = Record<
  'file' | 'quit' | 'edit' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'view' | 'reload' | 'zoomIn',
  string
> &
  Record<'zoomOut' | 'actualSize' | 'fullScreen' | 'window' | 'minimize' | 'close' | 'lock', string>

const WORDS: Readonly<Record<Preferences['language'], Words>> = {
  vi: {
    file: 'Tệp',
    lock: 'Khóa mọi khóa ký',
    quit: 'Thoát',
    edit: 'Sửa',
    undo: 'Hoàn tác',
    redo: 'Làm lại',
    cut: 'Cắt',
    copy: 'Sao chép',
    paste: 'Dán',
    selectAll: 'Chọn tất cả',
    view: 'Hiển thị',
    reload: 'Tải lại',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    actualSize: 'Cỡ thật',
    fullScreen: 'Toàn màn hình',
    window: 'Cửa sổ',
    minimize: 'Thu xuống',
    close: 'Đóng',
  },
  en: {
    file: 'File',
    lock: 'Lock all signing keys',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    reload: 'Reload',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    actualSize: 'Actual size',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    close: 'Close',
  },
}

/** The application menu; the page's own commands live in the page. */
export function menuTemplate(language: Preferences['language'], lockKeys: () => void): MenuItemConstructorOptions[] {
  const words = WORDS[language]
  const item = (role: MenuItemConstructorOptions['role'], label: string): MenuItemConstructorOptions =>
    role === undefined ? { label } : { role, label }
  return [
    {
      label: words.file,
      submenu: [{ label: words.lock, click: lockKeys }, { type: 'separator' }, item('quit', words.quit)],
    },
    {
      label: words.edit,
      submenu: [
        item('undo', words.undo),
        item('redo', words.redo),
        { type: 'separator' },
        item('cut', words.cut),
        item('copy', words.copy),
        item('paste', words.paste),
        item('selectAll', words.selectAll),
      ],
    },
    {
      label: words.view,
      submenu: [
        item('reload', words.reload),
        { type: 'separator' },
        item('zoomIn', words.zoomIn),
        item('zoomOut', words.zoomOut),
        item('resetZoom', words.actualSize),
        { type: 'separator' },
        item('togglefullscreen', words.fullScreen),
      ],
    },
    { label: words.window, submenu: [item('minimize', words.minimize), item('close', words.close)] },
  ]
}
