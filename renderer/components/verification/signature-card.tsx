import { Card, Group, Text, Title } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignatureReport } from '#contract'
import { subIndicationTodo } from '#contract/words/advice'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import { Findings } from '#renderer/components/verification/findings.tsx'
import { SignatureFacts, TechnicalFacts } from '#renderer/components/verification/signature-facts.tsx'
import { useLanguage } from '#renderer/text/i18n.ts'

type SignatureCardProps = {
  report: SignatureReport
  index?: number
  of?: number
  /** Findings that were told already, of all signatures at once. */
  told?: readonly string[]
}

/** Of more signatures than these each shows the facts that tell it from the others, and the rest when it is asked for. */
const FEW = 3

/** One signature: the verdict and why, who and when, whether it is intact and trusted, what it covers, what came after. */
export function SignatureCard({ report, index, of = 1, told = [] }: SignatureCardProps) {
  const { t } = useTranslation()
  const titleId = useId()
  const own = report.findings.filter((code) => !told.includes(code))
  const isStamp = report.kind === 'document-timestamp'
  return (
    <Card withBorder padding="sm" component="article" aria-labelledby={titleId}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div style={{ minWidth: 0 }}>
          {index !== undefined && (
            <Text size="xs" c="dimmed">
              {t(isStamp ? 'verify.ordinalStamp' : 'verify.ordinal', { index, of })}
            </Text>
          )}
          <Title order={3} fz="md" lh={1.3} id={titleId}>
            {report.signer === '' ? t('verdict.unknownSigner') : report.signer}
          </Title>
        </div>
        <VerdictBadge verdict={report.indication} />
      </Group>
      <Conclusion report={report} isToldAbove={own.length === 0 && report.findings.length > 0} />
      <Findings codes={own} indication={report.indication} />
      <SignatureFacts report={report} isOneOfMany={of > FEW} />
      <TechnicalFacts report={report} />
    </Card>
  )
}

/** The verdict and its ground; where no finding of its own says more, what to do. */
function Conclusion({ report, isToldAbove }: { report: SignatureReport; isToldAbove: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { indication, subIndication, findings } = report
  const why = subIndication === null ? '' : t(`findings.sub.${subIndication}`)
  const todo = subIndication === null || findings.length > 0 ? '' : subIndicationTodo(subIndication, language)
  return (
    <Text size="sm" mt={6} fw={500}>
      {t(`verify.sentence.${indication}`)} {isToldAbove && subIndication !== null ? t('verify.seeShared') : why} {todo}
    </Text>
  )
}
