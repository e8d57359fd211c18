import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { ConfirmStep } from '#renderer/components/signing/confirm-step.tsx'
import { ProgressStep } from '#renderer/components/signing/progress-step.tsx'
import { ResultStep } from '#renderer/components/signing/result-step.tsx'
import { type BatchTally, useBatch } from '#renderer/components/signing/use-batch.ts'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import { tell } from '#renderer/components/tell.tsx'
import { formatNumber } from '#renderer/text/format.ts'

type SigningSheetProps = { ids: readonly DocumentId[]; role: SigningAs; onClose: () => void }

/**
 * Signs one document or many: a frozen list and the key's password, then the progress, then an outcome for each.
 * While it signs, the sheet can only be stopped, not lost.
 */
export function SigningSheet({ ids, role, onClose }: SigningSheetProps) {
  const { t } = useTranslation()
  const { query } = useApi()
  const queries = useQueryClient()
  const [wanted, setWanted] = useState(ids)
  const [list, setList] = useState<readonly FrozenDocument[]>([])
  const batch = useBatch(role, (tally) => {
    tell(resultSentence(tally, t('signing.result')))
    void queries.invalidateQueries({ queryKey: query.office.key() })
  })
  const isRunning = batch.phase === 'running'
  const title = useTitle(batch.phase, wanted.length)
  return (
    <Modal
      opened
      onClose={onClose}
      size={batch.phase === 'running' ? 560 : 720}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={!isRunning}
      withCloseButton={!isRunning}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {batch.phase === 'idle' && (
        <ConfirmStep
          key={wanted.join()}
          ids={wanted}
          role={role}
          error={batch.error}
          onClose={onClose}
          onSign={(documents, keyId, secret) => {
            setList(documents)
            void batch.start({ documents, keyId, secret })
          }}
        />
      )}
      {isRunning && <ProgressStep documents={list} batch={batch} />}
      {batch.phase === 'finished' && (
        <ResultStep
          documents={list}
          batch={batch}
          onClose={onClose}
          onRetry={(failed) => {
            setWanted(failed)
            batch.reset()
          }}
        />
      )}
    </Modal>
  )
}

function useTitle(phase: 'idle' | 'running' | 'finished', count: number): string {
  const { t } = useTranslation()
  if (phase === 'running') return t('signing.signingTitle')
  if (phase === 'finished') return t('signing.resultTitle')
  return t('signing.confirmTitle', { count, number: formatNumber(count) })
}

function resultSentence({ signed, failed, skipped }: BatchTally, pattern: string): string {
  return pattern
    .replace('{{signed}}', formatNumber(signed))
    .replace('{{failed}}', formatNumber(failed))
    .replace('{{skipped}}', formatNumber(skipped))
}
