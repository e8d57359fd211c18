import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureOf } from '#renderer/api/failure.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { FileAnswer } from '#renderer/components/verification/file-answer.tsx'
import { FilePasswordForm } from '#renderer/pages/verify/file-password-form.tsx'
import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'
import classes from '#renderer/pages/verify/verify.module.css'

/** The answer: what to do with the file, its versions, each signature. */
export function Report({ file, onPassword }: { file: CheckedFile; onPassword: (password: string) => void }) {
  const { t } = useTranslation()
  const { report, sha256, error } = file
  return (
    <div className={classes['report']} role="region" aria-label={file.name} tabIndex={0} aria-live="polite">
      <Failure error={error} />
      {sha256 !== null && isLocked(error) && <FilePasswordForm onPassword={onPassword} />}
      {report && sha256 !== null && (
        <FileAnswer key={file.id} report={report} sha256={sha256} password={file.password} />
      )}
      {!report && error === null && (
        <Text size="sm" c="dimmed">
          {t('verify.checking')}
        </Text>
      )}
    </div>
  )
}

/** What the file's password helps against. */
function isLocked(error: unknown): boolean {
  const { code } = failureOf(error)
  return error !== null && (code === 'pdf-encrypted' || code === 'pdf-password-wrong')
}
