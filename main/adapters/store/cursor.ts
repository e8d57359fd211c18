import { AppError } from '#contract'

type Key = string | number
/** Where the next page begins: the sort keys of the last row. Opaque to the page. */
export const writeCursor = (keys: readonly Key[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

/** Throws `invalid-input` for a cursor that is not ours. */
export function readCursor(cursor: string | undefined): Key[] | undefined {
  if (cursor === undefined) return undefined
  const keys = parsed(cursor)
  if (!Array.isArray(keys) || !keys.every(isKey)) throw new AppError('invalid-input', { field: 'cursor' })
  return keys
}

const isKey = (key: unknown): key is Key => typeof key === 'string' || typeof key === 'number'

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (cause) {
    throw new AppError('invalid-input', { field: 'cursor' }, { cause })
  }
}
