/** A stream of chance that is the same for the same seed on every machine. */
export type Random = {
  /** In [0, 1). */
  next: () => number
  /** A whole number, both ends included. */
  int: (from: number, to: number) => number
  pick: <T>(items: readonly T[]) => T
  /** One of the items, each with its weight. */
  weighted: <T>(items: readonly (readonly [T, number])[]) => T
  /** A shuffled copy. */
  shuffle: <T>(items: readonly T[]) => T[]
}

function hash(text: string): () => number {
  let state = 1779033703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 3432918353)
    state = (state << 13) | (state >>> 19)
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2246822507)
    state = Math.imul(state ^ (state >>> 13), 3266489909)
    state ^= state >>> 16
    return state >>> 0
  }
}

/** Small fast counting generator (sfc32) seeded with a text. Not for keys. */
function stream(seed: string): () => number {
  const part = hash(seed)
  let [a, b, c, d] = [part(), part(), part(), part()]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
}

/** Makes the stream of a seed; different parts of the plan take seeds of their own, so that one may change alone. */
export function createRandom(seed: string): Random {
  const next = stream(seed)
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  const weighted = <T>(items: readonly (readonly [T, number])[]): T => {
    let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return pick(items)[0]
  }
  const shuffle = <T>(items: readonly T[]): T[] => {
    const copy = [...items]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = int(0, last)
      const [one, two] = [copy[last] as T, copy[other] as T]
      copy[last] = two
      copy[other] = one
    }
    return copy
  }
  return { next, int, pick, weighted, shuffle }
}

/**
 * Shares a whole number out by weights so that the parts are whole and add up exactly (largest remainders).
 * Where all weights are 0 the first takes everything.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0)
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0))
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const missing = total - parts.reduce((left, right) => left + right, 0)
  exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index)
    .slice(0, missing)
    .forEach(({ index }) => {
      parts[index] = (parts[index] ?? 0) + 1
    })
  return parts
}
