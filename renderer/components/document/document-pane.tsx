import { Center, Loader } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconFileText } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentAction, DocumentDetail, DocumentId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { DocumentHeader } from '#renderer/components/document/document-header.tsx'
import classes from '#renderer/components/document/document-pane.module.css'
import { DocumentSide } from '#renderer/components/document/document-side.tsx'
import { LevelNotice } from '#renderer/components/document/level-notice.tsx'
import { ReturnedNotice } from '#renderer/components/document/returned-notice.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { LazyPdfViewer } from '#renderer/components/viewer/lazy-pdf-viewer.tsx'
import type { PdfViewerHandle } from '#renderer/components/viewer/pdf-viewer.tsx'

export type DocumentActs = Partial<Record<DocumentAction, (document: DocumentDetail) => void>>
/** `file` is a view of its own only where there is no room for pages and fields side by side. */
export type PaneView = 'file' | 'facts' | 'signatures' | 'history'

type DocumentPaneProps = {
  id: DocumentId | null
  /** There is no document to choose: then nothing is said about choosing. */
  isListEmpty?: boolean
  /** What each action does; shown where the core allows the action and the page knows it. */
  actions: DocumentActs
  /** Other words for an action, where the usual ones could mean more than this document; it is not the main one then. */
  words?: Partial<Record<DocumentAction, string>> | undefined
  viewer?: Ref<PdfViewerHandle>
  /** More of the page's own, under the header. */
  notice?: (document: DocumentDetail) => ReactNode
}

/** From this width on, the pages and the fields stand side by side. */
const WIDE = 960

/** One document, whole: title and actions, the pages, fields, signatures, history. */
export function DocumentPane({ id, isListEmpty = false, ...props }: DocumentPaneProps) {
  const { t } = useTranslation()
  if (id === null && isListEmpty) return <EmptyState icon={<IconFileText size={26} />} title={t('document.none')} />
  if (id === null) {
    return <EmptyState icon={<IconFileText size={26} />} title={t('document.choose')} hint={t('document.chooseHint')} />
  }
  return <LoadedPane key={id} id={id} {...props} />
}

function LoadedPane({ id, ...props }: Omit<DocumentPaneProps, 'isListEmpty'> & { id: DocumentId }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data, error, refetch } = useQuery(query.office.documents.get.queryOptions({ input: { id } }))
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <Center h="100%">
        <Loader size="sm" aria-label={t('common.loading')} />
      </Center>
    )
  }
  return <Pane document={data} {...props} />
}

function Pane({
  document,
  actions,
  words,
  viewer,
  notice,
}: Omit<DocumentPaneProps, 'id'> & { document: DocumentDetail }) {
  const { ref, width } = useElementSize()
  const isWide = width >= WIDE
  const [view, setView] = useState<PaneView>(document.sha256 === null ? 'facts' : 'file')
  const side = isWide && view === 'file' ? 'facts' : view
  return (
    <section ref={ref} className={classes['pane']} aria-labelledby="document-title">
      <DocumentHeader
        document={document}
        actions={actions}
        words={words}
        view={side}
        onView={setView}
        withFile={!isWide}
      />
      <ReturnedNotice document={document} />
      <LevelNotice document={document} />
      {notice?.(document)}
      <div className={classes['content']}>
        {(isWide || view === 'file') && (
          <div className={classes['pages']}>
            <Pages document={document} {...(viewer === undefined ? {} : { viewer })} />
          </div>
        )}
        {(isWide || view !== 'file') && (
          <div className={classes['side']} data-wide={isWide}>
            <DocumentSide document={document} view={side} />
          </div>
        )}
      </div>
    </section>
  )
}

function Pages({ document, viewer }: { document: DocumentDetail; viewer?: Ref<PdfViewerHandle> }) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  if (document.sha256 === null) {
    return <EmptyState icon={<IconFileText size={26} />} title={t('document.noFile')} />
  }
  return <LazyPdfViewer url={fileUrl(document.sha256)} {...(viewer === undefined ? {} : { ref: viewer })} />
}
