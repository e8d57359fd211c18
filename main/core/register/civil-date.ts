const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000

/** The civil date in Vietnam (+07:00, no summer time) at an instant. */
export const civilDate = (at: Date): string => new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10)

export const yearOf = (date: string): number => Number(date.slice(0, 4))

/** First and last day of the month that holds `date`, or of one before it. */
export function monthOf(date: string, back = 0): { from: string; to: string } {
  const [year = 0, month = 1] = date.split('-').map(Number)
  const day = (offset: number, of: number) => new Date(Date.UTC(year, month - 1 - back + offset, of))
  return { from: day(0, 1).toISOString().slice(0, 10), to: day(1, 0).toISOString().slice(0, 10) }
}
