import { implement } from '@orpc/server'
import type { Sha256 } from '#contract'
import { contract } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { answer } from './answer.ts'
import type { Device } from './device.ts'

/** Files a client has uploaded and may therefore name in a call and read back, although no document has them yet. */
export type StagedFiles = {
  add: (clientId: string, sha256: Sha256) => void
  has: (clientId: string, sha256: Sha256) => boolean
  /** Forgets that this client uploaded it; true if it had, and no other client has. */
  release: (clientId: string, sha256: Sha256) => boolean
}

/** A running core, as its procedures see it. */
export type Runtime = {
  readonly office: OfficePorts
  readonly device: Device
  readonly staged: StagedFiles
}

/** What a door hands in with a call: the client is the desktop's window or a browser's cookie. */
export type DoorContext = { readonly clientId: string; readonly runtime: Runtime }

/** What a procedure gets beside its input; the caller is null before somebody has said who is working. */
export type CallContext = DoorContext & {
  readonly caller: Caller | null
  /** The office's ports. */
  readonly ports: OfficePorts
  /** Name of this call in the log; the page shows it with `internal`. */
  readonly requestId: string
}

/** Every procedure is bound through this: `os.office.documents.list.handler(({ input, context, signal }) => …)`. */
export const os = implement(contract).$context<DoorContext>().use(answer)
