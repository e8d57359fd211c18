import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** At which level the signature will be made; nothing where no more than a signature is wanted. */
export function LevelLine({ role }: { role: SigningAs }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data } = useQuery(query.office.levels.settings.queryOptions())
  if (!data || data.level === 'B-B') return null
  // Only the agency's signature, the last one, gets more than its proved time.
  const level = role === 'agency' ? data.level : 'B-T'
  return (
    <Text size="sm" c="dimmed">
      {t('levels.willReach', { level: t(`levels.name.${level}`), tsa: hostOf(data.tsaUrl) })}
    </Text>
  )
}

/** Once a document takes long where services are asked: on whom it may wait, and that nothing has to be done. */
export function SlowServices({ afterMs = 6000 }: { afterMs?: number }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data } = useQuery(query.office.levels.settings.queryOptions())
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSlow(true)
    }, afterMs)
    return () => {
      clearTimeout(timer)
    }
  }, [afterMs])
  const isShown = isSlow && data !== undefined && data.level !== 'B-B'
  return (
    <Text size="sm" role="status">
      {isShown ? t('levels.slow', { tsa: hostOf(data.tsaUrl) }) : ''}
    </Text>
  )
}

const hostOf = (url: string | null): string => (url !== null && URL.canParse(url) ? new URL(url).host : '')
