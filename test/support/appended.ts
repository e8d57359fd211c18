/**
 * Appends an incremental update by hand, with a classic table: what an editor, or an attacker, does to a signed file.
 *
 * @param objects Text of each object by its number; null frees it.
 * @param entries Further entries of the new trailer.
 */
export function append(
  input: Uint8Array,
  objects: Readonly<Record<number, string | null>>,
  { entries = '', root = 1 }: { entries?: string; root?: number } = {},
): Buffer {
  const base = Buffer.from(input)
  const before = base.toString('latin1')
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1] ?? '0'
  let text = ''
  let table = 'xref\n'
  for (const [num, body] of Object.entries(objects)) {
    const at = String(base.length + text.length).padStart(10, '0')
    table += `${num} 1\n${body === null ? '0000000000 65535 f \n' : `${at} 00000 n \n`}`
    if (body !== null) text += `${num} 0 obj\n${body}\nendobj\n`
  }
  const start = base.length + text.length
  const size = Math.max(1000, ...[...before.matchAll(/\/Size (\d+)/g)].map(([, said]) => Number(said)))
  const trailer = `trailer\n<< /Size ${String(size)} /Root ${String(root)} 0 R /Prev ${previous} ${entries} >>\n`
  return Buffer.concat([base, Buffer.from(`${text}${table}${trailer}startxref\n${String(start)}\n%%EOF\n`, 'latin1')])
}

/** Text of the last version of an object that stands in the file itself. */
export function objectText(input: Uint8Array, num: number): string {
  const text = Buffer.from(input).toString('latin1')
  const start = text.lastIndexOf(`\n${String(num)} 0 obj`)
  if (start < 0) throw new Error(`no object ${String(num)}`)
  const from = text.indexOf('obj', start) + 3
  return text.slice(from, text.indexOf('endobj', from)).trim()
}

/** Text of a signature dictionary whose numbers `covering` fills in. */
export const openSignature = (entries: string): string =>
  `<< ${entries} /ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC] /Contents <00> >>`

/** The file with the numbers of its open signature: it covers all but its own contents, and is worth nothing. */
export function covering(input: Uint8Array): Buffer {
  const text = Buffer.from(input).toString('latin1')
  const start = text.indexOf('<00>', text.indexOf('AAAAAAAAAA'))
  const numbers = [start, start + 4, text.length - start - 4].map((value) => String(value).padEnd(10))
  const filled = ['AAAAAAAAAA', 'BBBBBBBBBB', 'CCCCCCCCCC'].reduce(
    (all, open, index) => all.replace(open, numbers[index] ?? ''),
    text,
  )
  return Buffer.from(filled, 'latin1')
}
