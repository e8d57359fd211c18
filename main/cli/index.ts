#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { CommanderError } from 'commander'
import { reportOf, UsageError } from './failures.ts'
import { createOutput, type Output } from './output.ts'
import { type Actions, createProgram, exitCodeOf, type Globals } from './program.ts'

// What a command loads below is compiled once for many runs.
enableCompileCache()

const streams = { out: process.stdout, err: process.stderr }
const outputOf = ({ json, lang }: Globals): Output => createOutput(streams, { language: lang, asJson: json === true })

// Who reads what is printed may leave early, as `head` does; the work goes on, and the exit code stays true.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

/** Each command loads what it needs: signing does not wait for the register's libraries. */
const actions: Actions = {
  sign: async (globals, files, flags) => (await import('./sign.ts')).runSign(outputOf(globals), files, flags),
  raise: async (globals, files, flags) => (await import('./raise.ts')).runRaise(outputOf(globals), files, flags),
  verify: async (globals, files, flags) =>
    (await import('./verify.ts')).runVerify(outputOf(globals), files, { ...flags, workspace: globals.workspace }),
  stats: async (globals, flags) => (await import('./stats.ts')).runStats(outputOf(globals), globals.workspace, flags),
  demo: async (globals, flags) => (await import('./demo.ts')).runDemo(outputOf(globals), globals.workspace, flags),
  open: async (globals, flags) => (await import('./open.ts')).runOpen(outputOf(globals), globals.workspace, flags),
  check: async (globals) => (await import('./check.ts')).runCheck(outputOf(globals), globals.workspace),
}

/** Exit codes: 0 all well, 1 something failed or is not valid, 2 wrong usage. */
async function main(): Promise<number> {
  let code = 0
  const program = createProgram(actions, (result) => {
    code = result
  })
  try {
    await program.parseAsync(process.argv)
    return code
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error)
    return explain(error, program.opts<Globals>())
  }
}

function explain(error: unknown, globals: Globals): number {
  const output = outputOf(globals)
  if (error instanceof UsageError) {
    const message = output.say(error.words)
    output.json({ error: { code: 'usage', message, details: {} } })
    output.note(message)
    return 2
  }
  const report = reportOf(error, output.language, output.note)
  output.json({ error: report })
  output.note(report.message)
  return 1
}

process.exitCode = await main()
