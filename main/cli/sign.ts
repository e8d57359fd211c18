import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '#contract'
import { requireUsableForSigning } from '#core/certificates/usable'
import { signAtLevel } from '#core/levels/sign-at-level'
import { createSigningKeyHere } from '#main/adapters/keys/native-key'
import { checkCertificate } from './check-certificate.ts'
import { createHands, type Hands, JOBS_AHEAD } from './hands.ts'
import { type FileJob, fileJobs } from './jobs.ts'
import { raisingParts } from './level.ts'
import { type OpenedKey, openKey } from './open-key.ts'
import type { Output } from './output.ts'
import { makeFile, runJobs } from './run-jobs.ts'
import { readFilePassword } from './secret.ts'
import { createFileSigner, type FileSigner, type FileSigning, type Signed } from './sign-file.ts'
import { readSignOptions, type SignFlags, type SignOptions } from './sign-options.ts'
import type { SignWorkerData } from './sign-worker.ts'
import { createWarningTeller } from './warnings.ts'

/** Signs each file into a new one with one opened key; what fails is reported and the next one is signed. */
export async function runSign(output: Output, inputs: readonly string[], flags: SignFlags): Promise<number> {
  const options = readSignOptions(flags)
  const jobs = fileJobs(inputs, flags)
  const image = options.image === undefined ? undefined : await readImage(options.image)
  const opened = await openKey(output, options.key)
  const warned = createWarningTeller(output)
  const ends = [opened.end]
  try {
    requireUsableForSigning(opened.key.certificate, new Date())
    await checkCertificate(output, opened.key, options.level.trust)
    const signing = { options, image, password: await readFilePassword(options.passwordPdfFile) }
    const signer = await signerFor(signing, options.level)
    const hands = handsFor(output, { total: jobs.length, opened, signing, signer, level: options.level })
    ends.unshift(hands.end, signer.close)
    const { files, succeeded, failed } = await runJobs(output, jobs, {
      atOnce: JOBS_AHEAD,
      make: async (job) => {
        const signed = await hands.run(job)
        warned.tell(job.file, signed.warnings)
        return signed
      },
      tell: ({ field, level }) => `${field}, ${level}`,
    })
    warned.end()
    output.json({ files, signed: succeeded, failed })
    return failed === 0 ? 0 : 1
  } finally {
    for (const end of ends) await end()
  }
}

async function readImage(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new AppError('image-unreadable', { file: path }, { cause })
  }
}

/** A script that asks for a level gets it, or no file: what is less would pass for what was asked. */
async function signerFor(signing: FileSigning, level: SignOptions['level']): Promise<FileSigner> {
  const wanted = { ...(await raisingParts(level)), level: level.level, acceptLower: false }
  return createFileSigner(signing, (request, target) => signAtLevel(request, wanted, target))
}

type Signing = {
  total: number
  opened: OpenedKey
  signing: FileSigning
  signer: FileSigner
  level: SignOptions['level']
}

/** Only a key of this process can be used by more threads, and only B-B does not wait for the network. */
function handsFor(output: Output, { total, opened, signing, signer, level }: Signing): Hands<FileJob, Signed> {
  const native = level.level === 'B-B' ? opened.native : undefined
  const keyHere = native && createSigningKeyHere(native)
  return createHands({
    total,
    here: (job, isHelped) => {
      const [key, calls] = isHelped && keyHere ? ([keyHere, 'here'] as const) : ([opened.key, 'beside'] as const)
      return makeFile(job, (source, target) => signer.sign(source, target, key), calls)
    },
    start: native && (() => startSignWorker({ signing, key: native })),
    onFailure: (error) => output.note(error.stack ?? error.message),
  })
}

/** A thread that helps; it serves `FileJob`s and answers with what was `Signed`. */
export const startSignWorker = (workerData: SignWorkerData): Worker =>
  new Worker(new URL('./sign-worker.ts', import.meta.url), { workerData, env: {} })
