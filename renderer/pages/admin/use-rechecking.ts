import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { tell } from '#renderer/components/tell.tsx'
import { formatNumber } from '#renderer/text/format.ts'

type State = { progress: { done: number; of: number } | null; error: unknown }

/** Checks every signed document again and follows it; leaving the page stops after the one that is under way. */
export function useRechecking(): State & { run: () => Promise<void>; stop: () => void } {
  const { t } = useTranslation()
  const { client, query } = useApi()
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
      for await (const event of await client.office.rechecks.all(undefined, { signal: mine.signal })) {
        if (event.kind === 'finished') {
          const { checked, changed, unfinished } = event
          const counts = { n: formatNumber(checked), changed: formatNumber(changed) }
          tell(t('rechecks.done', { ...counts, unfinished: formatNumber(unfinished) }))
        } else setState({ progress: { done: event.done, of: event.of }, error: null })
      }
    } catch (failure) {
      if (!mine.signal.aborted) error = failure
    }
    setState({ progress: null, error })
    await queries.invalidateQueries({ queryKey: query.office.key() })
  }
  return { ...state, run, stop: () => stopper.current?.abort() }
}
