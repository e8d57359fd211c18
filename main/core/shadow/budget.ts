/** How much work one examination may be: a huge or hostile file ends it early, and that is told. */
export type Budget = {
  /** Takes from what is left; false once nothing is. */
  take: (kind: keyof Limits, amount?: number) => boolean
  readonly isSpent: boolean
}

/** Objects parsed, pages looked at, bytes of drawing instructions read, texts and pictures placed, and held side by side. */
export type Limits = { objects: number; pages: number; bytes: number; marks: number; comparisons: number }

const LIMITS: Limits = { objects: 60_000, pages: 300, bytes: 24 << 20, marks: 200_000, comparisons: 20_000_000 }

export function createBudget(limits: Limits = LIMITS): Budget {
  const left = { ...limits }
  let isSpent = false
  return {
    take: (kind, amount = 1) => {
      if (left[kind] < amount) {
        isSpent = true
        return false
      }
      left[kind] -= amount
      return true
    },
    get isSpent() {
      return isSpent
    },
  }
}

/** Findings of one kind that are told; a hostile file has thousands. */
export const MAX_TOLD = 5

/** Lets others work in between: examining takes long on large files. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
