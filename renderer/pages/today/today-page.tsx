import { Text, Title } from '@mantine/core'
import { IconCheckbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { CertificatesTile } from '#renderer/pages/today/certificates-tile.tsx'
import { RateTile } from '#renderer/pages/today/rate-tile.tsx'
import { StripCard } from '#renderer/pages/today/strip-card.tsx'
import { stripsOf } from '#renderer/pages/today/strips.ts'
import classes from '#renderer/pages/today/today.module.css'
import { formatDate } from '#renderer/text/format.ts'

/** The day at a glance: what waits, the month's signing rate, certificates that will expire. */
export function TodayPage() {
  const { t } = useTranslation()
  const { query } = useApi()
  const me = useMe()
  const { data, error, refetch } = useQuery(query.office.today.summary.queryOptions())
  const strips = data ? stripsOf(me.person.roles, data.counts) : []
  const waiting = strips.filter((strip) => strip.count > 0)

  return (
    <PageFrame
      header={
        <PageHeader title={t('today.title')}>
          {data && (
            <Text size="sm" c="dimmed">
              {t('today.greeting', { name: me.person.name, date: formatDate(data.date) })}
            </Text>
          )}
        </PageHeader>
      }
    >
      <Failure error={error} onRetry={() => void refetch()} />
      {data && (
        <div className={classes['columns']}>
          <section aria-labelledby="today-waiting">
            <Title order={2} fz="md" mb="sm" id="today-waiting">
              {t('today.waiting')}
            </Title>
            {waiting.length === 0 && (
              <div>
                <EmptyState icon={<IconCheckbox size={26} />} title={t('today.clear')} hint={t('today.clearHint')} />
              </div>
            )}
            <div className={classes['strips']}>
              {strips.map((strip) => (
                <StripCard key={strip.words} strip={strip} />
              ))}
            </div>
            <Text size="sm" c="dimmed" mt="lg">
              {t('today.shortcutsHint')}
            </Text>
          </section>
          <aside className={classes['tiles']}>
            <RateTile summary={data} />
            <CertificatesTile expiring={data.expiringCertificates} />
          </aside>
        </div>
      )}
    </PageFrame>
  )
}
