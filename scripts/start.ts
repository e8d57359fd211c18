import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { runOpen } from '#main/cli/open'
import { createOutput } from '#main/cli/output'
import { buildIfNeeded, isBuildStale } from './build-if-needed.ts'
import { electronBinary, fetchElectron } from './electron-binary.ts'

const NO_ELECTRON =
  'Không có Electron và không tải được, nên Văn Thư mở trong trình duyệt. · Electron is missing and could not be downloaded, so Văn Thư opens in the browser.'
const NO_DISPLAY =
  'Máy này không có màn hình, nên Văn Thư mở qua trình duyệt. · This machine has no display, so Văn Thư is served to a browser.'

/** `npm start`: the desktop app, or where Electron cannot be had the same app in the default browser. */
async function start(): Promise<number> {
  if (isBuildStale()) console.log('Đang dựng Văn Thư, mất chừng nửa phút… · Building Văn Thư, about half a minute…')
  buildIfNeeded()
  if (!hasDisplay()) return openInBrowser(NO_DISPLAY)
  const binary = electronBinary() ?? fetchElectron()
  return binary === null ? openInBrowser(NO_ELECTRON) : runDesktop(binary)
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY)
}

async function openInBrowser(why: string): Promise<number> {
  console.log(why)
  const output = createOutput({ out: process.stdout, err: process.stderr }, { language: 'vi', asJson: false })
  const { values } = parseArgs({ options: { workspace: { type: 'string' } }, strict: false })
  const workspace = typeof values.workspace === 'string' ? values.workspace : undefined
  return runOpen(output, workspace, { browser: hasDisplay(), port: '0' })
}

async function runDesktop(binary: string): Promise<number> {
  const child = spawn(binary, ['.', ...process.argv.slice(2)], { stdio: 'inherit' })
  const [code] = (await once(child, 'close')) as [number | null]
  return code ?? 1
}

process.exitCode = await start()
