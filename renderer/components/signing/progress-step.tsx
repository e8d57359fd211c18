import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { progressWords, timeLeftWords } from '#renderer/components/signing/batch-words.ts'
import { SlowServices } from '#renderer/components/signing/level-line.tsx'
import type { Batch } from '#renderer/components/signing/use-batch.ts'
import type { FrozenDocument } from '#renderer/components/signing/use-frozen-list.ts'

type ProgressStepProps = { documents: readonly FrozenDocument[]; batch: Batch; onSmall: () => void }

/** How far the batch is; stopping takes effect after the document that is being signed. */
export function ProgressStep({ documents, batch, onSmall }: ProgressStepProps) {
  const { t } = useTranslation()
  const done = batch.tally.signed + batch.tally.failed
  const sentence = progressWords(batch, documents.length, t)
  const current = documents.find(({ id }) => batch.outcomes.get(id)?.kind === 'signing')
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="baseline">
        <Text fw={600} fz="lg">
          {sentence}
        </Text>
        <Text size="sm" c="dimmed">
          {timeLeftWords(batch, documents.length, t)}
        </Text>
      </Group>
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
      {current && <SlowServices key={current.id} />}
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('signing.stopHint')}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={onSmall}>
            {t('signing.makeSmall')}
          </Button>
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
      </Group>
    </Stack>
  )
}
