import { useQuery } from '@tanstack/react-query'
import { useApi } from '#renderer/api/use-api.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'

/** What the signatures of an arriving file are worth; asked once however many parts of the page show it. */
export function useArrivalReport({ sha256, fileName }: UploadedPdf) {
  const { query } = useApi()
  return useQuery(query.office.verify.file.queryOptions({ input: { sha256, fileName } }))
}
