type Ways<Result> = { atOnce: (() => Promise<Result>) | undefined; inTurn: () => Promise<Result> }

/** An order of work: one piece after another, but signatures follow each other without a pause. */
export type Turns = {
  /** A signature goes `atOnce` while only signatures are under way; anything else waits for all before it. */
  take: <Result>(isSignature: boolean, ways: Ways<Result>) => Promise<Result>
  isBusy: () => boolean
  /** When all that was taken so far has ended, in whatever way. */
  done: () => Promise<unknown>
}

export function createTurns(): Turns {
  let [waiting, others] = [0, 0]
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: (isSignature, { atOnce, inTurn }) => {
      // The process works on one signature while the next is on its way to it.
      const result = isSignature && others === 0 && atOnce ? atOnce() : last.then(inTurn)
      waiting += 1
      if (!isSignature) others += 1
      const done = () => {
        waiting -= 1
        if (!isSignature) others -= 1
      }
      last = Promise.allSettled([last, result.then(done, done)])
      return result
    },
    isBusy: () => waiting > 0,
    done: () => last,
  }
}
