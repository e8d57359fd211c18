/** `npm test`: tools, build, Vitest. Arguments go to Vitest: `npm test -- --project unit`. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfNeeded } from './build-if-needed.ts'
import { requireTestTools } from './test-tools.ts'

function prepare(): boolean {
  try {
    requireTestTools()
    buildIfNeeded()
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.log('0 passed, 1 failed, 0 skipped')
    return false
  }
}

if (prepare()) {
  const vitest = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]
  process.exitCode = spawnSync(process.execPath, vitest, { stdio: 'inherit' }).status ?? 1
} else {
  process.exitCode = 1
}
