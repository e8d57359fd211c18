import { Button, Group, Progress, Text } from '@mantine/core'
import { IconPlayerStop, IconSignature } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentId, UnfinishedBatch } from '#contract'
import { Failure } from '#renderer/components/failure.tsx'
import { progressWords, resultWords, timeLeftWords, unfinishedWords } from '#renderer/components/signing/batch-words.ts'
import classes from '#renderer/components/signing/signing-strips.module.css'
import type { Batch } from '#renderer/components/signing/use-batch.ts'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import { formatInstant, formatNumber } from '#renderer/text/format.ts'

type JobStripProps = { batch: Batch; of: number; onOpen: () => void; onClose: () => void }

/** The batch made small: how far it is, and the way back to its sheet. The page above stays usable. */
export function JobStrip({ batch, of, onOpen, onClose }: JobStripProps) {
  const { t } = useTranslation()
  const { signed, failed, skipped } = batch.tally
  const isRunning = batch.phase === 'running'
  const sentence = isRunning ? progressWords(batch, of, t) : resultWords(batch.tally, t)
  const value = ((signed + failed) / Math.max(1, of)) * 100
  return (
    <Strip>
      <Text size="sm" fw={600}>
        {sentence}
      </Text>
      {isRunning && (
        <Progress.Root size="md" style={{ flex: 1, maxWidth: 420 }}>
          <Progress.Section value={value} aria-label={t('signing.signingTitle')} aria-valuetext={sentence} />
        </Progress.Root>
      )}
      <Text size="sm" c="dimmed" style={{ flex: 1 }}>
        {isRunning && timeLeftWords(batch, of, t)}
      </Text>
      {isRunning && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerStop size={15} aria-hidden />}
          disabled={batch.stopped}
          onClick={batch.stop}
        >
          {t(batch.stopped ? 'signing.stopping' : 'signing.stop')}
        </Button>
      )}
      {!isRunning && failed + skipped === 0 && (
        <Button size="xs" variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
      <Button size="xs" variant={isRunning ? 'default' : 'filled'} onClick={onOpen}>
        {t(isRunning ? 'signing.openJob' : 'signing.openResult')}
      </Button>
    </Strip>
  )
}

type UnfinishedStripProps = {
  unfinished: UnfinishedBatch
  error: unknown
  onResume: (ids: readonly DocumentId[], role: SigningAs) => void
  onForget: () => void
}

/** A batch that was broken off: what the register says of it, and the way to sign the rest. */
export function UnfinishedStrip({ unfinished, error, onResume, onForget }: UnfinishedStripProps) {
  const { t } = useTranslation()
  const { rest, role } = unfinished
  return (
    <Strip>
      <Text size="sm" style={{ flex: 1 }}>
        <strong>{t('signing.brokenOff', { time: formatInstant(unfinished.startedAt) })}</strong>{' '}
        {unfinishedWords(unfinished, t)}
      </Text>
      <Failure error={error} />
      <Button size="xs" variant="default" onClick={onForget}>
        {t(rest.length > 0 ? 'signing.forget' : 'common.close')}
      </Button>
      {rest.length > 0 && (
        <Button
          size="xs"
          onClick={() => {
            onResume(rest, role)
          }}
        >
          {t('signing.resume', { number: formatNumber(rest.length) })}
        </Button>
      )}
    </Strip>
  )
}

function Strip({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section className={classes['strip']} aria-label={t('signing.jobLabel')}>
      <Group gap="sm" wrap="nowrap">
        <IconSignature size={20} aria-hidden style={{ flex: 'none' }} />
        {children}
      </Group>
    </section>
  )
}
