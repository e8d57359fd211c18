import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Outcomes } from '#renderer/components/signing/use-batch.ts'
import { formatNumber } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'
import { shortfallSentence } from '#renderer/text/shortfall-sentence.ts'

/** Said aloud where documents are signed, but not at the office's level: how many, why, and what happens next. */
export function LowerLevels({ outcomes }: { outcomes: Outcomes }) {
  const { t, i18n } = useTranslation()
  const lower = [...outcomes.values()].flatMap((outcome) =>
    outcome.kind === 'signed' && outcome.lower ? [outcome.lower] : [],
  )
  if (lower.length === 0) return null
  const reasons = new Set(lower.map((one) => shortfallSentence(one, i18n.language as Language)))
  return (
    <Alert role="alert" color="orange" icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm" fw={600}>
        {t('levels.lowerSome', { count: lower.length, n: formatNumber(lower.length) })}
      </Text>
      <List size="sm">
        {[...reasons].map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
