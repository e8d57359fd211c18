import { useQuery } from '@tanstack/react-query'
import { useApi } from '#renderer/api/use-api.tsx'

/** Books of incoming documents of the year that a document arrived in. NĐ 30/2020, Điều 22.2. */
export function useIncomingBooks(arrivalDate: string) {
  const { query } = useApi()
  const year = Number(arrivalDate.slice(0, 4))
  return useQuery(
    query.office.books.list.queryOptions({ input: { direction: 'incoming', year }, enabled: Number.isFinite(year) }),
  )
}
