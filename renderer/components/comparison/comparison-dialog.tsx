import { Center, Loader, Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '#renderer/components/comparison/comparison.module.css'
import { ComparisonPages } from '#renderer/components/comparison/comparison-pages.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { hush } from '#renderer/components/tell.tsx'
import { readable } from '#renderer/components/viewer/pdf-viewer.tsx'
import { usePdf } from '#renderer/components/viewer/use-pdf.ts'

/** A file as it was at a revision, and as it is now. */
export type ComparedFile = {
  /** Addresses of the bytes then and now. */
  before: string
  after: string
  password?: string
  revision: number
  revisions: number
  /** Who signed this revision; empty where nobody did. */
  signer: string
  /** Pages on which the report names changes: they are looked at first. */
  hints: readonly number[]
}

type ComparisonDialogProps = { file: ComparedFile; onClose: () => void }

/** Whole window: the pages as signed and as now side by side. Both files are closed again when it is left. */
export function ComparisonDialog({ file, onClose }: ComparisonDialogProps) {
  const { t } = useTranslation()
  const { revision, revisions } = file
  useEffect(hush, [])
  useFocusBack()
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={t('comparison.title', { revision, revisions })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      styles={{ body: { padding: 0 } }}
    >
      <div className={classes['body']}>
        <Opening file={file} />
      </div>
    </Modal>
  )
}

/** The focus goes back to what the comparison was asked for with. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
}

function Opening({ file }: { file: ComparedFile }) {
  const { t } = useTranslation()
  const before = usePdf(file.before, file.password)
  const after = usePdf(file.after, file.password)
  const error = before.error ?? after.error
  if (error !== null) return <Failure error={readable(error)} />
  if (!before.open || !after.open) {
    return (
      <Center h="100%">
        <Loader size="sm" aria-label={t('common.loading')} />
      </Center>
    )
  }
  return <ComparisonPages file={file} before={before.open} after={after.open} />
}
