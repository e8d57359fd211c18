import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Ask } from './adapters/verifier/messages.ts'

/** Entry of the thread that reads what others sent: one file after the other. Where the process keeps compiled code, so does it. */
if (workerData === 'compile-cache') enableCompileCache()

async function createRunnerHere() {
  const [{ createRunner }, { sourceOfDescriptor }] = await Promise.all([
    import('./adapters/verifier/run-work.ts'),
    import('./adapters/files/file-source.ts'),
  ])
  return createRunner((answer: Answer) => parentPort?.postMessage(answer), sourceOfDescriptor)
}

const runner = createRunnerHere()

parentPort?.on('message', (message: Ask) => {
  void runner.then((run) => {
    run(message)
  })
})
