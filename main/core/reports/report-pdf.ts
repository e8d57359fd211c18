import { fillIn } from '#contract/words/format'
import { paperWords } from '#contract/words/paper'
import type { FaceOf } from '#core/fields/prepare-fields'
import type { Block } from './blocks.ts'
import { type Asked, baseName, type CheckedFile } from './checked-file.ts'
import { shortened, withShortTexts } from './printed-text.ts'
import { reportBlocks } from './report-blocks.ts'
import { createSheet, MARGIN, type Sheet, type Style, TEXT_WIDTH } from './sheet.ts'

const INK = '#1a1a1a'
const PALE = '#555555'
const style = (face: Style['face'], size: number, role: Style['role'] = 'P', colour = INK): Style => ({
  face,
  size,
  colour,
  role,
})

const BODY = style('regular', 11)
const NAME = style('regular', 11, 'P', PALE)
const NOTE = style('italic', 11, 'P', PALE)
const VERDICT = style('bold', 13)
const HEADINGS = {
  title: style('bold', 18, 'H1'),
  file: style('bold', 14, 'H2'),
  signature: style('bold', 12.5, 'H3'),
  heading: style('bold', 11, 'H4'),
} as const
const SPACE_ABOVE = { title: 0, file: 20, signature: 16, heading: 10 } as const

/** Told apart in words as well; dark enough for white paper (WCAG 2.2, 1.4.3). */
const COLOURS = {
  'TOTAL-PASSED': '#1b6e3c',
  'TOTAL-FAILED': '#b42318',
  INDETERMINATE: '#8a5a00',
  'NO-SIGNATURE': PALE,
} as const

/** Width of the names beside the values. */
const NAMES = 140
const VALUES = { x: MARGIN + NAMES + 12, width: TEXT_WIDTH - NAMES - 12 }

/**
 * The report on one or several files as PDF 1.7: A4, tagged, with its fonts embedded. A very long value is cut off, with `…`.
 *
 * @param faces Faces of Tinos, as files.
 * @see TT 15/2025/TT-BKHCN, Điều 6.4.
 */
export function reportAsPdf(checked: readonly CheckedFile[], asked: Asked, faces: FaceOf): Promise<Uint8Array> {
  const files = withShortTexts(checked)
  const paper = paperWords(asked.language)
  const [only] = files
  const title = files.length === 1 && only ? fillIn(paper.titleOne, { file: baseName(only.name) }) : paper.title
  const sheet = createSheet(faces, { title, language: asked.language, madeAt: asked.madeAt })
  for (const block of reportBlocks(files, asked)) print(sheet, block)
  const about = files.length === 1 && only ? [shortened(baseName(only.name), LONGEST_IN_FOOTER)] : []
  return sheet.finish((page, pages) => [paper.madeBy, ...about, fillIn(paper.pageOf, { page, pages })].join(' · '))
}

const LONGEST_IN_FOOTER = 60

function print(sheet: Sheet, block: Block): void {
  switch (block.kind) {
    case 'verdict':
      printVerdict(sheet, block)
      return
    case 'facts':
      for (const [name, value] of block.rows) printRow(sheet, name, value)
      sheet.gap(4)
      return
    case 'list':
      for (const item of block.items) printItem(sheet, item)
      sheet.gap(4)
      return
    case 'text':
      sheet.gap(6)
      sheet.need(sheet.height(block.text, BODY))
      sheet.text(block.text, BODY)
      sheet.gap(2)
      return
    default:
      printHeading(sheet, block)
  }
}

/** A heading stays with some lines of what follows it. */
const LINES_BELOW = 60

function printHeading(sheet: Sheet, { kind, text }: Extract<Block, { text: string }>): void {
  if (kind === 'text') return
  const look = HEADINGS[kind]
  sheet.need(SPACE_ABOVE[kind] + sheet.height(text, look) + LINES_BELOW)
  if (sheet.y > MARGIN) sheet.gap(SPACE_ABOVE[kind])
  if (kind === 'file') {
    sheet.rule()
    sheet.gap(8)
  }
  sheet.text(text, look)
  sheet.gap(4)
}

function printVerdict(sheet: Sheet, { verdict, name, sentence }: Extract<Block, { kind: 'verdict' }>): void {
  const colour = verdict === null ? COLOURS['TOTAL-FAILED'] : COLOURS[verdict]
  sheet.gap(2)
  sheet.need(sheet.height(name, VERDICT) + sheet.height(sentence, BODY))
  const from = sheet.mark()
  sheet.text(name, { ...VERDICT, colour })
  sheet.text(sentence, BODY)
  sheet.bar(from, colour)
  sheet.gap(6)
}

/** Small enough that a SHA-256 stays on one line and is copied as one word. */
const DIGEST = /^[0-9a-f]{64}$/
const DIGEST_SIZE = 9.5

/** The name and its value begin on the same line; the value goes on as long as it needs, over pages too. */
function printRow(sheet: Sheet, name: string, value: string): void {
  const look = DIGEST.test(value) ? { ...BODY, size: DIGEST_SIZE } : BODY
  const [nameHeight, valueHeight] = [sheet.height(name, NAME, NAMES), sheet.height(value, look, VALUES.width)]
  sheet.need(Math.max(nameHeight, valueHeight))
  const from = sheet.mark()
  sheet.text(name, NAME, { x: MARGIN, width: NAMES })
  const below = sheet.y
  sheet.moveTo(from.y)
  sheet.text(value, look, VALUES)
  if (sheet.mark().page === from.page) sheet.moveTo(Math.max(below, sheet.y))
  sheet.gap(2)
}

const BULLET = 14

function printItem(sheet: Sheet, { text, note }: { text: string; note: string }): void {
  const place = { x: MARGIN + BULLET, width: TEXT_WIDTH - BULLET }
  const height = sheet.height(text, BODY, place.width) + (note === '' ? 0 : sheet.height(note, NOTE, place.width))
  sheet.need(height)
  const { y } = sheet.mark()
  sheet.text('•', BODY, { x: MARGIN, width: BULLET })
  sheet.moveTo(y)
  sheet.text(text, BODY, place)
  if (note !== '') sheet.text(note, NOTE, place)
  sheet.gap(3)
}
