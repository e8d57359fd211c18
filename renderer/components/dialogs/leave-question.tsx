import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '#renderer/components/dialogs/confirm-dialog.tsx'

/** Asks before another page is opened, or the window closed, over something that was typed and not saved. */
export function LeaveQuestion({ isTyped }: { isTyped: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: leavesPage,
    enableBeforeUnload: isTyped,
    disabled: !isTyped,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return <DiscardDialog onClose={blocker.reset} onConfirm={blocker.proceed} />
}

/** Says what is lost when a form that was begun is left. */
export function DiscardDialog({ onClose, onConfirm }: { onClose: () => void; onConfirm: () => void }) {
  const { t } = useTranslation()
  return (
    <ConfirmDialog
      title={t('incoming.leaveTitle')}
      sentence={t('incoming.leaveSentence')}
      confirmLabel={t('incoming.leave')}
      danger
      pending={false}
      error={null}
      onClose={onClose}
      onConfirm={onConfirm}
    />
  )
}

/** A change of the address within the page keeps the form. */
function leavesPage({ current, next }: { current: { pathname: string }; next: { pathname: string } }): boolean {
  return current.pathname !== next.pathname
}
