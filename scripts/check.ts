/** `npm run check`: format, lint, types, borders and unused code. Every step runs; the last line names those that failed. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

type Step = { name: string; tool: string; args: string[] }
type Outcome = Step & { ok: boolean; output: string; seconds: number }

const PROJECTS = ['contract', 'main', 'preload', 'renderer', 'page']
const PRODUCT = ['main', 'preload', 'seeds', 'scripts', 'bench', '*.ts', '*.js']
const STEPS: Step[] = [
  // Half of the tree each: two processes share the longest work.
  { name: 'lint of product', tool: 'eslint/bin/eslint.js', args: [...PRODUCT, '--max-warnings', '0'] },
  { name: 'lint of page and tests', tool: 'eslint/bin/eslint.js', args: ['renderer', 'test', '--max-warnings', '0'] },
  { name: 'format', tool: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings', '.'] },
  ...PROJECTS.map((project) => ({
    name: `types of ${project}`,
    tool: 'typescript/bin/tsc',
    args: ['-p', `tsconfig.${project}.json`],
  })),
  { name: 'borders', tool: 'vitest/vitest.mjs', args: ['run', 'test/contract/borders.test.ts'] },
  { name: 'unused', tool: 'knip/bin/knip.js', args: ['--no-config-hints'] },
]

function run(step: Step): Promise<Outcome> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join('node_modules', step.tool), ...step.args])
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000
      resolve({ ...step, ok: code === 0, output, seconds })
    })
  })
}

function report({ name, ok, output, seconds }: Outcome): void {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!ok) console.log(output.trimEnd())
}

/** Takes the next waiting step until none is left; two of these share the list, as lint and types take about as long. */
async function worker(waiting: Step[], done: Outcome[]): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const outcome = await run(step)
    report(outcome)
    done.push(outcome)
  }
}

const wanted = process.argv.slice(2)
const waiting = STEPS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
const done: Outcome[] = []
mkdirSync('node_modules/.cache/tsc', { recursive: true })
await Promise.all([worker(waiting, done), worker(waiting, done)])

const failed = done.filter(({ ok }) => !ok).map(({ name }) => name)
console.log(failed.length === 0 ? `check: all ${done.length} steps passed` : `check: failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 && done.length > 0 ? 0 : 1
