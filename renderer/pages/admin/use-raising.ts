import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { useOfficeRun } from '#renderer/pages/admin/use-office-run.ts'
import { formatNumber } from '#renderer/text/format.ts'

/** Raises every waiting document and follows it. */
export function useRaising() {
  const { t } = useTranslation()
  const { client } = useApi()
  return useOfficeRun({
    start: (signal) => client.office.levels.raise(undefined, { signal }),
    said: ({ raised, failed }: { kind: 'finished'; raised: number; failed: number }) =>
      t('levels.raisedSome', { raised: formatNumber(raised), failed: formatNumber(failed) }),
  })
}
