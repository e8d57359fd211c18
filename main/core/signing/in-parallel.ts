/**
 * Does work on every item, a few at a time, and gives the results in the items' order as they are there. While the disk or
 * the key is busy with one, the next is prepared.
 *
 * @param atOnce How many are under way at the same time.
 * @throws What `work` throws, at that item's turn; what was begun is still ended.
 */
export async function* inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const underWay: Promise<Result>[] = []
  let next = 0
  const fill = () => {
    for (; next < items.length && underWay.length < atOnce; next += 1) {
      const begun = work(items[next] as Item, next)
      // Its failure is told at its turn, not before.
      begun.catch(() => undefined)
      underWay.push(begun)
    }
  }
  fill()
  while (underWay.length > 0) {
    yield await (underWay.shift() as Promise<Result>)
    fill()
  }
}
