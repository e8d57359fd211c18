import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { PhraseField } from '#renderer/components/fields/phrase-field.tsx'

type ReasonDialogProps = {
  title: string
  /** What will happen, in one sentence. */
  hint?: string
  confirmLabel: string
  /** For whom the reason is written; where absent for the person who gets the document back. */
  reasonHint?: string
  /** Phrases that are often the reason; a click takes one over, to be changed or completed. */
  phrases?: readonly string[]
  /** Stands in the field, also where it becomes known later, until something is written. */
  proposed?: string
  danger?: boolean
  pending: boolean
  error: unknown
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** Asks why. A reason is required: it goes into the document's history. */
export function ReasonDialog({
  hint,
  reasonHint,
  phrases = [],
  proposed = '',
  onConfirm,
  ...dialog
}: ReasonDialogProps) {
  const { t } = useTranslation()
  const [written, setWritten] = useState<string | null>(null)
  const reason = written ?? proposed
  const text = reason.trim()
  return (
    <Dialog
      {...dialog}
      onConfirm={() => {
        onConfirm(text)
      }}
      disabled={text === ''}
    >
      <Stack gap="sm">
        {hint !== undefined && <Text size="sm">{hint}</Text>}
        <PhraseField
          label={t('common.reason')}
          description={reasonHint ?? t('common.reasonRequired')}
          phrases={phrases}
          value={reason}
          onChange={setWritten}
        />
      </Stack>
    </Dialog>
  )
}
