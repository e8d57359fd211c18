import { Badge, Button, Group, ScrollArea, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type DocumentId, isErrorCode } from '#contract'
import { Failed } from '#renderer/api/failure.ts'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { resultWords } from '#renderer/components/signing/batch-words.ts'
import { LowerLevels } from '#renderer/components/signing/lower-levels.tsx'
import type { Batch, Outcome } from '#renderer/components/signing/use-batch.ts'
import type { FrozenDocument } from '#renderer/components/signing/use-frozen-list.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import { formatNumber } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'

type ResultStepProps = {
  documents: readonly FrozenDocument[]
  batch: Batch
  onClose: () => void
  onRetry: (failed: readonly DocumentId[]) => void
}

/** An outcome for each document; what failed can be tried again with a list that is frozen anew. */
export function ResultStep({ documents, batch, onClose, onRetry }: ResultStepProps) {
  const { t } = useTranslation()
  const { failed, skipped } = batch.tally
  const ranked = documents.toSorted((one, other) => rankOf(batch, one) - rankOf(batch, other))
  const idsOf = (...kinds: Outcome['kind'][]) =>
    documents.map(({ id }) => id).filter((id) => kinds.includes(batch.outcomes.get(id)?.kind ?? 'skipped'))
  const rest = skipped > 0 ? idsOf('failed', 'skipped') : []
  return (
    <Stack gap="sm">
      <Text fw={600}>{resultWords(batch.tally, t)}</Text>
      {batch.stopped && <Text size="sm">{t('signing.resultCancelled')}</Text>}
      <LowerLevels outcomes={batch.outcomes} />
      <Failure error={batch.error} />
      {batch.stoppedBy !== null && <Failure error={new Failed(batch.stoppedBy, detailsOf(batch, batch.stoppedBy))} />}
      <ScrollArea.Autosize mah="50vh" type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table verticalSpacing={6} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('signing.column.subject')}</Table.Th>
              <Table.Th w={130}>{t('signing.column.outcome')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ranked.map((document) => (
              <Table.Tr key={document.id}>
                <Table.Td>
                  <Code document={document} />
                  {document.subject}
                  <Reason outcome={batch.outcomes.get(document.id)} told={batch.stoppedBy} />
                </Table.Td>
                <Table.Td>
                  <OutcomeBadge outcome={batch.outcomes.get(document.id) ?? { kind: 'skipped' }} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group justify="flex-end" gap="xs">
        {failed > 0 && batch.stoppedBy === null && (
          <Button
            variant="default"
            onClick={() => {
              onRetry(idsOf('failed'))
            }}
          >
            {t('signing.retryFailed', { number: formatNumber(failed) })}
          </Button>
        )}
        {rest.length > 0 && (
          <Button
            variant="default"
            onClick={() => {
              onRetry(rest)
            }}
          >
            {t('signing.retryRest', { number: formatNumber(rest.length) })}
          </Button>
        )}
        <Button onClick={onClose} data-autofocus autoFocus>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Number and symbol of a document that has one. */
function Code({ document }: { document: FrozenDocument }) {
  const code = codeOf(document)
  if (code === null) return null
  return (
    <Text size="xs" c="dimmed">
      {code}
    </Text>
  )
}

const RANKS: Partial<Record<Outcome['kind'], number>> = { failed: 0, skipped: 1 }

/** What needs a look comes first. */
function rankOf(batch: Batch, { id }: FrozenDocument): number {
  return RANKS[batch.outcomes.get(id)?.kind ?? 'skipped'] ?? 2
}

function detailsOf(batch: Batch, code: string): Readonly<Record<string, unknown>> {
  const found = [...batch.outcomes.values()].find((outcome) => outcome.kind === 'failed' && outcome.code === code)
  return found?.kind === 'failed' ? found.details : {}
}

function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation()
  if (outcome.kind === 'signed') {
    return (
      <Badge className="vt-badge" color={outcome.lower ? 'orange' : 'green'}>
        {outcome.lower ? `${t('signing.outcomeSigned')} · ${outcome.lower.level}` : t('signing.outcomeSigned')}
      </Badge>
    )
  }
  return (
    <Badge className="vt-badge" color={outcome.kind === 'failed' ? 'red' : 'gray'}>
      {t(outcome.kind === 'failed' ? 'signing.outcomeFailed' : 'signing.outcomeSkipped')}
    </Badge>
  )
}

/** `told`: the failure that stands above the list already. */
function Reason({ outcome, told }: { outcome: Outcome | undefined; told: string | null }) {
  const { i18n } = useTranslation()
  if (outcome?.kind !== 'failed') return null
  const code = isErrorCode(outcome.code) ? outcome.code : 'internal'
  if (code === told) return null
  return (
    <Text size="sm" c="var(--mantine-color-error)">
      {failureSentence({ code, details: outcome.details }, i18n.language as Language)}
    </Text>
  )
}
