import type { TFunction } from 'i18next'
import type { UnfinishedBatch } from '#contract'
import type { Batch } from '#renderer/components/signing/use-batch.ts'
import { formatNumber } from '#renderer/text/format.ts'

type Running = Pick<Batch, 'tally' | 'startedAt' | 'now'>

/** How far a batch is: `Đang ký 31/50 · 2 lỗi`. */
export function progressWords({ tally }: Pick<Batch, 'tally'>, of: number, t: TFunction): string {
  const done = formatNumber(tally.signed + tally.failed)
  const sentence = t('signing.progress', { done, of: formatNumber(of) })
  return tally.failed === 0 ? sentence : `${sentence} · ${t('signing.failedSoFar', { n: formatNumber(tally.failed) })}`
}

/** How a batch ended: `2 đã ký`; what failed or was not reached is told only where there is any. */
export function resultWords({ signed, failed, skipped }: Batch['tally'], t: TFunction): string {
  const isWhole = failed + skipped === 0
  const counts = { signed: formatNumber(signed), failed: formatNumber(failed), skipped: formatNumber(skipped) }
  return t(isWhole ? 'signing.resultWhole' : 'signing.result', counts)
}

/** Too few documents say nothing about the rest. */
const ENOUGH = 3

/** How long the rest will take if it goes on like this; empty while nobody can know. */
export function timeLeftWords({ tally, startedAt, now }: Running, of: number, t: TFunction): string {
  const done = tally.signed + tally.failed
  if (done < ENOUGH || done >= of) return ''
  const seconds = Math.max(1, Math.round((((now - startedAt) / done) * (of - done)) / 1000))
  if (seconds < 90) return t('signing.secondsLeft', { count: seconds, n: formatNumber(seconds) })
  const minutes = Math.round(seconds / 60)
  return t('signing.minutesLeft', { count: minutes, n: formatNumber(minutes) })
}

/** `30 đã ký, 1 không rõ đã đối chiếu với sổ: chưa ký, 19 chưa ký.` */
export function unfinishedWords(unfinished: UnfinishedBatch, t: TFunction): string {
  const { of, signed, unsure, unsureSigned, rest } = unfinished
  const n = (value: number) => formatNumber(value)
  const parts = [t('signing.brokenSigned', { n: n(signed), of: n(of) })]
  if (unsure > 0) parts.push(t(unsureSigned > 0 ? 'signing.unsureSigned' : 'signing.unsureUnsigned', { n: n(unsure) }))
  if (rest.length > 0) parts.push(t('signing.brokenRest', { n: n(rest.length) }))
  const gone = of - signed - rest.length
  if (gone > 0) parts.push(t('signing.brokenGone', { n: n(gone) }))
  return `${parts.join(' · ')}.`
}
