import type { ErrorCode, ErrorDetails, FileReport } from '#contract'
import type { VerifyOptions } from '#core/office-ports'
import type { ValidationServices } from '#core/ports'

/** Where the thread reads from: a file that the office has open, or the bytes themselves. */
export type FileForThread = { password: string | undefined } & (
  | { descriptor: number; size: number }
  | { bytes: Uint8Array }
)

/** One file's work. `isOnline`: the office asks the world for the thread. */
export type Work =
  | { kind: 'inspect'; file: FileForThread }
  | { kind: 'verify'; file: FileForThread; isOnline: boolean; options: Omit<VerifyOptions, 'services' | 'signal'> }

/** A question for the world, with its arguments, and what came of it. */
export type Question = {
  [Name in keyof ValidationServices]: { name: Name; with: Parameters<ValidationServices[Name]> }
}[keyof ValidationServices]
type Reply = Awaited<ReturnType<ValidationServices[keyof ValidationServices]>>

/** An error as it crosses a thread: ours by its code, any other by its words, for the log. */
export type SentError = { code: ErrorCode; details: ErrorDetails } | { message: string; stack: string }

export type Outcome<Value> = { value: Value } | { error: SentError }

/** What the office tells the thread. */
export type Ask = { kind: 'work'; work: Work } | { kind: 'reply'; call: number; outcome: Outcome<Reply> }

/** What the thread tells: that it begins, what it wants to know, and its result. */
export type Answer =
  | { kind: 'begun' }
  | { kind: 'call'; call: number; question: Question }
  | { kind: 'done'; outcome: Outcome<FileReport | { pages: number }> }
