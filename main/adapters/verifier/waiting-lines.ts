/** Who gets the next of a few things: first what somebody waits for, then what happens in the background. */
export type WaitingLines<Thing> = {
  take: (inBackground: boolean) => Promise<Thing>
  /** To whoever is next; false where nobody waits for it, and it lies ready again. */
  giveBack: (thing: Thing, wasInBackground: boolean) => boolean
  readonly ready: readonly Thing[]
}

/** The background takes all of them but one, where there are several. */
export function createWaitingLines<Thing>(things: readonly Thing[]): WaitingLines<Thing> {
  const ready = [...things]
  const awaited: ((thing: Thing) => void)[] = []
  const background: ((thing: Thing) => void)[] = []
  let roomBehind = Math.max(1, things.length - 1)
  const next = () => {
    const first = awaited.shift()
    if (first || roomBehind === 0) return first
    const behind = background.shift()
    if (behind) roomBehind -= 1
    return behind
  }
  return {
    ready,
    take: async (inBackground) => {
      const found = inBackground && roomBehind === 0 ? undefined : ready.shift()
      if (!found) return new Promise<Thing>((resolve) => (inBackground ? background : awaited).push(resolve))
      if (inBackground) roomBehind -= 1
      return found
    },
    giveBack: (thing, wasInBackground) => {
      if (wasInBackground) roomBehind += 1
      const waiter = next()
      waiter?.(thing)
      // The one that has run last is the first to run again: the others may rest.
      if (!waiter) ready.unshift(thing)
      return waiter !== undefined
    },
  }
}
