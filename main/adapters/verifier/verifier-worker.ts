import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Ask } from './messages.ts'

/** Entry of the thread that reads what others sent: one file after the other. Where the process keeps compiled code, so does it. */
if (workerData === 'compile-cache') enableCompileCache()

const runner = import('./run-work.ts').then(({ createRunner }) =>
  createRunner((answer: Answer) => parentPort?.postMessage(answer)),
)

parentPort?.on('message', (message: Ask) => {
  void runner.then((run) => {
    run(message)
  })
})
