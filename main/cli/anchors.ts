import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#contract'
import { readCertificates } from '#core/certificates/read-certificates'

/** Trusted certificates (DER) of files and folders that `--trust` names. Throws `file-missing`, `certificate-unreadable`. */
export async function readAnchors(paths: readonly string[]): Promise<Uint8Array[]> {
  const anchors: Uint8Array[] = []
  for (const path of paths.flatMap(filesAt))
    anchors.push(...readCertificates(await readFile(path)).map(({ der }) => der))
  return anchors
}

function filesAt(path: string): string[] {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (!facts) throw new AppError('file-missing', { file: path })
  if (!facts.isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => /\.(pem|crt|cer|der|p7b)$/i.test(name))
    .map((name) => join(path, name))
}
