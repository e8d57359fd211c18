import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AppError } from '#contract'
import { createHands, type HandsParts } from '#main/cli/hands'

vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  availableParallelism: vi.fn(),
}))

const startHelper = () => new Worker(new URL('../../support/helping-process.ts', import.meta.url))

/** A run of many jobs, of which each takes a moment here. */
function hands(parts: Partial<HandsParts<string, string>> = {}, processors = 2) {
  vi.mocked(availableParallelism).mockReturnValue(processors)
  const start = vi.fn(startHelper)
  const onFailure = vi.fn()
  const here = vi.fn(async (job: string) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    return `${job} here`
  })
  const made = createHands<string, string>({ total: 1e9, here, start, onFailure, worthMs: 0, ...parts })
  onTestFinished(made.end)
  return { ...made, start, onFailure, here }
}

const jobs = (count: number) => Array.from({ length: count }, (_, number) => `job ${number}`)

/** Asks until a helper has done something. */
async function untilHelped(run: (job: string) => Promise<string>): Promise<void> {
  await vi.waitUntil(async () => (await Promise.all(jobs(40).map(run))).some((done) => done.includes(' by ')), {
    timeout: 20_000,
  })
}

describe('a long run', () => {
  test('is helped by threads once its pace is known; every job is done once, and answered by its own result', async () => {
    const { run, start, here } = hands()
    await Promise.all(jobs(90).map(run))
    expect(start).not.toHaveBeenCalled()
    await Promise.all(jobs(10).map(run))
    expect(start).toHaveBeenCalledTimes(1)

    await untilHelped(run)
    here.mockClear()
    const asked = jobs(300)
    const done = await Promise.all(asked.map(run))
    expect(done.map((result) => result.replace(/ (here|by \d+)$/, ''))).toEqual(asked)
    const byHelper = done.filter((result) => / by [1-9]\d*$/.test(result)).length
    expect(byHelper).toBeGreaterThan(0)
    expect(here).toHaveBeenCalledTimes(300 - byHelper)
    expect(here.mock.lastCall).toEqual([expect.any(String), true])
  })

  test('has a helper for each processor but one, three at most', async () => {
    for (const [processors, helpers] of [
      [1, 0],
      [3, 2],
      [64, 3],
    ] as const) {
      const { run, start, end } = hands({}, processors)
      await Promise.all(jobs(120).map(run))
      expect(start).toHaveBeenCalledTimes(helpers)
      await end()
    }
  })

  test('tells what a helper refused as it was thrown, and goes on', async () => {
    const { run, here, onFailure } = hands({ here: () => Promise.reject(new AppError('disk-full')) })
    await Promise.allSettled(jobs(120).map(run))
    const codes = new Set<unknown>()
    await vi.waitUntil(
      async () => {
        const settled = await Promise.allSettled(Array.from({ length: 40 }, () => run('refuse')))
        for (const one of settled) if (one.status === 'rejected') codes.add((one.reason as AppError).code)
        return codes.has('file-missing')
      },
      { timeout: 20_000 },
    )
    expect([...codes].sort()).toEqual(['disk-full', 'file-missing'])
    expect(here).not.toHaveBeenCalled()
    expect(onFailure).not.toHaveBeenCalled()
  })

  test('whose helper ends before its time says so, loses no answer, and goes on alone', async () => {
    const { run, onFailure } = hands()
    await Promise.all(jobs(120).map(run))
    await untilHelped(run)
    const settled = await Promise.allSettled([...jobs(20), ...Array.from({ length: 20 }, () => 'end')].map(run))
    const lost = settled.filter(({ status }) => status === 'rejected')
    expect(lost.length).toBeGreaterThan(0)
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(new Error('a thread that helps to sign ended'))
    expect(await Promise.all(jobs(50).map(run))).toEqual(jobs(50).map((job) => `${job} here`))
  })
})

test('a run whose helpers cannot be started says so, and goes on alone', async () => {
  const start = () => {
    throw new Error('no thread')
  }
  const { run, onFailure } = hands({ start })
  const done = await Promise.all(jobs(300).map(run))
  expect(done).toEqual(jobs(300).map((job) => `${job} here`))
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(new Error('no thread'))
})

test('a run that is ended answers the jobs that a helper still had', async () => {
  const { run, end, onFailure } = hands()
  await Promise.all(jobs(120).map(run))
  await untilHelped(run)
  const settled = Promise.allSettled(Array.from({ length: 60 }, () => run('never')))
  await end()
  const reasons = (await settled).flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
  expect(new Set(reasons)).toEqual(new Set(['Error: the run ended before its jobs']))
  expect(onFailure).not.toHaveBeenCalled()
})

test.each([
  { name: 'a run that is soon over', parts: { worthMs: 60_000, total: 500 } },
  { name: 'work that cannot be shared', parts: { start: undefined } },
])('$name has no helpers', async ({ parts }) => {
  const { run, start } = hands(parts)
  const done = await Promise.all(jobs(300).map(run))
  expect(done).toEqual(jobs(300).map((job) => `${job} here`))
  expect(start).not.toHaveBeenCalled()
})
