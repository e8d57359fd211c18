import { Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconColumns2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#contract/words/timeline'
import { entryWords, forbiddenWords, permittedWords } from '#contract/words/timeline-words'
import classes from '#renderer/components/verification/revision-timeline.module.css'
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
  const permitted = permittedWords(entry, language)
  return (
    <li className={classes['entry']} data-signed={entry.signatures.length > 0} data-bad={forbidden.length > 0}>
      <div className={classes['head']}>
        <Text size="sm">
          <strong>{t('verify.timeline.version', { number, of })}</strong>: {entryWords(entry, language)}
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
      {permitted !== '' && <p className={classes['quiet']}>{permitted}</p>}
      {forbidden.length > 0 && (
        <ul className={classes['forbidden']}>
          {forbidden.map((change) => (
            <li key={`${change.kind} ${change.detail} ${String(change.page)}`}>
              <IconAlertTriangle size={15} aria-hidden />
              <span>{forbiddenWords(change, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
