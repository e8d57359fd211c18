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
  try {
    requireUsableForSigning(opened.key.certificate, new Date())
    await checkCertificate(output, opened.key, options.level.trust)
    const signing = { options, image, password: await readFilePassword(options.passwordPdfFile) }
    return await signAll(output, jobs, { opened, signing, level: options.level })
  } finally {
    await opened.end()
  }
}

type Signing = { opened: OpenedKey; signing: FileSigning; level: SignOptions['level'] }

/** What should be known of a file is told once it is signed: of one that fails, the reason is told. */
async function signAll(output: Output, jobs: readonly FileJob[], run: Signing): Promise<number> {
  const warned = createWarningTeller(output)
  const signer = await signerFor(run)
  const hands = handsFor(output, jobs.length, { ...run, signer })
  try {
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
    await hands.end()
    await signer.close()
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
async function signerFor({ signing, level }: Signing): Promise<FileSigner> {
  const wanted = { ...(await raisingParts(level)), level: level.level, acceptLower: false }
  return createFileSigner(signing, (request, target) => signAtLevel(request, wanted, target))
}

/** Only a key of this process can be used by more threads, and only B-B does not wait for the network. */
function handsFor(
  output: Output,
  total: number,
  { opened, signing, signer, level }: Signing & { signer: FileSigner },
): Hands<FileJob, Signed> {
  const native = level.level === 'B-B' ? opened.share?.() : undefined
  const keyHere = native && createSigningKeyHere(native)
  const hands = createHands<FileJob, Signed>({
    total,
    here: (job, isHelped) => {
      const [key, calls] = isHelped && keyHere ? ([keyHere, 'here'] as const) : ([opened.key, 'beside'] as const)
      return makeFile(job, (source, target) => signer.sign(source, target, key), calls)
    },
    start: native && (() => startSignWorker({ signing, key: native })),
    onFailure: (error) => output.note(error.stack ?? error.message),
  })
  return {
    run: hands.run,
    end: async () => {
      keyHere?.close()
      await hands.end()
    },
  }
}

/** A thread that helps; it serves `FileJob`s and answers with what was `Signed`. */
export const startSignWorker = (workerData: SignWorkerData): Worker =>
  new Worker(new URL('./sign-worker.ts', import.meta.url), { workerData, env: {} })
