import { Alert, Text } from '@mantine/core'
import { IconClockUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { formatInstant } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'
import { shortfallSentence } from '#renderer/text/shortfall-sentence.ts'

/** A signature below the office's level, wherever its document is opened: which level it has, why, and what happens next. */
export function LevelNotice({ document: { lowLevel } }: { document: DocumentDetail }) {
  const { t, i18n } = useTranslation()
  if (lowLevel === null) return null
  const { reached, wanted, problem, details, isReady, nextAt } = lowLevel
  return (
    <Alert
      color="orange"
      icon={<IconClockUp aria-hidden />}
      title={t('levels.low', { reached, wanted })}
      py="xs"
      radius={0}
      styles={{ root: { flex: 'none' }, title: { color: 'var(--mantine-color-text)' } }}
    >
      {problem !== null && (
        <Text size="sm">
          {shortfallSentence({ code: problem, details: { ...details, wanted, reached } }, i18n.language as Language)}
        </Text>
      )}
      <Text size="sm">{isReady ? t('levels.lowNext', { time: formatInstant(nextAt) }) : t('levels.lowLater')}</Text>
    </Alert>
  )
}

/** Before a document leaves: what is sent now keeps its level, only the register's file is raised later. */
export function LowLevelAtIssue({ document: { lowLevel } }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  if (lowLevel === null) return null
  const { reached, wanted } = lowLevel
  return (
    <Alert color="orange" icon={<IconClockUp aria-hidden />} py="xs">
      <Text size="sm">{t('levels.lowAtIssue', { reached, wanted })}</Text>
    </Alert>
  )
}
