import type { SigningWarning } from '#contract'
import type { FileStore } from '#core/ports'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import type { Confirmed } from './batch.ts'

type Ports = { files: FileStore; requireMaySign: (confirmed: Confirmed) => Promise<void> }

/**
 * What whoever may sign a document should know of its file before.
 *
 * @throws AppError Why it may not be signed; what opening a PDF throws.
 */
export async function inspectBeforeSigning(ports: Ports, confirmed: Confirmed): Promise<SigningWarning[]> {
  await ports.requireMaySign(confirmed)
  const source = await ports.files.open(confirmed.expected)
  try {
    return await shadowWarnings(source)
  } finally {
    source.close()
  }
}
