#!/usr/bin/env node
import { CommanderError } from 'commander'
import { runCheck } from './check.ts'
import { runDemo } from './demo.ts'
import { type Language, reportOf, UsageError } from './failures.ts'
import { runOpen } from './open.ts'
import { createOutput, type Output } from './output.ts'
import { type Actions, createProgram, exitCodeOf, type Globals } from './program.ts'
import { runSign } from './sign.ts'
import { runStats } from './stats.ts'
import { runVerify } from './verify.ts'

const streams = { out: process.stdout, err: process.stderr }
const outputOf = ({ json, lang }: Globals): Output => createOutput(streams, { language: lang, asJson: json === true })

const actions: Actions = {
  sign: (globals, files, flags) => runSign(outputOf(globals), files, flags),
  verify: (globals, files, flags) => runVerify(outputOf(globals), files, { ...flags, workspace: globals.workspace }),
  stats: (globals, flags) => runStats(outputOf(globals), globals.workspace, flags),
  demo: (globals, flags) => runDemo(outputOf(globals), globals.workspace, flags),
  open: (globals, flags) => runOpen(outputOf(globals), globals.workspace, flags),
  check: (globals) => runCheck(outputOf(globals), globals.workspace),
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
  const report = reportOf(error, globals.lang satisfies Language)
  output.json({ error: report })
  output.note(report.message)
  return 1
}

process.exitCode = await main()
