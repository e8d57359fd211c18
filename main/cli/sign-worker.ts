import { enableCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'
import type { NativeKey } from '#main/adapters/keys/native-key'
import type { FileJob } from './jobs.ts'
import type { FileSigning, Signed } from './sign-file.ts'

/** What the thread is started with. */
export type SignWorkerData = { signing: FileSigning; key: NativeKey }

/** Entry of a thread that helps to sign many files at the level B-B, as the command line does it. */
enableCompileCache()

async function start(): Promise<void> {
  const [{ createSigningKeyHere }, { signPdf }, { serveJobs }, { makeFile }, { createFileSigner }] = await Promise.all([
    import('#main/adapters/keys/native-key'),
    import('#core/signing/sign-pdf'),
    import('./hands.ts'),
    import('./run-jobs.ts'),
    import('./sign-file.ts'),
  ])
  const { signing, key: native } = workerData as SignWorkerData
  const key = createSigningKeyHere(native)
  const signer = createFileSigner(signing, async (request, target) => ({
    ...(await signPdf(request, target)),
    level: 'B-B',
  }))
  serveJobs<FileJob, Signed>((job) => makeFile(job, (source, target) => signer.sign(source, target, key), 'here'))
}

await start()
