type Undo = () => void

let last: Undo | null = null

/** Remembers how the last reversible action is taken back; a later one takes its place. */
export function offerUndo(undo: Undo): void {
  last = undo
}

/** Takes back the last reversible action, once. Where there is none, nothing happens. */
export function undoLast(): void {
  const undo = last
  last = null
  undo?.()
}

/** Another person works now: what the one before did is no longer theirs to take back. */
export function forgetUndo(): void {
  last = null
}
