import { IconInbox } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentFilter, DocumentId } from '#contract'
import { useMe } from '#renderer/api/use-api.tsx'
import { DocumentList, isEmptyList, useDocumentPages } from '#renderer/components/document/document-list.tsx'
import { DocumentPane } from '#renderer/components/document/document-pane.tsx'
import { useIncomingActions } from '#renderer/components/document/use-incoming-actions.tsx'
import { DropAnywhere } from '#renderer/components/drop/drop-anywhere.tsx'
import { type UploadedPdf, useUpload } from '#renderer/components/drop/use-upload.ts'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { IncomingFilters } from '#renderer/pages/incoming/incoming-filters.tsx'
import { Intake } from '#renderer/pages/incoming/intake.tsx'
import type { IncomingSearch } from '#renderer/pages/incoming/route.tsx'
import { TakeButton } from '#renderer/pages/incoming/take-button.tsx'

const route = getRouteApi('/incoming')

/** Văn bản đến: taken in, registered, presented, assigned, done. NĐ 30/2020, Điều 20-24. */
export function IncomingPage() {
  const [taken, setTaken] = useState<UploadedPdf | null>(null)
  const navigate = route.useNavigate()
  const open = useCallback(
    (id: string | null) => {
      void navigate({ search: (now) => ({ ...now, id: id ?? undefined }), replace: true })
    },
    [navigate],
  )
  if (taken) {
    return (
      <Intake
        key={taken.sha256}
        file={taken}
        onOther={setTaken}
        onDone={(id) => {
          setTaken(null)
          if (id !== null) open(id)
        }}
      />
    )
  }
  return <Register onTaken={setTaken} onOpen={open} />
}

function Register({ onTaken, onOpen }: { onTaken: (file: UploadedPdf) => void; onOpen: (id: string | null) => void }) {
  const { t } = useTranslation()
  const { person } = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const source = useDocumentPages(useFilter(search))
  const { actions, dialogs } = useIncomingActions()
  const mayTake = person.roles.includes('clerk')
  const { upload, share, error } = useUpload(onTaken)
  const currentId = search.id ?? null
  return (
    <PageFrame
      fill
      header={
        <PageHeader title={t('incoming.title')} actions={mayTake && <TakeButton upload={upload} share={share} />} />
      }
    >
      {mayTake && <DropAnywhere onUploaded={onTaken} />}
      <SplitView
        name="incoming"
        list={
          <>
            <Failure error={error} />
            <IncomingFilters
              search={search}
              onChange={(part) => {
                void navigate({ search: (now) => ({ ...now, ...part, id: undefined }), replace: true })
              }}
            />
            <DocumentList
              label={t('incoming.title')}
              source={source}
              currentId={currentId}
              onCurrent={onOpen}
              empty={
                <EmptyState
                  icon={<IconInbox size={26} />}
                  title={t('incoming.empty')}
                  {...(mayTake ? { hint: t('incoming.emptyHint') } : {})}
                />
              }
            />
          </>
        }
      >
        <DocumentPane
          isListEmpty={isEmptyList(source)}
          id={currentId === null ? null : DocumentId.parse(currentId)}
          actions={actions}
        />
      </SplitView>
      {dialogs}
    </PageFrame>
  )
}

function useFilter({ view, state, verdict, q }: IncomingSearch): Partial<DocumentFilter> {
  return useMemo(
    () => ({
      direction: 'incoming',
      ...(view === undefined ? {} : { view }),
      ...(state === undefined ? {} : { states: [state] }),
      ...(verdict === undefined ? {} : { verdict }),
      ...(q === undefined || q === '' ? {} : { q }),
    }),
    [view, state, verdict, q],
  )
}
