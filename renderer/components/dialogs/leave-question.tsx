import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '#renderer/components/dialogs/confirm-dialog.tsx'

type LeaveQuestionProps = {
  isTyped: boolean
  /** Another tab of the page drops what was typed too. */
  tabsToo?: boolean
  title?: string
  sentence?: string
  confirmLabel?: string
}

/** Asks before another page is opened, or the window closed, over something that was typed and not saved. */
export function LeaveQuestion({ isTyped, tabsToo = false, ...words }: LeaveQuestionProps) {
  const blocker = useBlocker({
    shouldBlockFn: tabsToo ? leavesTab : leavesPage,
    enableBeforeUnload: isTyped,
    disabled: !isTyped,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return <DiscardDialog {...words} onClose={blocker.reset} onConfirm={blocker.proceed} />
}

type DiscardDialogProps = Pick<LeaveQuestionProps, 'title' | 'sentence' | 'confirmLabel'> & {
  onClose: () => void
  onConfirm: () => void
}

/** Says what is lost when a form that was begun is left. */
export function DiscardDialog({ title, sentence, confirmLabel, onClose, onConfirm }: DiscardDialogProps) {
  const { t } = useTranslation()
  return (
    <ConfirmDialog
      title={title ?? t('incoming.leaveTitle')}
      sentence={sentence ?? t('incoming.leaveSentence')}
      confirmLabel={confirmLabel ?? t('incoming.leave')}
      cancelLabel={t('common.keepEditing')}
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

type Place = { pathname: string; search?: unknown }

/** The tab of a page is in its address. */
function leavesTab({ current, next }: { current: Place; next: Place }): boolean {
  return current.pathname !== next.pathname || tabOf(current) !== tabOf(next)
}

function tabOf({ search }: Place): unknown {
  return typeof search === 'object' && search !== null && 'tab' in search ? search.tab : undefined
}
