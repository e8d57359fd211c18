import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { useOfficeRun } from '#renderer/pages/admin/use-office-run.ts'
import { formatNumber } from '#renderer/text/format.ts'

type Finished = { kind: 'finished'; checked: number; changed: number; unfinished: number }

/** Checks every signed document again and follows it. */
export function useRechecking() {
  const { t } = useTranslation()
  const { client } = useApi()
  return useOfficeRun({
    start: (signal) => client.office.rechecks.all(undefined, { signal }),
    said: ({ checked, changed, unfinished }: Finished) => {
      const counts = { n: formatNumber(checked), changed: formatNumber(changed) }
      return t('rechecks.done', { ...counts, unfinished: formatNumber(unfinished) })
    },
  })
}
