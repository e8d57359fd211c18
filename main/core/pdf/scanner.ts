import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'

const WINDOW = 4096
/** White space and comments in one place; writers leave a few thousand bytes for their metadata. */
const MAX_SPACE = 4 << 20
const MAX_WORD = 255
/** So many are exact as a number, and more than any offset has. */
const MAX_DIGITS = 15
const NOTHING = Buffer.alloc(0)

/** 1: white space, 2: delimiter, 0: regular. ISO 32000-1:2008, 7.2.2. */
const CLASSES = new Uint8Array(256)
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASSES[byte] = 1
for (const byte of Buffer.from('()<>[]{}/%', 'latin1')) CLASSES[byte] = 2

export const isWhite = (byte: number): boolean => CLASSES[byte] === 1
/** Neither white space nor a delimiter; -1, the end of the file, is none either. */
export const isRegular = (byte: number): boolean => CLASSES[byte] === 0

/** Walks over a source byte by byte through a small window, so that parsing one object reads little more than that object. */
export class Scanner {
  readonly bytes: ByteSource
  private window: Buffer = NOTHING
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
    this.readWindow(offset)
    return this.window[0] ?? -1
  }

  /** Where in the window the present byte stands, with so many from it on, if the file has them; its end behind the file. */
  private indexOf(count: number): number {
    if (this.at < 0 || this.at >= this.bytes.size) return this.window.length
    const index = this.at - this.windowStart
    const isInside = index >= 0 && index < this.window.length
    const isWide = index + count <= this.window.length || this.windowStart + this.window.length >= this.bytes.size
    if (isInside && isWide) return index
    this.readWindow(this.at)
    return 0
  }

  private readWindow(from: number): void {
    const { buffer, byteOffset, length } = this.bytes.read(from, WINDOW)
    this.window = Buffer.from(buffer, byteOffset, length)
    this.windowStart = from
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
    const from = this.indexOf(MAX_WORD + 1)
    const { window } = this
    let to = from
    while (to < window.length && isRegular(window[to] ?? -1)) to += 1
    this.at += to - from
    if (to - from > MAX_WORD) throw this.damaged(`a word of over ${MAX_WORD} characters`)
    return window.toString('latin1', from, to)
  }

  /** Reads a word that is an unsigned integer of at most 15 digits; -1, and stays, before any other. */
  digits(): number {
    const from = this.indexOf(MAX_DIGITS + 1)
    const { window } = this
    let value = 0
    let to = from
    let byte = window[to] ?? -1
    for (; byte >= 0x30 && byte <= 0x39 && to - from < MAX_DIGITS; byte = window[to] ?? -1) {
      value = value * 10 + byte - 0x30
      to += 1
    }
    if (to === from || isRegular(byte)) return -1
    this.at += to - from
    return value
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
    const value = this.digits()
    if (value < 0) throw this.damaged(`${what} expected`)
    return value
  }

  damaged(detail: string, offset = this.at): AppError {
    return new AppError('pdf-damaged', { offset, detail })
  }
}
