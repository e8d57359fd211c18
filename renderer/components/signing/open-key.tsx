import { Button, Group, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { formatInstant } from '#renderer/text/format.ts'

/** Until when no password is asked for, and the way to be asked at once: every signing session is closed. */
export function OpenKey({ until }: { until: string }) {
  const { t } = useTranslation()
  const { client, query } = useApi()
  const queries = useQueryClient()
  const lock = useChange(() => client.device.keys.lock(), {
    said: t('frame.keysLocked'),
    onDone: () => void queries.invalidateQueries({ queryKey: query.device.keys.key() }),
  })
  return (
    <div>
      <Group gap="xs">
        <Text size="sm">{t('signing.keyOpen', { time: formatInstant(until) })}</Text>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconLock size={14} aria-hidden />}
          loading={lock.pending}
          onClick={() => {
            lock.run(undefined)
          }}
        >
          {t('signing.lockNow')}
        </Button>
      </Group>
      <Failure error={lock.error} />
    </div>
  )
}
