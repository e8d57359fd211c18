/** The thread that helps `bench:sign`, as another helps `vanthu sign`. */
import { workerData } from 'node:worker_threads'
import { createSigningKeyHere, type NativeKey } from '#main/adapters/keys/native-key'
import { serveJobs } from '#main/cli/hands'
import { signFile } from './sign-file.ts'

const { native, seal } = workerData as { native: NativeKey; seal: Uint8Array }
const key = createSigningKeyHere(native)

serveJobs((files: { input: string; output: string }) => signFile(files, { key, seal, calls: 'here' }))
