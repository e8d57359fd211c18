import { IconFileSearch } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { AgencyId, type DocumentFilter, DocumentId, PersonId } from '#contract'
import { DocumentList, isEmptyList, useDocumentPages } from '#renderer/components/document/document-list.tsx'
import { DocumentPane } from '#renderer/components/document/document-pane.tsx'
import { useIncomingActions } from '#renderer/components/document/use-incoming-actions.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { Highlighted } from '#renderer/pages/search/highlighted.tsx'
import type { DocumentSearch } from '#renderer/pages/search/route.tsx'
import { SearchFilters } from '#renderer/pages/search/search-filters.tsx'

const route = getRouteApi('/search')

/** Tra cứu: every document that the person may see, in both directions; also the list behind a figure. */
export function SearchPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const source = useDocumentPages(useFilter(search))
  const { actions, dialogs } = useIncomingActions()
  const currentId = search.id ?? null
  const open = useCallback(
    (id: string | null) => {
      void navigate({ search: (now) => ({ ...now, id: id ?? undefined }), replace: true })
    },
    [navigate],
  )
  return (
    <PageFrame fill header={<PageHeader title={t('search.title')} />}>
      <SplitView
        name="search"
        list={
          <>
            <SearchFilters
              search={search}
              onChange={(part) => {
                void navigate({ search: (now) => ({ ...now, ...part, id: undefined }), replace: true })
              }}
              onClear={() => {
                void navigate({ search: {}, replace: true })
              }}
            />
            <Highlighted words={search.q ?? ''}>
              <DocumentList
                label={t('search.results')}
                source={source}
                currentId={currentId}
                onCurrent={open}
                empty={
                  <EmptyState
                    icon={<IconFileSearch size={26} />}
                    title={t('search.empty')}
                    hint={t('search.emptyHint')}
                  />
                }
              />
            </Highlighted>
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

function useFilter(search: DocumentSearch): Partial<DocumentFilter> {
  const { q, direction, type, state, agencyId, signerId, from, to, counted, signatures } = search
  return useMemo(() => {
    const filter: Partial<DocumentFilter> = {}
    if (q !== undefined && q !== '') filter.q = q
    if (direction) filter.direction = direction
    if (type) filter.type = type
    if (state) filter.states = [state]
    if (agencyId !== undefined) filter.agencyId = AgencyId.parse(agencyId)
    if (signerId !== undefined) filter.signerId = PersonId.parse(signerId)
    if (from !== undefined) filter.from = from
    if (to !== undefined) filter.to = to
    if (counted) filter.counted = counted
    if (signatures === 'to-review') filter.view = signatures
    else if (signatures) filter.verdict = signatures
    return filter
  }, [q, direction, type, state, agencyId, signerId, from, to, counted, signatures])
}
