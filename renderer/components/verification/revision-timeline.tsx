import { Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconColumns2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#contract/words/timeline'
import { entryWords, forbiddenLines, permittedWords } from '#contract/words/timeline-words'
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
        {entries.map((entry, at) => (
          <Entry key={entry.number} entry={entry} compared={comparedAt(entries, at)} onCompare={onCompare} />
        ))}
      </ol>
    </section>
  )
}

/** What is compared from this row: at a forbidden change the version before it; never what nobody had signed yet. */
function comparedAt(entries: readonly TimelineEntry[], at: number): TimelineEntry | undefined {
  const entry = entries[at]
  if (entry && isBad(entry)) return entries[at - 1]
  const next = entries[at + 1]
  const isTold = next === undefined || isBad(next)
  return isTold || (at === 0 && entry?.signatures.length === 0) ? undefined : entry
}

const isBad = ({ changes }: TimelineEntry): boolean => changes.some(({ judgement }) => judgement === 'forbidden')

type EntryProps = {
  entry: TimelineEntry
  compared: TimelineEntry | undefined
  onCompare: (entry: TimelineEntry) => void
}

function Entry({ entry, compared, onCompare }: EntryProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { number, of, isLast } = entry
  const forbidden = forbiddenLines(entry, language)
  const permitted = permittedWords(entry, language)
  return (
    <li className={classes['entry']} data-signed={entry.signatures.length > 0} data-bad={forbidden.length > 0}>
      <div className={classes['head']}>
        <Text size="sm">
          <strong>{t('verify.timeline.version', { number, of })}</strong>: {entryWords(entry, language)}
          {isLast && <span className={classes['quiet']}> ({t('verify.timeline.now')})</span>}
        </Text>
        {compared && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ flex: 'none' }}
            leftSection={<IconColumns2 size={15} aria-hidden />}
            aria-label={t('verify.timeline.compareOf', { number: compared.number })}
            onClick={() => {
              onCompare(compared)
            }}
          >
            {t('verify.timeline.compare')}
          </Button>
        )}
      </div>
      {forbidden.length > 0 && (
        <ul className={classes['forbidden']}>
          {forbidden.map((line) => (
            <li key={line}>
              <IconAlertTriangle size={15} aria-hidden />
              <span>{line}</span>
            </li>
          ))}
        </ul>
      )}
      {permitted !== '' && <p className={classes['quiet']}>{permitted}</p>}
    </li>
  )
}
