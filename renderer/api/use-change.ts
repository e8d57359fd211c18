import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { hush, tell } from '#renderer/components/tell.tsx'
import { forgetUndo, offerUndo, undoLast } from '#renderer/components/undo.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import type { Language } from '#renderer/text/i18n.ts'

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
  /** How it is taken back: offered beside what was said, and with Ctrl+Z. */
  undo?: { call: (output: Output) => Promise<unknown>; said: string }
  /** Another person works from now on: nothing that was loaded for the one before is shown again. */
  newPerson?: boolean
}

/** Makes one change at the office; afterwards every list and count is asked again. */
export function useChange<Input, Output>(
  make: (input: Input) => Promise<Output>,
  { said, onDone, undo, newPerson = false }: ChangeOptions<Output> = {},
): Change<Input, Output> {
  const queries = useQueryClient()
  const { query } = useApi()
  const { i18n } = useTranslation()
  const takeBack = async ({ call, said: done }: NonNullable<typeof undo>, output: Output) => {
    hush()
    try {
      await call(output)
      tell(done)
    } catch (error) {
      tell(failureSentence(failureOf(error), i18n.language as Language))
    }
    await queries.invalidateQueries({ queryKey: query.office.key() })
  }
  const mutation = useMutation({
    mutationFn: make,
    // An input may hold a password: nothing of it stays in the cache.
    gcTime: 0,
    onSuccess: async (output) => {
      if (newPerson) forgetUndo()
      if (undo) offerUndo(() => void takeBack(undo, output))
      if (said !== undefined) tell(typeof said === 'string' ? said : said(output), undo && undoLast)
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
