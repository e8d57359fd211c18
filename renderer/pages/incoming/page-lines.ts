/** A piece of text on a page, in points from the lower left corner: what pdf.js calls a text item. */
export type TextRun = { text: string; x: number; y: number; width: number; height: number }

/** Text that stands together on one line of one column. */
export type Segment = { text: string; x: number; y: number; right: number; height: number }

/** Runs whose base lines differ by less than this share one line: typed-in numbers often sit a little off. */
const SAME_LINE = 4
/** A wider gap than this parts the two columns of a document's head. */
const COLUMN_GAP = 20
/** Blanks left to be filled in by hand or by stamp are not a gap between columns: `Số:      /QĐ-UBND`. */
const OPEN_ENDED = /(?:Số\s*:?|ngày|tháng|năm)\s*\d*$/iu

/** Joins runs to segments, from the top of the page down and from left to right. */
export function segmentsOf(runs: readonly TextRun[]): Segment[] {
  const visible = runs.filter(({ text }) => text.trim() !== '').toSorted((a, b) => b.y - a.y || a.x - b.x)
  const lines: TextRun[][] = []
  for (const run of visible) {
    const line = lines.at(-1)
    if (line?.[0] !== undefined && line[0].y - run.y < SAME_LINE) line.push(run)
    else lines.push([run])
  }
  return lines.flatMap((line) => segmentsOfLine(line.toSorted((a, b) => a.x - b.x)))
}

function segmentsOfLine(line: readonly TextRun[]): Segment[] {
  const segments: Segment[] = []
  for (const run of line) {
    const text = run.text.normalize('NFC').replace(/\s+/gu, ' ')
    const last = segments.at(-1)
    const gap = last ? run.x - last.right : 0
    if (last && (gap <= COLUMN_GAP || OPEN_ENDED.test(last.text))) {
      last.text = `${last.text}${gap > run.height * 0.12 ? ' ' : ''}${text}`
      last.right = run.x + run.width
      last.height = Math.max(last.height, run.height)
    } else {
      segments.push({ text, x: run.x, y: run.y, right: run.x + run.width, height: run.height })
    }
  }
  return segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/gu, ' ').trim() }))
}
