import { Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconColumns2 } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Language } from '#contract/words/format'
import { changeWords } from '#contract/words/signature-words'
import type { TimelineChange, TimelineEntry } from '#contract/words/timeline'
import classes from '#renderer/components/verification/revision-timeline.module.css'
import { timeOf } from '#renderer/components/verification/time-of.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

type RevisionTimelineProps = { entries: readonly TimelineEntry[]; onCompare: (entry: TimelineEntry) => void }

/** Every version of the file in the order of writing: who signed it, what it changed of what others had signed. */
export function RevisionTimeline({ entries, onCompare }: RevisionTimelineProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('verify.timeline.title')}>
      <Title order={2} fz="sm" mb={6}>
        {t('verify.timeline.title')}
      </Title>
      <ol className={classes['timeline']}>
        {entries.map((entry) => (
          <Entry
            key={entry.number}
            entry={entry}
            onCompare={() => {
              onCompare(entry)
            }}
          />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, onCompare }: { entry: TimelineEntry; onCompare: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { number, of, isLast, changes } = entry
  const forbidden = changes.filter(({ judgement }) => judgement === 'forbidden')
  const permitted = changes.filter(({ judgement }) => judgement === 'permitted')
  return (
    <li className={classes['entry']} data-signed={entry.signatures.length > 0} data-bad={forbidden.length > 0}>
      <div className={classes['head']}>
        <Text size="sm">
          <strong>{t('verify.timeline.version', { number, of })}</strong>: {entryWords(entry, t)}
          {isLast && <span className={classes['quiet']}> ({t('verify.timeline.now')})</span>}
        </Text>
        {!isLast && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ flex: 'none' }}
            leftSection={<IconColumns2 size={15} aria-hidden />}
            aria-label={t('verify.timeline.compareOf', { number })}
            onClick={onCompare}
          >
            {t('verify.timeline.compare')}
          </Button>
        )}
      </div>
      {permitted.length > 0 && (
        <p className={classes['quiet']}>
          {t('verify.timeline.permitted')}: {[...new Set(permitted.map((one) => placed(one, language, t)))].join('; ')}.
        </p>
      )}
      {forbidden.length > 0 && (
        <ul className={classes['forbidden']}>
          {forbidden.map((change) => (
            <li key={`${change.kind} ${change.detail} ${String(change.page)}`}>
              <IconAlertTriangle size={15} aria-hidden />
              <span>{forbiddenWords(change, language, t)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Who signed this version, and when. */
function entryWords({ number, signatures }: TimelineEntry, t: TFunction): string {
  if (signatures.length === 0) return t(number === 1 ? 'verify.timeline.first' : 'verify.timeline.unsigned')
  const lines = signatures.map((report) => {
    const who = report.signer === '' ? t('verdict.unknownSigner') : report.signer
    const words = t(report.kind === 'document-timestamp' ? 'verify.timeline.stamped' : 'verify.timeline.signed', {
      who,
    })
    const time = timeOf(report)
    return time === '' ? words : `${words}, ${time}`
  })
  return lines.join('; ')
}

/** A change and the page it shows on. */
function placed(change: TimelineChange, language: Language, t: TFunction): string {
  const words = changeWords(change, language)
  return change.page === null ? words : `${words}, ${t('verify.timeline.onPage', { page: change.page })}`
}

/** What is not permitted, against whose signature, and that nobody answers for it. */
function forbiddenWords(change: TimelineChange, language: Language, t: TFunction): string {
  const names = new Set(change.against.map(({ signer }) => (signer === '' ? t('verdict.unknownSigner') : signer)))
  const against = t('verify.timeline.against', { who: [...names].join(', ') })
  const nobody = change.by === null ? `; ${t('verify.timeline.byNobody')}` : ''
  return `${t('verify.timeline.forbidden')}: ${placed(change, language, t)} (${against}${nobody})`
}
