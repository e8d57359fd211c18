/** What a bench prints: our figure, the limit or peer of the same run, their ratio, and the ratio we hold ourselves to. */
export type Result = { bench: string; value: number; reference: number; ratio: number; target: string }

const rounded = (value: number): number => Number(value.toPrecision(4))

/** One JSON line per target, so that runs can be compared by a program. */
export function printResult({ bench, value, reference, ratio, target }: Result): void {
  console.log(
    JSON.stringify({ bench, value: rounded(value), reference: rounded(reference), ratio: rounded(ratio), target }),
  )
}

/** The middle of an odd number of values, the upper of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[values.length >> 1]
  if (middle === undefined) throw new RangeError('no values')
  return middle
}
