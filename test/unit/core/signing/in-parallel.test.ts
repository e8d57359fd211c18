import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParallel } from '#core/signing/in-parallel'

async function collect<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const all: Result[] = []
  for await (const result of results) all.push(result)
  return all
}

test('gives every result in the order of the items, whoever is ready first', async () => {
  const results = inParallel([30, 1, 20, 0], 3, async (delay, index) => {
    await wait(delay)
    return `${index}: ${delay}`
  })
  expect(await collect(results)).toEqual(['0: 30', '1: 1', '2: 20', '3: 0'])
})

test('never has more under way than it may', async () => {
  let [underWay, most] = [0, 0]
  const work = async () => {
    underWay += 1
    most = Math.max(most, underWay)
    await wait(2)
    underWay -= 1
  }
  await collect(inParallel(Array.from({ length: 20 }), 4, work))
  expect(most).toBe(4)
})

test('tells a failure at its turn', async () => {
  const seen: number[] = []
  const run = async () => {
    const work = (item: number) => (item === 2 ? Promise.reject(new Error('second')) : Promise.resolve(item))
    for await (const item of inParallel([1, 2, 3], 3, work)) seen.push(item)
  }
  await expect(run()).rejects.toThrow('second')
  expect(seen).toEqual([1])
})
