/**
 * Does work again and again, one after the other, with a pause in between; the timer does not keep the program alive.
 *
 * @returns Stops it, and ends when the work under way has ended.
 */
export function repeat(
  work: (signal: AbortSignal) => Promise<void>,
  { everyMs, onFailure }: { everyMs: number; onFailure: (error: unknown) => void },
): () => Promise<void> {
  const stop = new AbortController()
  let underWay: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const plan = () => {
    timer = setTimeout(() => {
      underWay = work(stop.signal)
        .catch(onFailure)
        .finally(() => {
          if (!stop.signal.aborted) plan()
        })
    }, everyMs).unref()
  }
  plan()
  return async () => {
    stop.abort()
    clearTimeout(timer)
    await underWay
  }
}
