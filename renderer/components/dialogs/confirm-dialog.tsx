import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'

type ConfirmDialogProps = {
  title: string
  /** What will happen and whether it can be undone. */
  sentence: string
  confirmLabel: string
  /** Of the button that changes nothing; the usual word where absent. */
  cancelLabel?: string
  danger?: boolean
  pending: boolean
  error: unknown
  onClose: () => void
  onConfirm: () => void
  /** What must be seen before it is confirmed. */
  children?: ReactNode
}

/** Asks once before something that cannot be undone. */
export function ConfirmDialog({ sentence, children, ...dialog }: ConfirmDialogProps) {
  return (
    <Dialog {...dialog}>
      <Stack gap="sm">
        <Text size="sm">{sentence}</Text>
        {children}
      </Stack>
    </Dialog>
  )
}
