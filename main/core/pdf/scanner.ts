import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'

const WINDOW = 4096
/** White space and comments in one place; writers leave a few thousand bytes for their metadata. */
const MAX_SPACE = 4 << 20

/** 1: white space, 2: delimiter, 0: regular. ISO 32000-1:2008, 7.2.2. */
const CLASSES = new Uint8Array(256)
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASSES[byte] = 1
for (const byte of Buffer.from('()<>[]{}/%', 'latin1')) CLASSES[byte] = 2

const ONE_CHARACTER = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))

export const isWhite = (byte: number): boolean => CLASSES[byte] === 1
/** Neither white space nor a delimiter; -1, the end of the file, is none either. */
export const isRegular = (byte: number): boolean => CLASSES[byte] === 0

/** Walks over a source byte by byte through a small window, so that parsing one object reads little more than that object. */
export class Scanner {
  readonly bytes: ByteSource
  private window: Uint8Array = new Uint8Array(0)
  private windowStart = 0
  /** Offset of the next byte. */
  at: number

  constructor(source: ByteSource, at: number) {
    this.bytes = source
    this.at = at
  }

  get size(): number {
    return this.bytes.size
  }

  /** The byte `ahead` of the present one without moving; -1 at the end of the file. */
  peek(ahead = 0): number {
    const offset = this.at + ahead
    const inWindow = offset - this.windowStart
    if (inWindow >= 0 && inWindow < this.window.length) return this.window[inWindow] ?? -1
    if (offset < 0 || offset >= this.bytes.size) return -1
    this.window = this.bytes.read(offset, WINDOW)
    this.windowStart = offset
    return this.window[0] ?? -1
  }

  next(): number {
    const byte = this.peek()
    this.at += 1
    return byte
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    const from = this.at
    for (let byte = this.peek(), inComment = false; byte >= 0; byte = this.peek()) {
      if (inComment) inComment = byte !== 0x0a && byte !== 0x0d
      else if (byte === 0x25) inComment = true
      else if (!isWhite(byte)) return
      this.at += 1
      if (this.at - from > MAX_SPACE) throw this.damaged('nothing but white space', from)
    }
  }

  /** Reads a run of regular characters; at most 255, longer ones are an error. */
  word(): string {
    let text = ''
    for (let byte = this.peek(); isRegular(byte); byte = this.peek()) {
      text += ONE_CHARACTER[byte] ?? ''
      this.at += 1
      if (text.length > 255) throw this.damaged('a word of over 255 characters')
    }
    return text
  }

  /** Moves past `keyword` if it stands here as a whole word (after white space); says whether it did. */
  take(keyword: string): boolean {
    this.skipSpace()
    for (let i = 0; i < keyword.length; i += 1) if (this.peek(i) !== keyword.charCodeAt(i)) return false
    if (isRegular(this.peek(keyword.length))) return false
    this.at += keyword.length
    return true
  }

  /** Reads an unsigned integer after white space. */
  integer(what: string): number {
    this.skipSpace()
    const from = this.at
    const text = this.word()
    if (!/^\d{1,15}$/.test(text)) {
      this.at = from
      throw this.damaged(`${what} expected`)
    }
    return Number(text)
  }

  damaged(detail: string, offset = this.at): AppError {
    return new AppError('pdf-damaged', { offset, detail })
  }
}
