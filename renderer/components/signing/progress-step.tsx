import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '#renderer/components/signing/use-batch.ts'
import type { FrozenDocument } from '#renderer/components/signing/use-frozen-list.ts'
import { formatNumber } from '#renderer/text/format.ts'

/** How far the batch is; stopping takes effect after the document that is being signed. */
export function ProgressStep({ documents, batch }: { documents: readonly FrozenDocument[]; batch: Batch }) {
  const { t } = useTranslation()
  const done = batch.tally.signed + batch.tally.failed
  const sentence = t('signing.progress', { done: formatNumber(done), of: formatNumber(documents.length) })
  const current = documents.find(({ id }) => batch.outcomes.get(id)?.kind === 'signing')
  return (
    <Stack gap="sm">
      <Text fw={600} fz="lg" role="status">
        {sentence}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={(done / Math.max(1, documents.length)) * 100}
          aria-label={t('signing.signingTitle')}
          aria-valuetext={sentence}
        />
      </Progress.Root>
      <Text size="sm" className="vt-one-line" mih={22}>
        {current ? t('signing.current', { subject: current.subject }) : ''}
      </Text>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('signing.stopHint')}
        </Text>
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={batch.stop}
          disabled={batch.stopped}
          data-autofocus
        >
          {t(batch.stopped ? 'signing.stopping' : 'signing.stop')}
        </Button>
      </Group>
    </Stack>
  )
}
