import { Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileReport } from '#contract'
import { adviceOf } from '#contract/words/advice'
import { failureOf } from '#renderer/api/failure.ts'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { arrivalVerdict, type Tone } from '#renderer/pages/incoming/arrival-verdict.ts'
import { useArrivalReport } from '#renderer/pages/incoming/use-arrival-report.ts'
import { formatNumber } from '#renderer/text/format.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

type IntakeChecksProps = { file: UploadedPdf; error: Error | null; onAccept: () => void }

/** Authenticity, integrity, duplicates: what NĐ 30/2020, Điều 21.2 wants checked before a document is registered. */
export function IntakeChecks({ file, error, onAccept }: IntakeChecksProps) {
  const { t } = useTranslation()
  const report = useArrivalReport(file)
  const verdict = report.data && arrivalVerdict(report.data)
  const isTwin = error !== null && failureOf(error).code === 'duplicate-document'
  return (
    <section aria-label={t('incoming.checks')} aria-live="polite">
      <Stack gap={4}>
        {report.isPending && <Checking />}
        <Failure error={report.error} onRetry={() => void report.refetch()} />
        {report.data && <ToDo report={report.data} />}
        {verdict && (
          <>
            <Line tone={verdict.signatures.tone} label={t('incoming.checkSignatures')}>
              {t(`incoming.${verdict.signatures.words}`, {
                n: formatNumber(verdict.count),
                bad: formatNumber(verdict.bad),
              })}
            </Line>
            <Line tone={verdict.integrity.tone} label={t('incoming.checkIntegrity')}>
              {t(`incoming.${verdict.integrity.words}`)}
            </Line>
          </>
        )}
        {isTwin ? <Twin error={error} onAccept={onAccept} /> : <NoTwin />}
      </Stack>
      {!isTwin && <Failure error={error} />}
    </section>
  )
}

/** What to do with the file, before why: to be returned, to be asked about. Nothing where it simply passes. */
function ToDo({ report }: { report: FileReport }) {
  const { t } = useTranslation()
  const { title, next } = adviceOf(report, useLanguage())
  const { verdict } = report
  if (verdict === 'TOTAL-PASSED') return null
  const isBad = verdict === 'TOTAL-FAILED'
  return (
    <>
      <Text fw={600} {...(isBad ? { c: 'var(--mantine-color-error)' } : {})}>
        {title}
      </Text>
      <Text size="sm">{isBad ? t('incoming.returnAfterSaving') : next}</Text>
    </>
  )
}

function Checking() {
  const { t } = useTranslation()
  return (
    <Group gap={8}>
      <Loader size="xs" aria-hidden />
      <Text size="sm">{t('incoming.checking')}</Text>
    </Group>
  )
}

function NoTwin() {
  const { t } = useTranslation()
  return (
    <Line tone="open" label={t('incoming.checkDuplicate')}>
      {t('incoming.duplicatePending')}
    </Line>
  )
}

function Twin({ error, onAccept }: { error: Error; onAccept: () => void }) {
  const { t } = useTranslation()
  const id = failureOf(error).details['id']
  return (
    <Line tone="warning" label={t('incoming.checkDuplicate')}>
      {t('incoming.duplicateFound')}{' '}
      {typeof id === 'string' && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/search" search={{ id }} target="_blank" {...props} />}>
          {t('incoming.duplicateOpen')}
        </Anchor>
      )}
      <Button size="compact-sm" variant="outline" color="red" ml="xs" onClick={onAccept}>
        {t('incoming.duplicateAccept')}
      </Button>
    </Line>
  )
}

const LOOKS: Record<Tone, { Icon: typeof IconCircleCheck; colour: string }> = {
  good: { Icon: IconCircleCheck, colour: 'var(--mantine-color-green-text)' },
  bad: { Icon: IconCircleX, colour: 'var(--mantine-color-error)' },
  warning: { Icon: IconAlertTriangle, colour: 'var(--mantine-color-orange-text)' },
  open: { Icon: IconInfoCircle, colour: 'var(--mantine-color-dimmed)' },
}

function Line({ tone, label, children }: { tone: Tone; label: string; children: ReactNode }) {
  const { Icon, colour } = LOOKS[tone]
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Icon size={18} color={colour} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm" component="div">
        <Text span size="sm" fw={600}>
          {label}:
        </Text>{' '}
        {children}
      </Text>
    </Group>
  )
}
