/**
 * Changes every byte of small signed files, one at a time, and of the zeros that fill a signature's room every fiftieth, and counts
 * what still passes: `npm run fuzz:flip -- --seed 1`. The last line says the figures; nothing may pass.
 */
import { parseArgs } from 'node:util'
import { flip, flipFiles, sampleOf } from '#test/support/attacks/byte-flips'

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } })

let [total, wrong] = [0, 0]
for (const file of await flipFiles()) {
  const started = performance.now()
  const { tried, same, passed, lost, unreadable } = await flip(file, sampleOf(file, 1), Number(values.seed))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  total += tried
  wrong += passed.length
  process.stdout.write(
    `${file.name}: ${tried} bytes changed, ${unreadable} unreadable, ${same} of the same meaning, ${lost} with a signature less, ${passed.length} passed ${passed.slice(0, 20).join(' ')} (${seconds} s)\n`,
  )
}
process.stdout.write(`${total} bytes changed, ${wrong} passed\n`)
process.exitCode = wrong > 0 ? 1 : 0
