import { signingWarning } from '#contract'
/**
 * A first cross-reference table that is not one run of numbers from 0 (ISO 32000-1:2008, 7.5.4 asks for one): Acrobat repairs
 * such a file when it opens it, and after a second signature calls the first one invalid.
 */
export function firstTableWarnings({ revisions }) {
  const tables = (revisions[0]?.sections ?? []).filter(({ form }) => form === 'table')
  const ranges = tables.flatMap((section) => section.ranges).toSorted((a, b) => a[0] - b[0])
  let next = 0
  for (const [first, end] of ranges) {
    if (first > next) return [signingWarning('first-table-gaps', { object: next })]
    next = Math.max(next, end)
  }
  return []
}
