import { availableParallelism } from 'node:os'
import { parentPort, type Worker } from 'node:worker_threads'
import type { Outcome } from '#main/adapters/verifier/messages'
import { sendable, valueOf } from '#main/adapters/verifier/sent-error'

/** Jobs under way in this thread: enough that neither the disk nor the key waits for the other. */
const ALONE_AT_ONCE = 16
/** Beside helpers it hands over no more than the disk's part. */
const HELPED_AT_ONCE = 4
/** Jobs that a helper has before it at most: enough that it never waits for the next. */
const BEFORE_IT = 16
/** Jobs that are asked for ahead of the first that is not done: enough for all hands. */
export const JOBS_AHEAD = 128
/** More helpers than these wait for the disk. */
const MOST_HELPERS = 3
/** Jobs after which the pace of a run is known. */
const PACE_AFTER = 100
/** A helper costs some seconds of a processor until it has loaded and is quick: only a longer run earns that back. */
const WORTH_MS = 4000

/** Does the jobs of a long run: this thread, and on a machine with more processors threads that help once it is worth it. */
export type Hands<Job, Done> = {
  /** Whoever has room does it, in the order of asking. Rejects with what was thrown, an AppError as itself. */
  run: (job: Job) => Promise<Done>
  end: () => Promise<void>
}

export type HandsParts<Job, Done> = {
  /** Jobs of the run. */
  total: number
  /** Does one in this thread; `isHelped`: no processor is left for what this thread would hand over. */
  here: (job: Job, isHelped: boolean) => Promise<Done>
  /** Starts a thread that serves jobs (`serveJobs`); absent where the work cannot be shared. */
  start: (() => Worker) | undefined
  /** The rest of a run, in milliseconds, for which helpers are called. */
  worthMs?: number
  /** Told why a helper ended before its time. */
  onFailure: (error: Error) => void
}

type Waiting<Job, Done> = PromiseWithResolvers<Done> & { job: Job }

export function createHands<Job, Done>(parts: HandsParts<Job, Done>): Hands<Job, Done> {
  const { total, here, start, worthMs = WORTH_MS, onFailure } = parts
  const began = performance.now()
  const queue: Waiting<Job, Done>[] = []
  let helpers: Helper<Job, Done>[] = []
  let [underWay, done] = [0, 0]

  const isHelped = () => helpers.some((one) => one.isThere())
  const doHere = async (job: Job): Promise<Done> => {
    underWay += 1
    try {
      return await here(job, isHelped())
    } finally {
      underWay -= 1
    }
  }
  const whoHasRoom = (): ((job: Job) => Promise<Done>) | undefined => {
    const helper = helpers.find((one) => one.hasRoom())
    if (helper) return helper.run
    return underWay < (isHelped() ? HELPED_AT_ONCE : ALONE_AT_ONCE) ? doHere : undefined
  }
  const callHelpers = () => {
    if (!start || done !== PACE_AFTER) return
    const restMs = ((performance.now() - began) / done) * (total - done)
    if (restMs >= worthMs) helpers = startHelpers(start, onFailure)
  }
  const next = () => {
    for (let doIt = whoHasRoom(); doIt && queue.length > 0; doIt = whoHasRoom()) {
      const { job, resolve, reject } = queue.shift() as Waiting<Job, Done>
      void doIt(job)
        .then(resolve, reject)
        .then(() => {
          done += 1
          callHelpers()
          next()
        })
    }
  }
  return {
    run: (job) => {
      const waiting = { ...Promise.withResolvers<Done>(), job }
      queue.push(waiting)
      next()
      return waiting.promise
    },
    end: async () => {
      await Promise.all(helpers.map((one) => one.end()))
    },
  }
}

type Helper<Job, Done> = {
  isThere: () => boolean
  hasRoom: () => boolean
  run: (job: Job) => Promise<Done>
  end: () => Promise<void>
}

/** Where one cannot be started the run goes on with those that are. */
function startHelpers<Job, Done>(start: () => Worker, onFailure: (error: Error) => void): Helper<Job, Done>[] {
  const helpers: Helper<Job, Done>[] = []
  try {
    const count = Math.min(availableParallelism() - 1, MOST_HELPERS)
    while (helpers.length < count) helpers.push(createHelper(start(), onFailure))
  } catch (error) {
    onFailure(error as Error)
  }
  return helpers
}

/** Many at once: a message costs as much as a good part of a small file. */
type Ask<Job> = { id: number; job: Job }[]
type Answer<Done> = 'ready' | { id: number; outcome: Outcome<Done> }[]

function createHelper<Job, Done>(worker: Worker, onFailure: (error: Error) => void): Helper<Job, Done> {
  const waiting = new Map<number, PromiseWithResolvers<Done>>()
  let state: 'loading' | 'ready' | 'over' = 'loading'
  let last = 0
  const giveUp = (error: Error) => {
    state = 'over'
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const fail = (error: Error) => {
    if (state === 'over') return
    giveUp(error)
    onFailure(error)
  }
  const send = together<Ask<Job>[number]>(queueMicrotask, (asked) => worker.postMessage(asked))
  worker.on('message', (answer: Answer<Done>) => {
    if (answer === 'ready') state = 'ready'
    else
      for (const { id, outcome } of answer) {
        settle(waiting.get(id), outcome)
        waiting.delete(id)
      }
  })
  worker.on('error', (error: Error) => fail(error))
  worker.on('exit', () => fail(new Error('a thread that helps to sign ended')))
  return {
    isThere: () => state === 'ready',
    hasRoom: () => state === 'ready' && waiting.size < BEFORE_IT,
    run: (job) => {
      const result = Promise.withResolvers<Done>()
      last += 1
      waiting.set(last, result)
      send({ id: last, job })
      return result.promise
    },
    end: async () => {
      giveUp(new Error('the run ended before its jobs'))
      await worker.terminate()
    },
  }
}

function settle<Done>(waiting: PromiseWithResolvers<Done> | undefined, outcome: Outcome<Done>): void {
  try {
    waiting?.resolve(valueOf(outcome))
  } catch (error) {
    waiting?.reject(error)
  }
}

/** What a helping thread runs: does every job that it is asked for. Whoever asks sees to the threads' number. */
export function serveJobs<Job, Done>(run: (job: Job) => Promise<Done>): void {
  const tell = (answer: Answer<Done>) => parentPort?.postMessage(answer)
  const answer = together(setImmediate, tell)
  parentPort?.on('message', (asked: Ask<Job>) => {
    for (const { id, job } of asked) {
      void outcomeOf(run(job)).then((outcome) => {
        answer({ id, outcome })
      })
    }
  })
  tell('ready')
}

/** Sends what comes before `later` calls as one. */
function together<Item>(later: (work: () => void) => unknown, send: (items: Item[]) => void): (item: Item) => void {
  let items: Item[] = []
  const sendAll = () => {
    const all = items
    items = []
    send(all)
  }
  return (item) => {
    if (items.push(item) === 1) later(sendAll)
  }
}

async function outcomeOf<Done>(work: Promise<Done>): Promise<Outcome<Done>> {
  try {
    return { value: await work }
  } catch (error) {
    return { error: sendable(error) }
  }
}
