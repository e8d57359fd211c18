import type { DocumentSummary, Indication } from '#contract'

/** What the register knows of an arrived file's signatures; null where there is nothing to tell. NĐ 30/2020, Điều 21.2. */
export function arrivedVerdict({
  direction,
  sha256,
  verdict,
}: Pick<DocumentSummary, 'direction' | 'sha256' | 'verdict'>): Indication | 'NO-SIGNATURE' | null {
  if (direction !== 'incoming' || sha256 === null) return null
  return verdict ?? 'NO-SIGNATURE'
}
