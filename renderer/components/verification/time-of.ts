import type { SignatureReport } from '#contract'
import { formatInstant } from '#renderer/text/format.ts'

/** The time at which a signature stands in a list: proved before claimed; empty where neither is there. */
export function timeOf({ timestamp, signedAt }: Pick<SignatureReport, 'timestamp' | 'signedAt'>): string {
  const instant = timestamp ?? signedAt
  return instant === null ? '' : formatInstant(instant)
}
