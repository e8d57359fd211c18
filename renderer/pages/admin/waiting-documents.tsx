import { Button, Group, Paper, ScrollArea, Table, Text, Title } from '@mantine/core'
import { IconArrowUpCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WaitingDocument } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { RunProgress } from '#renderer/pages/admin/run-progress.tsx'
import { useRaising } from '#renderer/pages/admin/use-raising.ts'
import { formatInstant, formatNumber } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'
import { shortfallSentence } from '#renderer/text/shortfall-sentence.ts'

const LOOK_EVERY_MS = 30_000

/** Signed documents below the office's level: why, when it was last tried, and the button that tries again. */
export function WaitingDocuments() {
  const { t } = useTranslation()
  const { query } = useApi()
  const waiting = useQuery(query.office.levels.list.queryOptions({ refetchInterval: LOOK_EVERY_MS }))
  const raising = useRaising()
  const rows = waiting.data?.rows ?? []
  const isRunning = raising.progress !== null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="waiting-documents">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} fz="md" id="waiting-documents">
            {t('levels.waiting')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('levels.waitingHint')}
          </Text>
        </div>
        {isRunning ? (
          <Button variant="default" onClick={raising.stop}>
            {t('levels.stop')}
          </Button>
        ) : (
          <Button
            leftSection={<IconArrowUpCircle size={16} aria-hidden />}
            disabled={!rows.some(({ isReady }) => isReady)}
            onClick={() => void raising.run()}
            style={{ flex: 'none' }}
          >
            {t('levels.raise')}
          </Button>
        )}
      </Group>
      <RunProgress progress={raising.progress} words={(counts) => t('levels.raising', counts)} />
      <Failure error={waiting.error ?? raising.error} />
      {waiting.data && (
        <Text mt="xs">
          {waiting.data.total === 0
            ? t('levels.waitingNone')
            : t('levels.waitingCount', { count: waiting.data.total, n: formatNumber(waiting.data.total) })}
        </Text>
      )}
      {rows.length > 0 && <WaitingTable rows={rows} />}
    </Paper>
  )
}

function WaitingTable({ rows }: { rows: readonly WaitingDocument[] }) {
  const { t } = useTranslation()
  return (
    <ScrollArea.Autosize mah="45vh" type="auto" viewportProps={{ tabIndex: 0 }}>
      <Table verticalSpacing={6} stickyHeader miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={180}>{t('levels.subject')}</Table.Th>
            <Table.Th w={80}>{t('levels.reached')}</Table.Th>
            <Table.Th w={80}>{t('levels.wanted')}</Table.Th>
            <Table.Th miw={180}>{t('levels.why')}</Table.Th>
            <Table.Th w={150}>{t('levels.tried')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Link to="/search" search={{ id: row.id }} style={{ color: 'var(--vt-accent-text)' }}>
                  {row.subject}
                </Link>
                <Text size="xs" c="dimmed">
                  {[codeOf(row), row.agencyName].filter((part) => part !== null).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>{row.reached}</Table.Td>
              <Table.Td>{row.wanted}</Table.Td>
              <Table.Td>
                <Why row={row} />
              </Table.Td>
              <Table.Td>{row.triedAt === null ? t('levels.notTried') : formatInstant(row.triedAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  )
}

function Why({ row: { problem, details, isReady, attempts, wanted } }: { row: WaitingDocument }) {
  const { t, i18n } = useTranslation()
  if (!isReady) return <Text size="sm">{t('levels.notReady')}</Text>
  if (problem === null) return null
  return (
    <Text size="sm">
      {shortfallSentence({ code: problem, details: { ...details, wanted } }, i18n.language as Language)}{' '}
      <Text span c="dimmed">
        ({t('levels.attempts', { count: attempts, n: formatNumber(attempts) })})
      </Text>
    </Text>
  )
}
