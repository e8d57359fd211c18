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

type ChangeOptions<Output> = {
  /** Told aloud when it is done. */
  said?: string | ((output: Output) => string)
  /** Runs then, e.g. to close a dialog. */
  onDone?: (output: Output) => void
  /** Another person works from now on: nothing that was loaded for the one before is shown again. */
  newPerson?: boolean
}

/** Makes one change at the office; afterwards every list and count is asked again. */
export function useChange<Input, Output>(
  make: (input: Input) => Promise<Output>,
  { said, onDone, newPerson = false }: ChangeOptions<Output> = {},
): Change<Input, Output> {
  const queries = useQueryClient()
  const { query } = useApi()
  const mutation = useMutation({
    mutationFn: make,
    // An input may hold a password: nothing of it stays in the cache.
    gcTime: 0,
    onSuccess: async (output) => {
      if (said !== undefined) tell(typeof said === 'string' ? said : said(output))
      onDone?.(output)
      const office = { queryKey: query.office.key() }
      await (newPerson ? queries.resetQueries(office) : queries.invalidateQueries(office))
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
