import { createHash } from 'node:crypto'
import { Sha256 } from '#contract'
import type { ByteSink, ByteSource } from '#core/ports'

export type AppendedFile = { sha256: Sha256; size: number }

/** Writes the file and, behind it, an update; memory does not grow with the file. */
export async function append(source: ByteSource, update: Uint8Array, sink: ByteSink): Promise<AppendedFile> {
  const hash = createHash('sha256')
  for await (const chunk of source.chunks(0, source.size)) {
    hash.update(chunk)
    await sink.write(chunk)
  }
  hash.update(update)
  await sink.write(update)
  return { sha256: Sha256.parse(hash.digest('hex')), size: source.size + update.length }
}
