import { describe, expect, test } from 'vitest'
import { createOutput } from '#main/cli/output'
import { createProgressBar } from '#main/cli/progress-bar'

function terminal(isTTY: boolean) {
  const written: string[] = []
  return { written, screen: { isTTY, columns: 76, write: (text: string) => written.push(text) } }
}

describe('the progress bar', () => {
  test('tells how many are done, the share and the time left', () => {
    const { written, screen } = terminal(true)
    let now = 0
    const bar = createProgressBar(screen, 50, () => now)
    now = 10_000
    bar.show(10)
    expect(written.at(-1)).toBe(`\r\u001b[K[${'#'.repeat(8)}${'.'.repeat(32)}] 10/50 20 % ~0:40`)
    now = 10_010
    bar.show(11)
    expect(written).toHaveLength(1)
    now = 50_000
    bar.show(50)
    expect(written.at(-1)).toContain(`[${'#'.repeat(40)}] 50/50 100 % ~0:00`)
  })

  test('writes nothing where nobody looks: a pipe, a file', () => {
    const { written, screen } = terminal(false)
    const bar = createProgressBar(screen, 5)
    bar.show(3)
    bar.hide()
    expect(written).toEqual([])
  })

  test('gives way to a line, and does not stay when the work is done', () => {
    const { written, screen } = terminal(true)
    const output = createOutput({ out: screen, err: screen }, { language: 'vi', asJson: false })
    const progress = output.progress(2)
    progress.step(1)
    output.line('✓ a.pdf')
    expect(written.slice(1)).toEqual(['\r\u001b[K', '✓ a.pdf\n'])
    progress.step(2)
    progress.end()
    expect(written.at(-1)).toBe('\r\u001b[K')
  })
})
