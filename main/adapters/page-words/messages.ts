import type { Word } from '#core/placement/words'

/** What the office asks of the thread that reads pages. `file` is the same number for the same open file. */
export type Ask =
  | { kind: 'read'; id: number; file: number; size: number; page: number; password?: string | undefined }
  | { kind: 'bytes'; from: number; bytes: Uint8Array }

/** Bytes that the streams of one page may unfold to. */
export type ThreadLimits = { unfolded: number }

/** What the thread answers; it has no file of its own and asks for the bytes it needs. */
export type Answer =
  | { kind: 'range'; from: number; to: number }
  | { kind: 'words'; id: number; words: Word[] }
  | { kind: 'no-page'; id: number; pages: number }
  | { kind: 'failed'; id: number; reason: string }
