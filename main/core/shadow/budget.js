const LIMITS = { objects: 60_000, pages: 300, bytes: 24 << 20, marks: 200_000 }
export function createBudget(limits = LIMITS) {
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
/** Lets others work in between: examining takes long on large files. */
export const breathe = () => new Promise((resolve) => setImmediate(resolve))
