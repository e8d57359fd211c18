import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '#renderer/api/use-api.tsx'
import { tell } from '#renderer/components/tell.tsx'

export type RunProgress = { done: number; of: number }
type State = { progress: RunProgress | null; error: unknown }
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
  const [state, setState] = useState<State>({ progress: null, error: null })
  const stopper = useRef<AbortController | null>(null)
  useEffect(() => () => stopper.current?.abort(), [])

  const run = async () => {
    const mine = new AbortController()
    stopper.current = mine
    setState({ progress: { done: 0, of: 0 }, error: null })
    let error: unknown = null
    try {
      for await (const event of await start(mine.signal)) {
        if (isFinished(event)) tell(said(event))
        else setState({ progress: { done: event.done, of: event.of }, error: null })
      }
    } catch (failure) {
      if (!mine.signal.aborted) error = failure
    }
    setState({ progress: null, error })
    await queries.invalidateQueries({ queryKey: query.office.key() })
  }
  return { ...state, run, stop: () => stopper.current?.abort() }
}

const isFinished = <Finished extends { kind: 'finished' }>(event: Step | Finished): event is Finished =>
  event.kind === 'finished'
