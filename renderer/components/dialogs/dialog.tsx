import { Button, Group, Modal, Stack } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '#renderer/components/dialogs/dialog.module.css'
import { Failure } from '#renderer/components/failure.tsx'
import { hush } from '#renderer/components/tell.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'

export type DialogProps = {
  title: string
  onClose: () => void
  onConfirm: () => void
  confirmLabel: string
  /** Of the button that changes nothing; the usual word where absent. */
  cancelLabel?: string
  children: ReactNode
  error?: unknown
  pending?: boolean
  disabled?: boolean
  danger?: boolean
  size?: string | number
  footer?: ReactNode
  /** Tells something; there is nothing to leave undecided. */
  asksNothing?: boolean
}

/** A dialog with one thing to decide: Enter in a field or Ctrl+Enter confirms, Esc leaves. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation()
  const { title, onClose, onConfirm, confirmLabel, pending = false, disabled = false } = props
  useEffect(hush, [])
  const confirm = () => {
    if (!pending && !disabled) onConfirm()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    event.stopPropagation()
    confirm()
  }
  useCommands([
    {
      id: 'dialog.confirm',
      group: 'app',
      label: t('common.confirm'),
      keys: ['mod+Enter', 'mod+s'],
      whileTyping: true,
      inDialog: true,
      keysOnly: true,
      run: confirm,
    },
  ])
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate autoComplete="off">
        {props.children}
        {/* Why it was not done stays in sight with the buttons. */}
        <Stack gap="xs" mt="md" className={classes['actions']}>
          <Failure error={props.error} />
          <Group justify="space-between">
            <div>{props.footer}</div>
            <Group gap="xs">
              {props.asksNothing !== true && (
                <Button variant="default" onClick={onClose}>
                  {props.cancelLabel ?? t('common.cancel')}
                </Button>
              )}
              <Button type="submit" loading={pending} disabled={disabled} {...(props.danger ? { color: 'red' } : {})}>
                {confirmLabel}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
