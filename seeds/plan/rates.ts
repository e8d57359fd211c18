import type { AgencyLevel } from '#contract'
import type { PlannedAgency } from '#seeds/plan/agencies'
import { createRandom, type Random, shareOut } from '#seeds/plan/random'

/** The published figures of the first half of 2022, and where every single agency must lie. */
export const PUBLISHED = {
  from: '2022-01-01',
  to: '2022-06-30',
  due: 123_776,
  full: 121_300,
  personalCertificates: 1_687,
  agencyCertificates: 436,
  lowest: 0.93,
  highest: 0.995,
} as const

/** Documents beside the due ones that were recalled or cancelled; the published figures do not count them. */
const EXCLUDED_SHARE = 0.009

export type AgencyFigures = { due: number; full: number; excluded: number }

/** Middle and spread of an agency's own rate; communes lag and differ more. */
const RATE_OF_LEVEL: Readonly<Record<AgencyLevel, readonly [number, number]>> = {
  province: [0.986, 0.006],
  district: [0.983, 0.008],
  commune: [0.974, 0.019],
}

function drawRate(random: Random, level: AgencyLevel): number {
  const [middle, spread] = RATE_OF_LEVEL[level]
  const drawn = middle + (random.next() + random.next() + random.next() - 1.5) * spread
  return Math.min(0.993, Math.max(0.935, drawn))
}

/** Whether a share lies where every agency's own must lie. */
export function isWithinBand(full: number, due: number): boolean {
  return full / due >= PUBLISHED.lowest && full / due <= PUBLISHED.highest
}

/** Moves the parts one document at a time, in turn, until they add up to `full`; each stays in the band. */
function settle(figures: AgencyFigures[], full: number): void {
  let missing = full - figures.reduce((sum, figure) => sum + figure.full, 0)
  while (missing !== 0) {
    const step = Math.sign(missing)
    let moved = false
    for (const figure of figures) {
      if (missing === 0) break
      if (!isWithinBand(figure.full + step, figure.due)) continue
      figure.full += step
      missing -= step
      moved = true
    }
    if (!moved) throw new RangeError(`${missing} documents fit nowhere`)
  }
}

/** Documents that are not fully signed, by size and chance: a small province has no bands to keep. */
function withoutBands(random: Random, due: readonly number[], full: number): number[] {
  const unsigned = shareOut(
    due.reduce((sum, part) => sum + part, 0) - full,
    due.map((part) => part * random.next()),
  )
  return due.map((part, index) => part - (unsigned[index] ?? 0))
}

/**
 * Shares the province's figures out over its agencies. At scale 1 they are the published ones and every agency's own
 * rate lies within the band; a smaller province keeps the totals' proportion, but five documents have no 98 %.
 */
export function planFigures(agencies: readonly PlannedAgency[], scale: number): AgencyFigures[] {
  const random = createRandom('rates')
  const weights = agencies.map((agency) => agency.weight)
  const due = shareOut(Math.round(PUBLISHED.due * scale), weights)
  const full = Math.round(PUBLISHED.full * scale)
  const excluded = shareOut(Math.max(4, Math.round(PUBLISHED.due * scale * EXCLUDED_SHARE)), weights)
  const fullOf =
    scale < 1
      ? withoutBands(random, due, full)
      : due.map((part, index) => Math.round(part * drawRate(random, agencies[index]?.level ?? 'commune')))
  const figures = due.map((part, index) => ({ due: part, full: fullOf[index] ?? 0, excluded: excluded[index] ?? 0 }))
  settle(figures, full)
  return figures
}
