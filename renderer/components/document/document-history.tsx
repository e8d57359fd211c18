import { ActionIcon, CopyButton, Divider, Group, Stack, Text, Timeline, Title, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, DocumentEvent, Revision } from '#contract'
import { useEventName } from '#renderer/components/document/use-event-name.ts'
import { useEventReason } from '#renderer/components/document/use-event-reason.ts'
import { formatInstant, formatSize } from '#renderer/text/format.ts'

/** Who did what and when, newest first; then every revision of the file, none of which is ever changed. */
export function DocumentHistory({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const newestFirst = document.history.toSorted((one, other) => other.seq - one.seq)
  return (
    <>
      <Timeline bulletSize={12} lineWidth={2} active={newestFirst.length}>
        {newestFirst.map((event) => (
          <EventItem key={event.seq} event={event} />
        ))}
      </Timeline>
      {document.revisions.length > 0 && (
        <>
          <Divider my="md" />
          <Title order={3} fz="sm" mb="xs">
            {t('document.tab.revisions')}
          </Title>
          <Stack gap={6}>
            {document.revisions.toReversed().map((revision) => (
              <RevisionLine key={revision.sha256} revision={revision} />
            ))}
          </Stack>
        </>
      )}
    </>
  )
}

function EventItem({ event }: { event: DocumentEvent }) {
  const { t } = useTranslation()
  const eventName = useEventName()
  const reason = useEventReason()(event)
  return (
    <Timeline.Item
      title={
        <Text size="sm" fw={600}>
          {eventName(event)}
        </Text>
      }
    >
      <Text size="sm" c="dimmed">
        {t('document.historyOf', { actor: event.actorName || t('document.byItself'), time: formatInstant(event.at) })}
      </Text>
      {reason !== '' && <Text size="sm">{reason}</Text>}
    </Timeline.Item>
  )
}

function RevisionLine({ revision }: { revision: Revision }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text size="sm">
          {t(`document.cause.${revision.cause}`)} · {formatSize(revision.size)} · {formatInstant(revision.at)}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" className="vt-one-line" title={revision.sha256}>
          {revision.sha256}
        </Text>
      </div>
      <CopyButton value={revision.sha256}>
        {({ copied, copy }) => {
          const label = t(copied ? 'document.copied' : 'document.copyDigest')
          return (
            <Tooltip label={label}>
              <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={label}>
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )
        }}
      </CopyButton>
    </Group>
  )
}
