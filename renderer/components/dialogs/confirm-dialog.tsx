import { Text } from '@mantine/core'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'

type ConfirmDialogProps = {
  title: string
  /** What will happen and whether it can be undone. */
  sentence: string
  confirmLabel: string
  danger?: boolean
  pending: boolean
  error: unknown
  onClose: () => void
  onConfirm: () => void
}

/** Asks once before something that cannot be undone. */
export function ConfirmDialog({ sentence, ...dialog }: ConfirmDialogProps) {
  return (
    <Dialog {...dialog}>
      <Text size="sm">{sentence}</Text>
    </Dialog>
  )
}
