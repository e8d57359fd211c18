import type { Language, TextPair } from './failures.ts'

export type Streams = {
  out: { write: (text: string) => unknown }
  err: { write: (text: string) => unknown }
}

/** What a command says, and where: with `--json` one document on stdout and nothing else there. */
export type Output = {
  readonly language: Language
  readonly asJson: boolean
  /** For people only; goes nowhere with `--json`. */
  line: (text: string) => void
  /** Progress and failures: stderr. */
  note: (text: string) => void
  /** The answer as one JSON document; goes nowhere without `--json`. */
  json: (value: unknown) => void
  say: (words: TextPair) => string
}

export function createOutput(streams: Streams, { language, asJson }: { language: Language; asJson: boolean }): Output {
  return {
    language,
    asJson,
    line: (text) => {
      if (!asJson) streams.out.write(`${text}\n`)
    },
    note: (text) => {
      streams.err.write(`${text}\n`)
    },
    json: (value) => {
      if (asJson) streams.out.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    say: (words) => words[language],
  }
}
