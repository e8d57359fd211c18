import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** At which level the agency's signature will be made; nothing where no more than a signature is wanted. */
export function LevelLine({ role }: { role: SigningAs }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data } = useQuery(query.office.levels.settings.queryOptions())
  if (role !== 'agency' || !data || data.level === 'B-B') return null
  return (
    <Text size="sm" c="dimmed">
      {t('levels.willReach', { level: t(`levels.name.${data.level}`), tsa: data.tsaUrl ?? '' })}
    </Text>
  )
}
