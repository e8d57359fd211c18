import { Chip, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'

type ReasonDialogProps = {
  title: string
  /** What will happen, in one sentence. */
  hint?: string
  confirmLabel: string
  /** Phrases that are often the reason; a click takes one over, to be changed or completed. */
  phrases?: readonly string[]
  danger?: boolean
  pending: boolean
  error: unknown
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** Asks why. A reason is required: it goes into the document's history. */
export function ReasonDialog({ hint, phrases = [], onConfirm, ...dialog }: ReasonDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
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
        {phrases.length > 0 && (
          <Chip.Group
            multiple={false}
            value={reason}
            onChange={(phrase) => {
              setReason(phrase)
            }}
          >
            <Group gap={6}>
              {phrases.map((phrase) => (
                <Chip key={phrase} value={phrase} size="sm" variant="outline">
                  {phrase}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        )}
        <Textarea
          label={t('common.reason')}
          description={t('common.reasonRequired')}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
          }}
          maxLength={1000}
          autosize
          minRows={3}
          required
          data-autofocus
        />
      </Stack>
    </Dialog>
  )
}
