import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { AppError } from '#contract'
import { UsageError } from './failures.ts'

/**
 * The key's password: the first line of a file, or typed at the terminal without echo. Never an argument, which every
 * process of the machine may read.
 */
export async function readSecret(file: string | undefined, prompt: string): Promise<string> {
  if (file !== undefined) return firstLine(file)
  if (!process.stdin.isTTY) {
    throw new UsageError({
      vi: 'Thiếu mật khẩu của khóa: hãy dùng --password-file TỆP (token: --pin-file TỆP), hoặc chạy lệnh trong cửa sổ lệnh để nhập.',
      en: 'The key’s password is missing: use --password-file FILE (a token’s PIN: --pin-file FILE), or run the command in a terminal to type it.',
    })
  }
  return ask(prompt)
}

/** The password of encrypted PDFs, where one was given. */
export async function readFilePassword(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : firstLine(file)
}

async function firstLine(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/, 1)[0] ?? ''
  } catch (cause) {
    throw new AppError('file-unreadable', { file: path }, { cause })
  }
}

function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done()
    },
  })
  const lines = createInterface({
    input: createReadStream('', { fd: 0, autoClose: false }),
    output: silent,
    terminal: true,
  })
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      lines.close()
      process.stderr.write('\n')
      resolve(line)
    })
  })
}
