import { Anchor, Button, Group, Paper, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { RunProgress } from '#renderer/pages/admin/run-progress.tsx'
import type { RunEnd } from '#renderer/pages/admin/use-office-run.ts'
import type { useRechecking } from '#renderer/pages/admin/use-rechecking.ts'
import { formatInstant, formatNumber } from '#renderer/text/format.ts'

/** How the checks in the background go, the button that checks everything now, and how far the last such run came. */
export function RecheckPanel({ rechecking }: { rechecking: ReturnType<typeof useRechecking> }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const summary = useQuery(query.office.rechecks.summary.queryOptions())
  const documents = summary.data?.documents ?? 0
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="rechecks">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} fz="md" id="rechecks">
            {t('rechecks.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('rechecks.hint')}
          </Text>
        </div>
        {rechecking.progress ? (
          <Button variant="default" onClick={rechecking.stop} style={{ flex: 'none' }}>
            {t('rechecks.stop')}
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={documents === 0}
            onClick={() => void rechecking.run()}
            style={{ flex: 'none' }}
          >
            {t('rechecks.all')}
          </Button>
        )}
      </Group>
      <RunProgress progress={rechecking.progress} words={(counts) => t('rechecks.running', counts)} />
      {rechecking.end && <LastRun end={rechecking.end} />}
      <Failure error={summary.error ?? rechecking.error} />
      {summary.data && <Summary {...summary.data} />}
    </Paper>
  )
}

/** The outcome stays: the toast is gone when somebody comes back to the screen. */
function LastRun({ end }: { end: RunEnd }) {
  const { t } = useTranslation()
  const outcome =
    'said' in end
      ? end.said
      : t('rechecks.stopped', { done: formatNumber(end.stoppedAt.done), of: formatNumber(end.stoppedAt.of) })
  return (
    <Text size="sm" mt="xs" fw={600}>
      {t('rechecks.lastRun', { outcome })}
    </Text>
  )
}

type Counts = { documents: number; unfinished: number; toReview: number; oldest: string | null }

function Summary({ documents, unfinished, toReview, oldest }: Counts) {
  const { t } = useTranslation()
  if (documents === 0) return <Text mt="xs">{t('rechecks.none')}</Text>
  const parts = [
    t('rechecks.some', { n: formatNumber(documents) }),
    oldest === null ? '' : t('rechecks.oldest', { time: formatInstant(oldest) }),
    unfinished === 0 ? '' : t('rechecks.unfinished', { n: formatNumber(unfinished) }),
    toReview === 0 ? '' : t('rechecks.toReview', { n: formatNumber(toReview) }),
  ]
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm">{parts.filter((part) => part !== '').join(' · ')}</Text>
      {toReview > 0 && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/search" search={{ signatures: 'to-review' }} {...props} />}>
          {t('rechecks.openList')}
        </Anchor>
      )}
    </Group>
  )
}
