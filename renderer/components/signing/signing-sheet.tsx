import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentId, KeyId } from '#contract'
import { ConfirmStep } from '#renderer/components/signing/confirm-step.tsx'
import { ProgressStep } from '#renderer/components/signing/progress-step.tsx'
import { ResultStep } from '#renderer/components/signing/result-step.tsx'
import type { Batch } from '#renderer/components/signing/use-batch.ts'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import { hush } from '#renderer/components/tell.tsx'
import { formatNumber } from '#renderer/text/format.ts'

type SigningSheetProps = {
  ids: readonly DocumentId[]
  role: SigningAs
  /** As they were confirmed. */
  documents: readonly FrozenDocument[]
  batch: Batch
  onStart: (
    documents: readonly FrozenDocument[],
    keyId: KeyId,
    secret: string | undefined,
    filePassword: string | undefined,
  ) => void
  onSmall: () => void
  onRetry: (ids: readonly DocumentId[]) => void
  onClose: () => void
}

/** Confirming shows a page beside the list. */
const SIZES = { idle: 1160, running: 560, finished: 760 } as const

/**
 * Signs one document or many: a frozen list and the key's password, then the progress, then an outcome for each.
 * While it signs, the sheet can be stopped or made small, not lost.
 */
export function SigningSheet({ ids, role, documents, batch, ...on }: SigningSheetProps) {
  const { t } = useTranslation()
  const isRunning = batch.phase === 'running'
  const title = useTitle(batch.phase, ids.length)
  useEffect(hush, [])
  return (
    <Modal
      opened
      onClose={isRunning ? on.onSmall : on.onClose}
      size={SIZES[batch.phase]}
      title={title}
      closeOnClickOutside={false}
      withCloseButton={!isRunning}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {batch.phase === 'idle' && (
        <ConfirmStep
          key={ids.join()}
          ids={ids}
          role={role}
          error={batch.error}
          onClose={on.onClose}
          onSign={on.onStart}
        />
      )}
      {isRunning && <ProgressStep documents={documents} batch={batch} onSmall={on.onSmall} />}
      {batch.phase === 'finished' && (
        <ResultStep documents={documents} batch={batch} onClose={on.onClose} onRetry={on.onRetry} />
      )}
    </Modal>
  )
}

function useTitle(phase: Batch['phase'], count: number): string {
  const { t } = useTranslation()
  if (phase === 'running') return t('signing.signingTitle')
  if (phase === 'finished') return t('signing.resultTitle')
  return t('signing.confirmTitle', { count, number: formatNumber(count) })
}
