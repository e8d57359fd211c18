import type { Reporter, TestModule } from 'vitest/node'

const count = (modules: readonly TestModule[], state: 'passed' | 'failed' | 'skipped'): number =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0)

/** Ends the run with one plain line. A file that could not be loaded and an error outside of tests count as failed. */
export const lastLine: Reporter = {
  onTestRunEnd: (modules, errors) => {
    const broken = modules.reduce((sum, module) => sum + module.errors().length, errors.length)
    const failed = count(modules, 'failed') + broken
    const line = `${count(modules, 'passed')} passed, ${failed} failed, ${count(modules, 'skipped')} skipped`
    process.once('exit', () => process.stdout.write(`${line}\n`))
  },
}
