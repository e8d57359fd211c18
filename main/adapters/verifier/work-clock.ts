/** Counts the time of work, and stands still while somebody else is waited for. */
export type WorkClock = { start: () => void; pause: () => void; resume: () => void; stop: () => void }

/** @param onEnd Called once, when `ms` of work are over. */
export function createWorkClock(ms: number, onEnd: () => void): WorkClock {
  let left = ms
  let since: number | undefined
  let timer: NodeJS.Timeout | undefined
  let waits = 0
  const halt = () => {
    clearTimeout(timer)
    if (since !== undefined) left -= performance.now() - since
    since = undefined
  }
  const run = () => {
    if (since !== undefined) return
    since = performance.now()
    timer = setTimeout(onEnd, Math.max(0, left))
  }
  return {
    start: run,
    pause: () => {
      waits += 1
      halt()
    },
    resume: () => {
      waits -= 1
      if (waits === 0) run()
    },
    stop: halt,
  }
}
