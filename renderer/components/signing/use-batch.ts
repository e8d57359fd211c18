import { useEffect, useRef, useState } from 'react'
import {
  type BatchEvent,
  type DocumentId,
  type ErrorCode,
  type FailureDetails,
  isErrorCode,
  type KeyId,
} from '#contract'
import type { Api, Client } from '#renderer/api/client.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

export type Outcome =
  | { kind: 'waiting' }
  | { kind: 'signing' }
  | { kind: 'signed'; lower?: { level: string; code: string; details: FailureDetails } }
  | { kind: 'skipped' }
  | { kind: 'failed'; code: string; details: Readonly<Record<string, unknown>> }

type BatchTally = { signed: number; failed: number; skipped: number }
export type Outcomes = ReadonlyMap<DocumentId, Outcome>
type Phase = 'idle' | 'running' | 'finished'
type State = {
  phase: Phase
  outcomes: Outcomes
  error: unknown
  stopped: boolean
  /** Code of what ended the batch before its end: the key or its certificate is gone. */
  stoppedBy: ErrorCode | null
  /** Of the page's clock, in milliseconds: when it began, and when something last happened. */
  startedAt: number
  now: number
}
type Start = {
  documents: readonly FrozenDocument[]
  keyId: KeyId
  secret: string | undefined
  filePassword?: string | undefined
  role: SigningAs
}

const IDLE: State = {
  ...{ phase: 'idle', outcomes: new Map(), error: null, stopped: false, stoppedBy: null },
  ...{ startedAt: 0, now: 0 },
}

export type Batch = ReturnType<typeof useBatch>

/** One batch: started with the key's password, which goes into the call and nowhere else. */
export function useBatch(onFinished: (tally: BatchTally) => void) {
  const { client } = useApi()
  const [state, setState] = useState<State>(IDLE)
  const abort = useRef<AbortController | null>(null)

  // Whoever leaves (another person works now) leaves no batch behind that nobody sees.
  useEffect(() => () => abort.current?.abort(), [])

  const start = async ({ documents, keyId, secret, filePassword, role }: Start): Promise<void> => {
    const mine = new AbortController()
    abort.current = mine
    const outcomes = new Map<DocumentId, Outcome>(documents.map(({ id }) => [id, { kind: 'waiting' }]))
    const show = (change: Partial<State>) => {
      setState((before) => ({ ...before, now: performance.now(), ...change, outcomes: new Map(outcomes) }))
    }
    show({ phase: 'running', error: null, stopped: false, stoppedBy: null, startedAt: performance.now() })
    try {
      await run(client, { documents, keyId, secret, filePassword, role, signal: mine.signal }, (event) => {
        if (event.kind === 'finished') {
          show({ stoppedBy: isErrorCode(event.stoppedBy) ? event.stoppedBy : null })
          return
        }
        outcomes.set(event.id, outcomeOf(event))
        show({})
      })
    } catch (error) {
      if (!mine.signal.aborted) {
        const nothingYet = [...outcomes.values()].every((outcome) => outcome.kind === 'waiting')
        if (nothingYet) {
          show({ phase: 'idle', error })
          return
        }
        show({ error })
      }
    }
    const unanswered = await settle(client, outcomes)
    show({ phase: 'finished', stopped: mine.signal.aborted, ...unanswered })
    onFinished(tallyOf(outcomes))
  }

  return {
    ...state,
    start,
    tally: tallyOf(state.outcomes),
    /** Takes effect after the document that is being signed. */
    stop: () => {
      setState((before) => ({ ...before, stopped: true }))
      abort.current?.abort()
    },
    reset: () => {
      setState(IDLE)
    },
  }
}

type Run = Start & { signal: AbortSignal }

async function run(
  client: Client,
  { documents, keyId, secret, filePassword, role, signal }: Run,
  onEvent: (event: BatchEvent) => void,
) {
  const confirmed = documents.map(({ id, sha256, appendices, place }) => ({
    ...{ id, sha256, appendices },
    ...(place ? { place } : {}),
  }))
  const secrets = { ...(secret === undefined ? {} : { secret }), ...(filePassword ? { filePassword } : {}) }
  const input = { documents: confirmed, role, keyId, ...secrets }
  for await (const event of await client.device.signing.batch(input, { signal })) onEvent(event)
}

function outcomeOf(event: Exclude<BatchEvent, { kind: 'finished' }>): Outcome {
  if (event.kind === 'failed') return { kind: 'failed', code: event.code, details: event.details }
  if (event.kind === 'signed' && event.level !== null && event.shortfall !== null) {
    return { kind: 'signed', lower: { level: event.level, ...event.shortfall } }
  }
  return { kind: event.kind }
}

const LOOKS = 6
const LOOK_EVERY_MS = 250

/**
 * After a stop the other side may still finish the document at hand, or one whose beginning was not heard of any more:
 * asks the office in the batch's order until one is found unsigned; the rest is skipped. Where the office does not
 * answer, its failure is returned: what is skipped may be tried again, and one that is signed already is refused then.
 */
async function settle(client: Api['client'], outcomes: Map<DocumentId, Outcome>): Promise<{ error?: unknown }> {
  let isReached = true
  let unanswered: { error?: unknown } = {}
  for (const [id, { kind }] of outcomes) {
    if (kind !== 'signing' && kind !== 'waiting') continue
    let found: Outcome = { kind: 'skipped' }
    try {
      if (isReached) found = await lookAt(client, id)
    } catch (error) {
      unanswered = { error }
    }
    isReached = found.kind === 'signed'
    outcomes.set(id, found)
  }
  return unanswered
}

async function lookAt(client: Client, id: DocumentId): Promise<Outcome> {
  const before = await client.office.documents.get({ id })
  for (let look = 0; look < LOOKS; look += 1) {
    const { state, revisions } = await client.office.documents.get({ id })
    const isSigned = state === 'leader-signed' || state === 'agency-signed'
    if (isSigned || revisions.length > before.revisions.length) return { kind: 'signed' }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  return { kind: 'skipped' }
}

function tallyOf(outcomes: Outcomes): BatchTally {
  const count = (kind: Outcome['kind']) => [...outcomes.values()].filter((outcome) => outcome.kind === kind).length
  return { signed: count('signed'), failed: count('failed'), skipped: count('skipped') }
}
