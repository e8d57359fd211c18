import { Alert, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FileReport } from '#contract'
import { fileSentence } from '#contract/words/signature-words'
import { Failed } from '#renderer/api/failure.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { SignatureList } from '#renderer/components/verification/signature-list.tsx'
import { FilePasswordForm } from '#renderer/pages/verify/file-password-form.tsx'
import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'
import classes from '#renderer/pages/verify/verify.module.css'
import { useLanguage } from '#renderer/text/i18n.ts'

/** The answer: one sentence for the file, then each signature. */
export function Report({ file, onPassword }: { file: CheckedFile; onPassword: (password: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes['report']} role="region" aria-label={file.name} tabIndex={0} aria-live="polite">
      <Failure error={file.error} />
      {file.sha256 !== null && isLocked(file.error) && <FilePasswordForm onPassword={onPassword} />}
      {file.report ? (
        <Answer report={file.report} />
      ) : (
        file.error === null && (
          <Text size="sm" c="dimmed">
            {t('verify.checking')}
          </Text>
        )
      )}
    </div>
  )
}

/** What the file's password helps against. */
const isLocked = (error: unknown): boolean =>
  error instanceof Failed && (error.code === 'pdf-encrypted' || error.code === 'pdf-password-wrong')

const LOOKS: Record<FileReport['verdict'], { colour: string; Icon: typeof IconCircleX }> = {
  'TOTAL-PASSED': { colour: 'green', Icon: IconCircleCheck },
  'TOTAL-FAILED': { colour: 'red', Icon: IconCircleX },
  INDETERMINATE: { colour: 'yellow', Icon: IconAlertTriangle },
  'NO-SIGNATURE': { colour: 'gray', Icon: IconInfoCircle },
}

function Answer({ report }: { report: FileReport }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { verdict, signatures } = report
  const { colour, Icon } = LOOKS[verdict]
  return (
    <Stack gap="sm">
      <Alert
        color={colour}
        icon={<Icon aria-hidden />}
        title={t(`verify.fileVerdict.${verdict}.title`)}
        styles={{ title: { color: 'var(--mantine-color-text)' } }}
      >
        <Text size="sm">{fileSentence(report, language)}</Text>
      </Alert>
      {signatures.length > 0 && (
        <Title order={2} fz="sm">
          {t('verify.signaturesTitle')}
        </Title>
      )}
      <SignatureList signatures={signatures} />
    </Stack>
  )
}
