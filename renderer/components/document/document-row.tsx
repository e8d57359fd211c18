import { Group, Text, VisuallyHidden } from '@mantine/core'
import { IconRosette, IconSignature } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DocumentSummary } from '#contract'
import { findingWords } from '#contract/words/signature-words'
import { StateBadge, UrgencyBadge } from '#renderer/components/document/badges.tsx'
import { numberAndDate } from '#renderer/components/document/code-of.ts'
import { formatDate } from '#renderer/text/format.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

/** Height of a row in every list of documents. */
export const DOCUMENT_ROW = 96

type DocumentRowProps = {
  row: DocumentSummary
  /** The list holds several agencies' documents: whose arrival number it is must be said. */
  withAgency?: boolean
}

/** A document in a list: its own number and date, subject in two lines, then who and how urgent. */
export function DocumentRow({ row, withAgency = false }: DocumentRowProps) {
  const { t } = useTranslation()
  return (
    <div style={{ padding: '7px 10px' }}>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="xs" fw={600} className="vt-one-line" c={row.codeNumber === null ? 'dimmed' : 'inherit'}>
          {numberAndDate(row, t)}
        </Text>
        <Group gap={4} wrap="nowrap">
          {row.leaderSigned && <IconSignature size={16} role="img" aria-label={t('document.leaderSigned')} />}
          {row.agencySigned && (
            <IconRosette size={16} role="img" aria-label={t('document.agencySigned')} color="var(--vt-seal)" />
          )}
          <UrgencyBadge urgency={row.urgency} />
          <StateBadge state={row.state} />
        </Group>
      </Group>
      <Text size="sm" lh={1.3} className="vt-two-lines" mih={39} title={row.subject} fw={500} mt={2}>
        {row.subject}
      </Text>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed" className="vt-one-line">
          <RowVerdict row={row} />
          {whoOf(row, withAgency, t).filter(Boolean).join(' · ')}
        </Text>
        {row.dueDate !== null && (
          <Text
            size="xs"
            {...(row.overdue ? { c: 'var(--mantine-color-error)', fw: 600 } : { c: 'dimmed' })}
            style={{ flex: 'none' }}
          >
            {row.overdue ? `${t('document.overdue')} · ` : ''}
            {t('document.due', { date: formatDate(row.dueDate) })}
          </Text>
        )}
      </Group>
    </div>
  )
}

/** A verdict that somebody has to know of, with its reason for whoever points at it or hears it. */
function RowVerdict({ row }: { row: DocumentSummary }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { verdict, verdictReason } = row
  if (verdict === 'TOTAL-PASSED') return null
  if (verdict === null) return <Unsigned row={row} />
  const what = verdictReason === null ? '' : findingWords(verdictReason, language).what
  const colour = verdict === 'TOTAL-FAILED' ? { c: 'var(--mantine-color-error)' } : { c: 'var(--mantine-color-text)' }
  return (
    <Text span size="xs" fw={600} title={what} {...colour}>
      {t('document.signatureVerdict', { verdict: t(`verdict.${verdict}`).toLowerCase() })}
      <VisuallyHidden> {what}</VisuallyHidden>
      {' · '}
    </Text>
  )
}

/** A file that arrived without any signature must not look like one that passed. */
function Unsigned({ row: { direction, sha256 } }: { row: DocumentSummary }) {
  const { t } = useTranslation()
  if (direction !== 'incoming' || sha256 === null) return null
  return (
    <Text span size="xs" fw={600} c="var(--mantine-color-text)">
      {t('verdict.NO-SIGNATURE')}
      {' · '}
    </Text>
  )
}

function whoOf(row: DocumentSummary, withAgency: boolean, t: TFunction): string[] {
  if (row.direction === 'outgoing') {
    const person = row.state === 'submitted' || row.state === 'draft' ? row.drafterName : row.signerName
    return [person, row.agencyName]
  }
  const arrived = row.arrivalDate === null ? '' : t('document.arrivedOn', { date: formatDate(row.arrivalDate) })
  const receiver = withAgency ? t('document.receivedBy', { agency: row.agencyName }) : ''
  return [row.handlerName, row.organName, arrived, receiver]
}
