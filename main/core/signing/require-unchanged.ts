import { createHash } from 'node:crypto'
import { AppError, type Sha256 } from '#contract'
import type { OpenFile } from '#core/ports'

/**
 * The bytes must still be those that were shown and confirmed, whatever happened to the folder since.
 *
 * @throws AppError `stored-file-changed`.
 */
export async function requireUnchanged(source: OpenFile, expected: Sha256): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of source.chunks(0, source.size)) hash.update(chunk)
  if (hash.digest('hex') !== expected) throw new AppError('stored-file-changed', { sha256: expected })
}
