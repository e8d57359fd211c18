import type { LowLevel } from '#contract'
import type { Waiting } from '#core/levels/waiting-documents'
import type { DocumentRecord } from './document.ts'

/** Nobody signs these any more: they are raised in the background. */
const READY: readonly DocumentRecord['state'][] = ['agency-signed', 'issued', 'archived']
/** These are not raised any more. */
const CLOSED: readonly DocumentRecord['state'][] = ['recalled', 'cancelled']

/** What a document says of a level below the office's; null where there is nothing to wait for. ETSI EN 319 142-1, 6.3. */
export function lowLevelOf({ state }: Pick<DocumentRecord, 'state'>, waiting: Waiting | undefined): LowLevel | null {
  if (!waiting || CLOSED.includes(state)) return null
  const { wanted, reached, problem, details, nextAt } = waiting
  return { wanted, reached, problem, details, nextAt, isReady: READY.includes(state) }
}
