import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookId, DocumentId, IncomingFields } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { tell } from '#renderer/components/tell.tsx'
import { formatNumber } from '#renderer/text/format.ts'

export type Intaken = { fields: IncomingFields; acceptDuplicate: boolean; bookId: BookId | null }

/** Saves a document, and registers it where a book is given. If only the second step fails, it is not saved twice. */
export function useIntake(file: UploadedPdf, onDone: (id: string) => void) {
  const { t } = useTranslation()
  const { client, query } = useApi()
  const queries = useQueryClient()
  const saved = useRef<DocumentId | null>(null)
  const mutation = useMutation({
    mutationFn: async ({ fields, acceptDuplicate, bookId }: Intaken) => {
      const { sha256, fileName } = file
      saved.current ??= (await client.office.incoming.create({ ...fields, sha256, fileName, acceptDuplicate })).id
      if (bookId === null) return { id: saved.current, arrivalNumber: null }
      return client.office.incoming.register({ id: saved.current, bookId })
    },
    onSuccess: async ({ id, arrivalNumber }) => {
      tell(
        arrivalNumber === null
          ? t('incoming.saved')
          : t('incoming.savedAndRegistered', { n: formatNumber(arrivalNumber) }),
      )
      onDone(id)
      await queries.invalidateQueries({ queryKey: query.office.key() })
    },
  })
  return {
    run: mutation.mutate,
    reset: mutation.reset,
    done: mutation.isSuccess,
    pending: mutation.isPending,
    error: mutation.error,
    registering: (mutation.variables?.bookId ?? null) !== null,
  }
}
