import { CloseButton, Group, Loader, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'
import classes from '#renderer/pages/verify/verify.module.css'

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
              <div style={{ flex: 'none', display: 'flex' }}>
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
