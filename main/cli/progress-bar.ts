/** A terminal, or what a test puts in its place. */
export type Screen = { write: (text: string) => unknown; isTTY?: boolean; columns?: number }

/** How far a long command is, on the last line of the terminal. */
export type ProgressBar = {
  show: (done: number) => void
  /** Takes the bar away, so that a line can be written; the next `show` brings it back. */
  hide: () => void
}

const MIN_WAIT_MS = 100
const MAX_CELLS = 40
/** Count, percent and time left beside the cells. */
const TEXT_COLUMNS = 36
const CLEAR = '\r\u001b[K'

/** A bar for so many steps; on anything but a terminal nothing is written. */
export function createProgressBar(screen: Screen, of: number, clock: () => number = Date.now): ProgressBar {
  if (screen.isTTY !== true) return { show: () => undefined, hide: () => undefined }
  const started = clock()
  const cells = Math.max(10, Math.min(MAX_CELLS, (screen.columns ?? 80) - TEXT_COLUMNS))
  let [isShown, last] = [false, 0]
  return {
    show: (done) => {
      const now = clock()
      if (isShown && done < of && now - last < MIN_WAIT_MS) return
      last = now
      isShown = true
      screen.write(`${CLEAR}${barText({ done, of, cells, elapsed: now - started })}`)
    },
    hide: () => {
      if (isShown) screen.write(CLEAR)
      isShown = false
    },
  }
}

type Shown = { done: number; of: number; cells: number; elapsed: number }

function barText({ done, of, cells, elapsed }: Shown): string {
  const filled = of === 0 ? cells : Math.round((cells * done) / of)
  const percent = of === 0 ? 100 : Math.floor((100 * done) / of)
  const left = done === 0 ? '' : ` ~${minutes((elapsed / done) * (of - done))}`
  return `[${'#'.repeat(filled)}${'.'.repeat(cells - filled)}] ${done}/${of} ${percent} %${left}`
}

function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
