import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IntegrityProblem } from '#contract'
import { failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { tell } from '#renderer/components/tell.tsx'

type Progress = { step: string; done: number; of: number }
type State = {
  running: boolean
  progress: Progress | null
  problems: readonly IntegrityProblem[]
  finishedAt: string | null
  error: unknown
}
const IDLE: State = { running: false, progress: null, problems: [], finishedAt: null, error: null }

/** Runs the office's integrity check and follows it; leaving the page stops it. */
export function useIntegrityCheck(): { state: State; run: () => Promise<void>; stop: () => void } {
  const { t } = useTranslation()
  const { client } = useApi()
  const [state, setState] = useState<State>(IDLE)
  const stopper = useRef<AbortController | null>(null)
  useEffect(() => () => stopper.current?.abort(), [])

  const run = async () => {
    const { signal } = (stopper.current = new AbortController())
    setState({ ...IDLE, running: true })
    try {
      for await (const { problems, finishedAt, ...progress } of await client.office.audit.check(undefined, {
        signal,
      })) {
        setState((now) => ({ ...now, progress, finishedAt, problems: [...now.problems, ...problems] }))
      }
      setState((now) => ({ ...now, running: false }))
    } catch (error) {
      if (signal.aborted || failureOf(error).code === 'cancelled') tell(t('admin.audit.stopped'))
      setState((now) => ({ ...now, running: false, error: signal.aborted ? null : error }))
    }
  }
  return {
    state,
    run,
    stop: () => {
      stopper.current?.abort()
    },
  }
}
