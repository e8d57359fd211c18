import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '#renderer/api/use-api.tsx'
import { type Change, useChange } from '#renderer/api/use-change.ts'

/** A change of this workstation's keys; afterwards they are asked again, as the office's lists are. */
export function useKeyChange<Input, Output>(
  make: (input: Input) => Promise<Output>,
  said: string | ((output: Output) => string),
  onDone?: (output: Output) => void,
): Change<Input, Output> {
  const queries = useQueryClient()
  const { query } = useApi()
  return useChange(make, {
    said,
    onDone: (output) => {
      void queries.invalidateQueries({ queryKey: query.device.keys.key() })
      void queries.invalidateQueries({ queryKey: query.device.tokens.key() })
      onDone?.(output)
    },
  })
}
