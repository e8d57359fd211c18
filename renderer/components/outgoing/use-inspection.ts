import { useQuery } from '@tanstack/react-query'
import { useApi } from '#renderer/api/use-api.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'

/** Whether an uploaded PDF can be made a draft: told before the form is filled, not after. */
export function useInspection(file: UploadedPdf | null) {
  const { client } = useApi()
  const { data, error, isFetching } = useQuery({
    queryKey: ['inspected-upload', file?.sha256],
    queryFn: () => (file ? client.office.outgoing.inspect({ sha256: file.sha256 }) : null),
    enabled: file !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  return { isGood: file !== null && Boolean(data), error: file ? error : null, isPending: file !== null && isFetching }
}
