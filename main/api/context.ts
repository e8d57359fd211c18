import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import type { Logger } from '#core/ports'

/** The running office as the doors see it. */
export type OfficeRuntime = {
  office: OfficePorts
  log: Logger
  /** Who works at this client, read from the register at every call. */
  callerOf: (clientId: string) => Promise<Caller | null>
}

/** What a door knows of a call: it identifies the client (the desktop's window, a browser's cookie). */
export type DoorContext = { clientId: string; runtime: OfficeRuntime }

/** What a procedure gets: `answer` has found out who calls and numbered the call. */
export type CallContext = DoorContext & { caller: Caller | null; requestId: string }
