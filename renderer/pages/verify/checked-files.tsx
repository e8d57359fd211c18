import { CloseButton, Group, Loader, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import { OUTCOMES, outcomeOf } from '#renderer/pages/verify/outcomes.ts'
import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'
import classes from '#renderer/pages/verify/verify.module.css'
import { formatNumber } from '#renderer/text/format.ts'

type CheckedFilesProps = {
  files: readonly CheckedFile[]
  currentId: string
  onCurrent: (id: string) => void
  onRemove: (id: string) => void
}

/** The files of this visit with their verdicts; nothing of it is kept. */
export function CheckedFiles({ files, currentId, onCurrent, onRemove }: CheckedFilesProps) {
  const { t } = useTranslation()
  return (
    <>
      {files.length > 1 && <Sum files={files} />}
      <ul className={classes['files']} aria-label={t('verify.files')}>
        {files.map((file) => (
          <li key={file.id} className={classes['file']} data-current={file.id === currentId}>
            <UnstyledButton
              className={classes['name']}
              aria-current={file.id === currentId}
              onClick={() => {
                onCurrent(file.id)
              }}
            >
              <Group gap={8} wrap="nowrap" justify="space-between">
                <Text size="sm" fw={600} className="vt-one-line" style={{ minWidth: 0 }} title={file.name}>
                  {file.name}
                </Text>
                <div style={{ flex: 'none', display: 'flex', alignItems: 'center' }}>
                  <Outcome file={file} />
                </div>
              </Group>
            </UnstyledButton>
            <CloseButton
              size="sm"
              aria-label={t('verify.removeFile', { file: file.name })}
              onClick={() => {
                onRemove(file.id)
              }}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** How many of each outcome, the worst first: what a folder of files comes to. */
function Sum({ files }: { files: readonly CheckedFile[] }) {
  const { t } = useTranslation()
  const count = Map.groupBy(files, outcomeOf)
  const parts = OUTCOMES.flatMap((outcome) => {
    const n = count.get(outcome)?.length ?? 0
    return n === 0 ? [] : [t(`verify.sum.${outcome}`, { n: formatNumber(n) })]
  })
  return (
    <Text size="sm" px={14} pt={8} fw={600} role="status">
      {parts.join(' · ')}
    </Text>
  )
}

function Outcome({ file }: { file: CheckedFile }) {
  const { t } = useTranslation()
  if (file.report) return <VerdictBadge verdict={file.report.verdict} />
  if (file.error !== null) return <NotChecked />
  return (
    <Group gap={6} wrap="nowrap" role="status">
      <Loader size="xs" aria-hidden />
      <Text size="xs">{t(`verify.${file.step === 'done' ? 'checking' : file.step}`)}</Text>
    </Group>
  )
}

/** A file without an answer says so in words: an icon alone is no verdict. */
function NotChecked() {
  const { t } = useTranslation()
  return (
    <Group gap={6} wrap="nowrap" c="var(--mantine-color-error)">
      <IconAlertTriangle size={16} aria-hidden />
      <Text size="xs" fw={600}>
        {t('verify.notChecked')}
      </Text>
    </Group>
  )
}
