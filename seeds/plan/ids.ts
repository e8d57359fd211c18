import { createHash } from 'node:crypto'

/** An identifier in the form of a UUID (RFC 9562, version 8) that is the same at every filling. */
export function idOf(kind: string, key: string): string {
  const hex = createHash('sha256').update(`vanthu-demo ${kind} ${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
