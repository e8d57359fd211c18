import type { PdfRef } from './objects.ts'

/** What is to be written: text of which every character is one byte, or bytes. */
export type Piece = string | Uint8Array

/** Where an object begins, as the file counts. */
export type Place = { num: number; gen: number; offset: number }

/** Pieces in order, knowing where each object begins; bytes are made once, of all of them. */
export class Appender {
  readonly places: Place[] = []
  private pieces: Piece[] = []
  private text = ''
  private readonly base: number
  private position: number
  length = 0

  /** @param position Offset of the first piece; @param base what stands before the file's own beginning. */
  constructor(position: number, base: number) {
    this.position = position
    this.base = base
  }

  /** Offset of the next piece as the file counts. */
  get offset(): number {
    return this.position - this.base
  }

  add(piece: Piece): void {
    if (typeof piece === 'string') this.text += piece
    else this.pieces.push(this.takeText(), piece)
    this.position += piece.length
    this.length += piece.length
  }

  /** `num gen obj`, at a place that is noted. */
  begin({ num, gen }: PdfRef): void {
    this.places.push({ num, gen, offset: this.offset })
    this.add(`${num} ${gen} obj\n`)
  }

  object(target: PdfRef, pieces: readonly Piece[]): void {
    this.begin(target)
    for (const piece of pieces) this.add(piece)
    this.add('\nendobj\n')
  }

  takeBytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.length)
    let at = 0
    for (const piece of [...this.pieces, this.takeText()]) {
      if (typeof piece === 'string') bytes.write(piece, at, 'latin1')
      else bytes.set(piece, at)
      at += piece.length
    }
    this.pieces = []
    this.length = 0
    return bytes
  }

  private takeText(): string {
    const { text } = this
    this.text = ''
    return text
  }
}
