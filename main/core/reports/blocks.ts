import type { FileReport } from '#contract'

/** A name and what is said under it; several lines are parted by line feeds. */
export type Row = readonly [name: string, value: string]

/** One piece of a report, in the order of reading; how it looks is the printer's business. */
export type Block =
  | { kind: 'title' | 'file' | 'signature' | 'heading'; text: string }
  | { kind: 'verdict'; verdict: FileReport['verdict'] | null; name: string; sentence: string }
  | { kind: 'facts'; rows: readonly Row[] }
  | { kind: 'list'; items: readonly { text: string; note: string }[] }
  | { kind: 'text'; text: string }
