import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { SIGNING_WARNING_SENTENCES } from '#contract/signing-warnings'
import { FilePasswordField } from '#renderer/components/signing/file-password-field.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import {
  type FileProblem,
  type FileWarning,
  useSigningWarnings,
} from '#renderer/components/signing/use-signing-warnings.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import { formatNumber } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'

const MAX_SHOWN = 6

type SigningWarningsProps = {
  documents: readonly FrozenDocument[]
  role: SigningAs
  /** Of the password of files whose maker restricts signing; the field is there where one is. */
  passwordRef: Ref<HTMLInputElement>
}

/** What could be made to look different under the signature, in plain words; nothing where there is nothing to say. */
export function SigningWarnings({ documents, role, passwordRef }: SigningWarningsProps) {
  const { t } = useTranslation()
  const { data, isLoading } = useSigningWarnings(documents, role)
  const all = data?.warnings ?? []
  const warnings = all.filter(({ severity }) => severity === 'warning')
  const notes = all.filter(({ severity }) => severity === 'note')
  return (
    <>
      {isLoading && (
        <Text size="xs" c="dimmed">
          {t('signing.examining')}
        </Text>
      )}
      {data && data.refused.length > 0 && <ProblemList title={t('signing.refusedFiles')} problems={data.refused} />}
      {data && data.problems.length > 0 && <ProblemList title={t('signing.notExamined')} problems={data.problems} />}
      {warnings.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('signing.warnings')}>
          <WarningList warnings={warnings} />
        </Alert>
      )}
      {all.some(({ code }) => code === 'owner-password-needed') && <FilePasswordField fieldRef={passwordRef} />}
      {notes.length > 0 && (
        <Text component="details" size="xs" c="dimmed">
          <summary>{t('signing.warningNotes', { number: formatNumber(notes.length) })}</summary>
          <WarningList warnings={notes} />
        </Text>
      )}
    </>
  )
}

/** Files that cannot be signed or could not be examined, each with the reason. */
function ProblemList({ title, problems }: { title: string; problems: readonly FileProblem[] }) {
  const { t, i18n } = useTranslation()
  const rest = problems.length - MAX_SHOWN
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title}>
      <List size="sm">
        {problems.slice(0, MAX_SHOWN).map(({ id, subject, failure }) => (
          <List.Item key={id}>
            <b>{subject}</b>: {failureSentence(failure, i18n.language as Language)}
          </List.Item>
        ))}
        {rest > 0 && <List.Item>{t('signing.warningsMore', { number: formatNumber(rest) })}</List.Item>}
      </List>
    </Alert>
  )
}

function WarningList({ warnings }: { warnings: readonly FileWarning[] }) {
  const { t } = useTranslation()
  const rest = warnings.length - MAX_SHOWN
  return (
    <List size="sm">
      {warnings.slice(0, MAX_SHOWN).map((warning) => (
        <List.Item
          key={`${warning.subject}-${warning.code}-${String(warning.page)}-${String(warning.object)}-${warning.detail}`}
        >
          <WarningLine warning={warning} />
        </List.Item>
      ))}
      {rest > 0 && <List.Item>{t('signing.warningsMore', { number: formatNumber(rest) })}</List.Item>}
    </List>
  )
}

function WarningLine({ warning: { code, detail, subject, page } }: { warning: FileWarning }) {
  const { t, i18n } = useTranslation()
  const sentence = SIGNING_WARNING_SENTENCES[code][i18n.language as Language].replace('{detail}', () => detail)
  const place = page === null ? subject : t('signing.warningPlace', { subject, page: formatNumber(page) })
  return (
    <>
      <b>{place}</b>: {sentence}
    </>
  )
}
