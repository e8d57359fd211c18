import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isErrorCode, Urgency } from '#contract'
import { UrgencyBadge } from '#renderer/components/document/badges.tsx'
import { codeOf } from '#renderer/components/document/code-of.ts'
import type { FrozenDocument } from '#renderer/components/signing/use-frozen-list.ts'
import type { Places } from '#renderer/components/signing/use-places.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import { formatNumber, formatSize } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'

type FrozenListProps = {
  documents: readonly FrozenDocument[]
  refused: readonly { id: string; code: string }[]
  places: Places
}

/** On a low screen the question for the key must stay in sight below it. */
const LIST_HEIGHT = 'clamp(96px, 100vh - 640px, 220px)'

/** The documents that will be signed, counted in words, and those that cannot be. */
export function FrozenList({ documents, refused, places }: FrozenListProps) {
  const { t, i18n } = useTranslation()
  const agencies = new Set(documents.map((document) => document.agencyName)).size
  const urgent = documents.filter((document) => document.urgency !== 'normal').length
  const size = documents.reduce((sum, document) => sum + document.size, 0)
  const summary = [
    t('signing.agencies', { count: agencies, number: formatNumber(agencies) }),
    ...(urgent > 0 ? [t('signing.urgent', { number: formatNumber(urgent) })] : []),
    t('signing.size', { size: formatSize(size) }),
  ]
  return (
    <Stack gap="xs">
      {documents.length === 0 && <Text fw={600}>{t('signing.nothingToSign')}</Text>}
      {documents.length > 0 && (
        <>
          <Group gap={6} wrap="nowrap" align="flex-start">
            <IconLock size={18} aria-hidden style={{ flex: 'none' }} />
            <Text size="sm">
              {summary.join(' · ')}. {t('signing.confirmHint')}
            </Text>
          </Group>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard */}
          <div
            role="group"
            aria-label={t('signing.documents')}
            tabIndex={0}
            style={{ maxHeight: LIST_HEIGHT, overflowY: 'auto', border: '1px solid var(--vt-line)', borderRadius: 4 }}
          >
            <ol style={{ margin: 0, padding: '6px 12px 6px 36px' }}>
              {documents.map((document) => (
                <li key={document.id}>
                  <FrozenLine
                    document={document}
                    isMoved={places.of(document.id) !== undefined}
                    isPlaced={(places.picked ?? documents[0]?.id) === document.id}
                    onPlace={documents.length > 1 ? () => places.pick(document.id) : undefined}
                  />
                </li>
              ))}
            </ol>
          </div>
        </>
      )}
      {refused.length > 0 && (
        <Alert color="orange" title={`${t('signing.refused')}: ${formatNumber(refused.length)}`}>
          <List size="sm">
            {[...new Set(refused.map(({ code }) => code))].map((code) => (
              <List.Item key={code}>
                {failureSentence(
                  { code: isErrorCode(code) ? code : 'internal', details: {} },
                  i18n.language as Language,
                )}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  )
}

type FrozenLineProps = {
  document: FrozenDocument
  isMoved: boolean
  isPlaced: boolean
  onPlace: (() => void) | undefined
}

function FrozenLine({ document, isMoved, isPlaced, onPlace }: FrozenLineProps) {
  const { t } = useTranslation()
  const code = codeOf(document)
  const appendices = document.appendices?.length ?? 0
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" style={{ padding: '3px 0' }}>
      <div style={{ minWidth: 0 }}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={500} className="vt-one-line" title={document.subject}>
            {document.subject}
          </Text>
          <span style={{ flex: 'none' }}>
            <UrgencyBadge urgency={Urgency.catch('normal').parse(document.urgency)} />
          </span>
        </Group>
        <Text size="xs" c="dimmed">
          {code !== null && `${code} · `}
          {document.agencyName} · {formatSize(document.size)} ·{' '}
          <span title={document.sha256}>SHA-256 {document.sha256.slice(0, 12)}…</span>
          {appendices > 0 && ` · ${t('signing.appendices', { count: appendices, number: appendices })}`}
          {isMoved && ` · ${t('placement.moved')}`}
        </Text>
      </div>
      {onPlace && (
        <Button
          size="compact-xs"
          variant={isPlaced ? 'light' : 'subtle'}
          style={{ flex: 'none' }}
          aria-pressed={isPlaced}
          aria-label={`${t('placement.show')}: ${document.subject}`}
          onClick={onPlace}
        >
          {t('placement.place')}
        </Button>
      )}
    </Group>
  )
}
