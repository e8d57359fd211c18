import type { Language, TextPair } from './failures.ts'
import { createProgressBar, type ProgressBar, type Screen } from './progress-bar.ts'

export type Streams = {
  out: { write: (text: string) => unknown }
  err: Screen
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
  /** A bar on the terminal, below what else is written; it ends with `end`. */
  progress: (of: number) => { step: (done: number) => void; end: () => void }
  say: (words: TextPair) => string
}

export function createOutput(streams: Streams, { language, asJson }: { language: Language; asJson: boolean }): Output {
  let bar: ProgressBar | undefined
  return {
    language,
    asJson,
    line: (text) => {
      if (asJson) return
      bar?.hide()
      streams.out.write(`${text}\n`)
    },
    note: (text) => {
      bar?.hide()
      streams.err.write(`${text}\n`)
    },
    json: (value) => {
      if (asJson) streams.out.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    progress: (of) => {
      const fresh = createProgressBar(streams.err, of)
      bar = fresh
      return {
        step: fresh.show,
        end: () => {
          fresh.hide()
          bar = undefined
        },
      }
    },
    say: (words) => words[language],
  }
}
