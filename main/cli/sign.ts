import { readFile } from 'node:fs/promises'
import { AppError } from '#contract'
import { requireUsableForSigning } from '#core/certificates/usable'
import type { RaisingParts } from '#core/levels/raise-level'
import { signAtLevel } from '#core/levels/sign-at-level'
import { withPassword } from '#core/pdf/bytes'
import type { ByteSink, ByteSource, SigningKey } from '#core/ports'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import { checkCertificate } from './check-certificate.ts'
import { fileJobs } from './jobs.ts'
import { raisingParts } from './level.ts'
import { openKey } from './open-key.ts'
import type { Output } from './output.ts'
import { runJobs } from './run-jobs.ts'
import { readFilePassword } from './secret.ts'
import { createSignLooks, type SignLooks } from './sign-look.ts'
import { readSignOptions, type SignFlags, type SignOptions } from './sign-options.ts'
import { createWarningTeller } from './warnings.ts'

/** Enough that neither the disk nor the key waits for the other. */
const AT_ONCE = 16

/** Signs each file into a new one with one opened key; what fails is reported and the next one is signed. */
export async function runSign(output: Output, inputs: readonly string[], flags: SignFlags): Promise<number> {
  const options = readSignOptions(flags)
  const jobs = fileJobs(inputs, flags)
  const image = options.image === undefined ? undefined : await readImage(options.image)
  const { key, end } = await openKey(output, options.key)
  const looks = createSignLooks(options, image)
  const warned = createWarningTeller(output)
  try {
    requireUsableForSigning(key.certificate, new Date())
    await checkCertificate(output, key, options.level.trust)
    const password = await readFilePassword(options.passwordPdfFile)
    const batch = { key, options, looks, raising: await raisingParts(options.level) }
    const { files, succeeded, failed } = await runJobs(output, jobs, {
      atOnce: AT_ONCE,
      write: async (file, target, job) => {
        const source = withPassword(file, password)
        const warnings = await shadowWarnings(source)
        warned.tell(job.file, warnings)
        return { ...(await signInto(source, target, batch)), warnings }
      },
      tell: ({ field, level }) => `${field}, ${level}`,
    })
    warned.end()
    output.json({ files, signed: succeeded, failed })
    return failed === 0 ? 0 : 1
  } finally {
    await end()
    await looks.close()
  }
}

async function readImage(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new AppError('image-unreadable', { file: path }, { cause })
  }
}

type Batch = { key: SigningKey; options: SignOptions; looks: SignLooks; raising: RaisingParts }

async function signInto(source: ByteSource, target: ByteSink, { key, options, looks, raising }: Batch) {
  const signedAt = new Date()
  const look = await looks.of(source, { key, signedAt })
  const { reason, location } = options
  const words = { ...(reason === undefined ? {} : { reason }), ...(location === undefined ? {} : { location }) }
  // A script that asks for a level gets it, or no file: what is less would pass for what was asked.
  const wanted = { ...raising, level: options.level.level, acceptLower: false }
  const { field, level, sha256, size } = await signAtLevel({ source, key, signedAt, ...look, ...words }, wanted, target)
  return { field, level, sha256, size }
}
