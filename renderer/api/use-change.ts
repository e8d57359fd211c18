import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '#renderer/api/use-api.tsx'
import { tell } from '#renderer/components/tell.tsx'

/** One change at the office: `run` makes it, `error` is for a Failure. */
export type Change<Input, Output> = {
  run: (input: Input) => void
  pending: boolean
  error: Error | null
  reset: () => void
  result: Output | undefined
}

/**
 * Makes one change at the office; afterwards every list and count is asked again, and `said` is told aloud.
 * `onDone` runs after that, e.g. to close a dialog.
 */
export function useChange<Input, Output>(
  make: (input: Input) => Promise<Output>,
  { said, onDone }: { said?: string | ((output: Output) => string); onDone?: (output: Output) => void } = {},
): Change<Input, Output> {
  const queries = useQueryClient()
  const { query } = useApi()
  const mutation = useMutation({
    mutationFn: make,
    onSuccess: async (output) => {
      if (said !== undefined) tell(typeof said === 'string' ? said : said(output))
      onDone?.(output)
      await queries.invalidateQueries({ queryKey: query.office.key() })
    },
  })
  return {
    run: mutation.mutate,
    pending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
    result: mutation.data,
  }
}
