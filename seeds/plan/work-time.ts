/** Office hours in Vietnam (+07:00): 8:00 to 17:00 on weekdays. */
const DAY_MINUTES = 9 * 60
const OPENS_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const VIETNAM_MS = 7 * 3_600_000

/** 1970-01-01 was a Thursday; 0 is Sunday. */
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7
const isWorkday = (day: number) => weekdayOf(day) !== 0 && weekdayOf(day) !== 6

function workdayBefore(day: number): number {
  let before = day - 1
  while (!isWorkday(before)) before--
  return before
}

/** The instant that lies so many minutes of office time before `now`; never later than `now`. */
export function workTimeBefore(now: Date, minutes: number): Date {
  const local = now.getTime() + VIETNAM_MS
  let day = Math.floor(local / DAY_MS)
  let worked = Math.floor((local - day * DAY_MS - OPENS_MS) / 60_000)
  if (!isWorkday(day) || worked <= 0) {
    day = workdayBefore(day)
    worked = DAY_MINUTES
  }
  let left = Math.min(worked, DAY_MINUTES) - minutes
  while (left <= 0) {
    day = workdayBefore(day)
    left += DAY_MINUTES
  }
  return new Date(day * DAY_MS + OPENS_MS + Math.floor(left * 60_000) - VIETNAM_MS)
}

/** The civil date in Vietnam at an instant. */
export function vietnamDate(at: Date): string {
  return new Date(at.getTime() + VIETNAM_MS).toISOString().slice(0, 10)
}
