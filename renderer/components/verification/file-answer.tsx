import { Alert, Button, CopyButton, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconCopy, IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileReport, Sha256 } from '#contract'
import { adviceOf } from '#contract/words/advice'
import { type TimelineEntry, timelineOf } from '#contract/words/timeline'
import { useApi } from '#renderer/api/use-api.tsx'
import type { ComparedFile } from '#renderer/components/comparison/comparison-dialog.tsx'
import { LazyComparison } from '#renderer/components/comparison/lazy-comparison.tsx'
import { RevisionTimeline } from '#renderer/components/verification/revision-timeline.tsx'
import { SaveReport } from '#renderer/components/verification/save-report.tsx'
import { SignatureList } from '#renderer/components/verification/signature-list.tsx'
import { formatInstant, formatNumber } from '#renderer/text/format.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

type FileAnswerProps = {
  report: FileReport
  sha256: Sha256
  /** Of an encrypted file, to show its pages; kept by the page as long as the file is shown. */
  password?: string | undefined
  /** The office's own document: nobody to return it to. */
  isOwn?: boolean
  /** What else can be done with the report, beside the time of the check. */
  actions?: ReactNode
}

/** The answer for a file: what to do, then who signed which version and what came after, then each signature. */
export function FileAnswer({ report, sha256, password, isOwn = false, actions }: FileAnswerProps) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  const [compared, setCompared] = useState<ComparedFile | null>(null)
  const { signatures } = report
  const compare = (entry: TimelineEntry) => {
    setCompared({
      ...comparedRevision(report, entry),
      before: fileUrl(sha256, entry.end),
      after: fileUrl(sha256),
      ...(password === undefined ? {} : { password }),
    })
  }
  const entries = timelineOf(report)
  return (
    <Stack gap="sm">
      <Verdict report={report} isOwn={isOwn} />
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {t(report.offline ? 'verify.checkedOffline' : 'verify.checkedAt', { time: formatInstant(report.checkedAt) })}
        </Text>
        <Group gap="xs">
          {actions}
          <SaveReport sha256={sha256} fileName={report.file} password={password} />
        </Group>
      </Group>
      {entries.length > 1 && signatures.length > 0 && <RevisionTimeline entries={entries} onCompare={compare} />}
      {signatures.length > 0 && (
        <Title order={2} fz="sm">
          {t('verify.signaturesTitle')}
        </Title>
      )}
      <SignatureList signatures={signatures} />
      {compared && (
        <LazyComparison
          file={compared}
          onClose={() => {
            setCompared(null)
          }}
        />
      )}
    </Stack>
  )
}

/** What is compared, and the pages that the report says were changed since. */
function comparedRevision({ signatures }: FileReport, { number, of, signatures: signed }: TimelineEntry) {
  const later = signatures.flatMap(({ changesAfter }) => changesAfter).filter(({ revision }) => revision > number)
  return {
    revision: number,
    revisions: of,
    signer: signed.map(({ signer }) => signer).join(', '),
    hints: later.flatMap(({ page }) => page ?? []),
  }
}

const LOOKS: Record<FileReport['verdict'], { colour: string; Icon: typeof IconCircleX }> = {
  'TOTAL-PASSED': { colour: 'green', Icon: IconCircleCheck },
  'TOTAL-FAILED': { colour: 'red', Icon: IconCircleX },
  INDETERMINATE: { colour: 'yellow', Icon: IconAlertTriangle },
  'NO-SIGNATURE': { colour: 'gray', Icon: IconInfoCircle },
}

/** What to do, and why, before anything else; of the office's own document only what it is. */
function Verdict({ report, isOwn }: { report: FileReport; isOwn: boolean }) {
  const { t } = useTranslation()
  const { verdict, signatures } = report
  const { title, why, steps, standing, reason } = adviceOf(report, useLanguage())
  const { colour, Icon } = LOOKS[verdict]
  const bad = signatures.filter(({ indication }) => indication === verdict).length
  const figures = { n: formatNumber(signatures.length), bad: formatNumber(bad) }
  return (
    <Alert
      color={colour}
      icon={<Icon aria-hidden />}
      title={isOwn ? t(`verify.own.${verdict}.title`) : title}
      styles={{ root: tinted(colour) }}
    >
      <Text size="sm">
        {isOwn
          ? t(`verify.own.${verdict}.sentence`, figures)
          : `${why} ${areIntact(report) ? t('verify.intactAll') : ''}`}
      </Text>
      {!isOwn && <ToDo steps={steps} standing={standing} />}
      {!isOwn && reason !== '' && <ReturnReason reason={reason} />}
    </Alert>
  )
}

/** How the file stands, then what to do: one task by one. */
function ToDo({ steps, standing }: { steps: readonly string[]; standing: string }) {
  const [only, ...more] = steps
  return (
    <>
      {standing !== '' && (
        <Text size="sm" fw={700} mt={4}>
          {standing}
        </Text>
      )}
      {more.length === 0 ? (
        <Text size="sm" mt={4}>
          {only}
        </Text>
      ) : (
        <List type="ordered" size="sm" mt={4} spacing={2}>
          {steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      )}
    </>
  )
}

const areIntact = ({ verdict, signatures }: FileReport): boolean =>
  verdict === 'INDETERMINATE' && signatures.every(({ intact }) => intact)

/** A tint that text of both schemes stands on, and a bar in the colour itself. */
const tinted = (colour: string) => ({
  background: `color-mix(in oklab, var(--mantine-color-${colour}-6) 12%, var(--vt-surface))`,
  borderLeft: `4px solid var(--mantine-color-${colour}-6)`,
})

/** What can be written to the sender. NĐ 30/2020/NĐ-CP, Điều 21.2. */
function ReturnReason({ reason }: { reason: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Text size="sm" mt={8} mb={6}>
        <span style={{ color: 'var(--mantine-color-dimmed)' }}>{t('verify.reasonLabel')}</span> {reason}
      </Text>
      <CopyButton value={reason}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
            {t(copied ? 'verify.copied' : 'verify.copyReason')}
          </Button>
        )}
      </CopyButton>
    </>
  )
}
