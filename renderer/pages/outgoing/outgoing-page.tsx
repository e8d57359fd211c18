import { Button } from '@mantine/core'
import { IconFilePlus, IconSend } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentFilter, DocumentId } from '#contract'
import { DocumentList, isEmptyList, useDocumentPages } from '#renderer/components/document/document-list.tsx'
import { DocumentPane } from '#renderer/components/document/document-pane.tsx'
import { useOutgoingActions } from '#renderer/components/document/use-outgoing-actions.tsx'
import { DropAnywhere } from '#renderer/components/drop/drop-anywhere.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { ComposeDialog } from '#renderer/components/outgoing/compose-dialog.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { OutgoingFilters, ViewChips } from '#renderer/pages/outgoing/outgoing-filters.tsx'
import type { OutgoingSearch } from '#renderer/pages/outgoing/route.tsx'

const page = getRouteApi('/outgoing')

/** Văn bản đi: drafts, what waits at each step, what was issued; drop a PDF to begin a new one. */
export function OutgoingPage() {
  const { t } = useTranslation()
  const search = page.useSearch()
  const navigate = page.useNavigate()
  const source = useDocumentPages(filterOf(search))
  const { actions, dialogs } = useOutgoingActions()
  const [composing, setComposing] = useState<{ dropped: UploadedPdf | null } | null>(null)
  const filter = useCallback(
    (change: Partial<OutgoingSearch>) => {
      void navigate({ search: (before) => ({ ...before, ...change }), replace: 'id' in change })
    },
    [navigate],
  )
  const show = useCallback(
    (id: string | null) => {
      filter({ id: id === null ? undefined : (id as DocumentId) })
    },
    [filter],
  )
  const compose = () => {
    setComposing({ dropped: null })
  }
  useOutgoingCommands(compose)

  return (
    <PageFrame
      fill
      header={
        <PageHeader
          title={t('outgoing.title')}
          actions={
            <Button size="compact-md" h={34} leftSection={<IconFilePlus size={17} aria-hidden />} onClick={compose}>
              {t('outgoing.compose')}
            </Button>
          }
        >
          <ViewChips search={search} onFilter={filter} />
        </PageHeader>
      }
    >
      <SplitView
        name="outgoing"
        list={
          <>
            <OutgoingFilters search={search} onFilter={filter} />
            <DocumentList
              label={t('outgoing.title')}
              source={source}
              currentId={search.id ?? null}
              onCurrent={show}
              empty={
                <EmptyState
                  icon={<IconSend size={26} />}
                  title={t('outgoing.emptyTitle')}
                  hint={t('outgoing.emptyHint')}
                >
                  <Button variant="default" mt="xs" onClick={compose}>
                    {t('outgoing.compose')}
                  </Button>
                </EmptyState>
              }
            />
          </>
        }
      >
        <DocumentPane isListEmpty={isEmptyList(source)} id={search.id ?? null} actions={actions} />
      </SplitView>
      {dialogs}
      <DropAnywhere
        active={composing === null && dialogs === null}
        onUploaded={(dropped) => {
          setComposing({ dropped })
        }}
      />
      {composing && (
        <ComposeDialog
          dropped={composing.dropped}
          onClose={() => {
            setComposing(null)
          }}
          onMade={({ id }) => {
            setComposing(null)
            show(id)
          }}
        />
      )}
    </PageFrame>
  )
}

function useOutgoingCommands(compose: () => void): void {
  const { t } = useTranslation()
  useCommands([
    {
      id: 'outgoing.compose',
      group: 'document',
      label: t('outgoing.compose'),
      keys: ['n'],
      icon: <IconFilePlus size={20} aria-hidden />,
      run: compose,
    },
  ])
}

function filterOf({ view, states, type, q, from, to }: OutgoingSearch): Partial<DocumentFilter> {
  return {
    direction: 'outgoing',
    ...(view === undefined ? {} : { view }),
    ...(states === undefined || states.length === 0 ? {} : { states }),
    ...(type === undefined ? {} : { type }),
    ...(q === undefined || q === '' ? {} : { q }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}
