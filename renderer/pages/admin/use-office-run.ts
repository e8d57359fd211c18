import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '#renderer/api/use-api.tsx'
import { tell } from '#renderer/components/tell.tsx'

export type RunProgress = { done: number; of: number }
/** How the last run ended: whole, with what was said of it, or stopped, and where. */
export type RunEnd = { said: string } | { stoppedAt: RunProgress }
type State = { progress: RunProgress | null; error: unknown; end: RunEnd | null }
type Step = RunProgress & { kind: string }

/** A long piece of the office's work: how it begins, and what is said of its end. */
type OfficeRun<Finished> = {
  start: (signal: AbortSignal) => Promise<AsyncIterable<Step | Finished>>
  said: (finished: Finished) => string
}

/** Runs such work and follows it; leaving the page stops after what is under way. */
export function useOfficeRun<Finished extends { kind: 'finished' }>({
  start,
  said,
}: OfficeRun<Finished>): State & { run: () => Promise<void>; stop: () => void } {
  const { query } = useApi()
  const queries = useQueryClient()
  const [state, setState] = useState<State>({ progress: null, error: null, end: null })
  const stopper = useRef<AbortController | null>(null)
  useEffect(() => () => stopper.current?.abort(), [])

  const run = async () => {
    const mine = new AbortController()
    stopper.current = mine
    let progress: RunProgress = { done: 0, of: 0 }
    let end: RunEnd | null = null
    let error: unknown = null
    setState({ progress, error, end })
    try {
      for await (const event of await start(mine.signal)) {
        if (isFinished(event)) {
          end = { said: said(event) }
          tell(end.said)
        } else {
          progress = { done: event.done, of: event.of }
          setState({ progress, error, end })
        }
      }
    } catch (failure) {
      if (!mine.signal.aborted) error = failure
    }
    if (mine.signal.aborted) end ??= { stoppedAt: progress }
    setState({ progress: null, error, end })
    await queries.invalidateQueries({ queryKey: query.office.key() })
  }
  return { ...state, run, stop: () => stopper.current?.abort() }
}

const isFinished = <Finished extends { kind: 'finished' }>(event: Step | Finished): event is Finished =>
  event.kind === 'finished'
