/**
 * Whether a date of issue (`YYYY-MM-DD`) agrees with what a page prints of it: `2026`, `2026-07`, with `_` for each digit that
 * the page leaves open (`20__`, `____-07`).
 */
export const agreesWithPage = (printed: string, date: string): boolean =>
  [...printed].every((digit, index) => digit === '_' || digit === date[index])
