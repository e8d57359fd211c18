export type XrefRow = readonly [num: number, offset: number, generation?: number]

/** What an update is made of; each part may be left out, as attackers do to slip past checks of the others. */
export type RawUpdate = {
  objects?: Readonly<Record<number, string>>
  /** Object number, offset and generation of each entry; made from `objects` if absent, left out if null. */
  table?: readonly XrefRow[] | null
  /** Further rows beside those made from `objects`. */
  more?: readonly XrefRow[]
  /** Entries of the trailer beside `/Size`, null for no trailer; `/Root` and `/Prev` as the file has them if absent. */
  trailer?: string | null
  /** Where it says the cross-reference stands; null for no such line. */
  startxref?: number | null
  /** What stands at its very end. */
  end?: string
  /** The cross-reference before the objects that it speaks of. */
  tableFirst?: boolean
}

/** Offset of the last cross-reference, as the file says. */
export function lastXref(input: Uint8Array): number {
  const text = Buffer.from(input).toString('latin1')
  const said = [...text.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1]
  if (said === undefined) throw new Error('no startxref')
  return Number(said)
}

const line = (offset: number, generation = 0) =>
  `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`

/** Appends an incremental update part by part. */
export function rawUpdate(input: Buffer, update: RawUpdate): Buffer {
  const { objects = {}, more = [], tableFirst = false, end = '%%EOF\n' } = update
  const { trailer = `/Root 1 0 R /Prev ${String(lastXref(input))}` } = update
  const bodies = Object.entries(objects).map(([num, text]) => ({
    num: Number(num),
    text: `${num} 0 obj\n${text}\nendobj\n`,
  }))
  const size = Math.max(
    1000,
    ...[...input.toString('latin1').matchAll(/\/Size (\d+)/g)].map(([, said]) => Number(said)),
  )
  const tableOf = (from: number) => {
    let at = from
    const entries = bodies.map(({ num, text }) => {
      const entry = [num, at] as const
      at += text.length
      return entry
    })
    const rows: readonly XrefRow[] = [...(update.table ?? entries), ...more]
    const lines = rows.map(([num, offset, generation]) => `${String(num)} 1\n${line(offset, generation)}`)
    const tail = trailer === null ? '' : `trailer\n<< /Size ${String(size)} ${trailer} >>\n`
    return update.table === null ? tail : `xref\n${lines.join('')}${tail}`
  }
  const body = bodies.map(({ text }) => text).join('')
  const base = input.length
  const table = tableFirst ? tableOf(base + tableOf(base).length) : tableOf(base)
  const start = update.startxref === undefined ? base + (tableFirst ? 0 : body.length) : update.startxref
  const pointer = start === null ? '' : `startxref\n${String(start)}\n`
  const text = tableFirst ? `${table}${body}${pointer}${end}` : `${body}${table}${pointer}${end}`
  return Buffer.concat([input, Buffer.from(text, 'latin1')])
}
