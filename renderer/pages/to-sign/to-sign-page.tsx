import { Button, Checkbox, Group, SegmentedControl, Text } from '@mantine/core'
import { IconRosette, IconSignature } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, DocumentId } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import {
  DocumentList,
  type DocumentPages,
  isEmptyList,
  MOST_PICKED,
  pickAll,
  useDocumentPages,
} from '#renderer/components/document/document-list.tsx'
import { DocumentPane } from '#renderer/components/document/document-pane.tsx'
import { useOutgoingActions } from '#renderer/components/document/use-outgoing-actions.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { type Picked, usePicking } from '#renderer/components/list/use-picking.ts'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { useSigningJobs } from '#renderer/components/signing/signing-jobs.ts'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import { SplitView } from '#renderer/components/split-view.tsx'
import type { PdfViewerHandle } from '#renderer/components/viewer/pdf-viewer.tsx'
import { useSignCommands } from '#renderer/pages/to-sign/use-sign-commands.ts'
import { formatNumber } from '#renderer/text/format.ts'

const page = getRouteApi('/to-sign')

/** Cần ký: read, pick, one password. For clerks the same page is the agency's signature. */
export function ToSignPage() {
  const { t } = useTranslation()
  const { role, choices } = useSigningRole()
  const isLeader = role === 'leader'
  return (
    <PageFrame
      fill
      header={
        <PageHeader title={t(isLeader ? 'signing.title' : 'signing.titleAgency')}>
          {choices.length > 1 && <RoleSwitch role={role} />}
        </PageHeader>
      }
    >
      <Queue key={role} role={role} />
    </PageFrame>
  )
}

function Queue({ role }: { role: SigningAs }) {
  const { t } = useTranslation()
  const { id = null } = page.useSearch()
  const navigate = page.useNavigate()
  const source = useDocumentPages(
    { direction: 'outgoing', view: role === 'leader' ? 'to-sign-leader' : 'to-sign-agency' },
    200,
  )
  const ids = useMemo(() => source.rows.map((row) => row.id as string), [source.rows])
  const picking = usePicking(ids)
  const jobs = useSigningJobs()
  const viewer = useRef<PdfViewerHandle>(null)
  const { actions, dialogs } = useOutgoingActions()
  const currentId = id !== null && ids.includes(id) ? id : null
  const show = useCallback(
    (next: string | null) => {
      void navigate({
        search: (before) => ({ ...before, id: next === null ? undefined : (next as DocumentId) }),
        replace: true,
      })
    },
    [navigate],
  )
  const signPicked = () => {
    const chosen = ids.filter((one) => picking.picked.has(one))
    const wanted = chosen.length > 0 ? chosen : ids.filter((one) => one === currentId)
    if (wanted.length > 0) jobs.ask((wanted as DocumentId[]).slice(0, MOST_PICKED), role)
  }
  const next = () => {
    const following = ids[ids.indexOf(currentId ?? '') + 1]
    if (following !== undefined) show(following)
  }
  const words = useWordsBeside(picking, currentId)
  const giveBack = useReturn(currentId, actions.return)
  useSignCommands({
    signPicked,
    signThis: () => {
      if (currentId !== null) jobs.ask([currentId], role)
    },
    giveBack,
    pageDown: () => {
      if (viewer.current?.pageDown() !== true) next()
    },
  })

  return (
    <>
      <SplitView
        name="to-sign"
        list={
          <>
            <PickBar source={source} picking={picking} ids={ids} onSign={signPicked} />
            <DocumentList
              label={t(role === 'leader' ? 'signing.title' : 'signing.titleAgency')}
              source={source}
              currentId={currentId}
              onCurrent={show}
              picking={picking}
              openFirst
              empty={<NothingToSign role={role} />}
            />
          </>
        }
      >
        <DocumentPane
          id={currentId}
          isListEmpty={isEmptyList(source)}
          actions={actions}
          words={words}
          viewer={viewer}
        />
      </SplitView>
      {dialogs}
    </>
  )
}

/** While more than the open document is picked, the button beside it says that it signs this one only. */
function useWordsBeside({ picked }: Picked, currentId: string | null) {
  const { t } = useTranslation()
  const isMore = picked.size > 1 || (picked.size === 1 && !picked.has(currentId ?? ''))
  const only = t('signing.signOnlyThis')
  return isMore ? { 'sign-leader': only, 'sign-agency': only } : undefined
}

type PickBarProps = { source: DocumentPages; picking: Picked; ids: readonly string[]; onSign: () => void }

/** How many are picked, all at once or none, and the one button. */
function PickBar({ source, picking, ids, onSign }: PickBarProps) {
  const { t } = useTranslation()
  const count = picking.picked.size
  const isAll = count > 0 && count === Math.min(source.total, MOST_PICKED)
  return (
    <Group
      gap="sm"
      px={12}
      py={8}
      wrap="nowrap"
      justify="space-between"
      role="group"
      aria-label={t('signing.pickedBar')}
      style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}
    >
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
        <Checkbox
          aria-label={t(isAll ? 'common.clearSelection' : 'common.selectAll')}
          checked={isAll}
          indeterminate={count > 0 && !isAll}
          disabled={ids.length === 0}
          onChange={() => {
            if (isAll) picking.clear()
            else void pickAll(source, picking)
          }}
        />
        <Text size="sm" role="status" className="vt-one-line">
          {t('common.selectedOf', { number: formatNumber(count), total: formatNumber(source.total) })}
        </Text>
      </Group>
      <Button
        size="compact-md"
        h={32}
        disabled={ids.length === 0}
        leftSection={<IconSignature size={17} aria-hidden />}
        onClick={onSign}
        style={{ flex: 'none' }}
      >
        {count > 1 ? t('signing.signPicked', { number: formatNumber(count) }) : t('signing.sign')}
      </Button>
    </Group>
  )
}

function NothingToSign({ role }: { role: SigningAs }) {
  const { t } = useTranslation()
  return role === 'leader' ? (
    <EmptyState
      icon={<IconSignature size={26} />}
      title={t('signing.emptyLeader')}
      hint={t('signing.emptyLeaderHint')}
    />
  ) : (
    <EmptyState icon={<IconRosette size={26} />} title={t('signing.emptyAgency')} hint={t('signing.emptyAgencyHint')} />
  )
}

function RoleSwitch({ role }: { role: SigningAs }) {
  const { t } = useTranslation()
  const navigate = page.useNavigate()
  return (
    <SegmentedControl
      aria-label={t('signing.roleLabel')}
      value={role}
      onChange={(as) => void navigate({ search: { as: as === 'agency' ? 'agency' : 'leader' } })}
      data={[
        { value: 'leader', label: t('signing.asLeader') },
        { value: 'agency', label: t('signing.asAgency') },
      ]}
    />
  )
}

function useSigningRole(): { role: SigningAs; choices: readonly SigningAs[] } {
  const { roles } = useMe().person
  const { as } = page.useSearch()
  const choices: SigningAs[] = []
  if (roles.includes('official')) choices.push('leader')
  if (roles.includes('clerk')) choices.push('agency')
  const role = as !== undefined && choices.includes(as) ? as : (choices[0] ?? 'leader')
  return { role, choices }
}

/** R: asks for the reason, if the core lets this document be returned. */
function useReturn(id: DocumentId | null, ask: ((document: DocumentDetail) => void) | undefined): () => void {
  const { query } = useApi()
  const { data } = useQuery(query.office.documents.get.queryOptions({ input: id === null ? skipToken : { id } }))
  return () => {
    if (data?.actions.includes('return') === true) ask?.(data)
  }
}
