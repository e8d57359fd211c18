/** Byte order mark: without it Excel reads the file in the machine's old code page. */
const BOM = '\uFEFF'

/**
 * A table as Vietnamese Excel opens it with a double click: UTF-8 with BOM, `;` between cells, CRLF between lines.
 * A cell of text that a spreadsheet would take for a formula gets an apostrophe in front.
 * @see RFC 4180, 2 (quoting).
 */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `${BOM}${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
