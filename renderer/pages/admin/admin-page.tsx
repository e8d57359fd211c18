import { Tabs } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/use-api.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { AuditTab } from '#renderer/pages/admin/audit-tab.tsx'
import { BooksTab } from '#renderer/pages/admin/books-tab.tsx'
import { LevelsTab } from '#renderer/pages/admin/levels-tab.tsx'
import { PeopleTab } from '#renderer/pages/admin/people-tab.tsx'
import type { AdminSearch } from '#renderer/pages/admin/route.tsx'
import { SettingsTab } from '#renderer/pages/admin/settings-tab.tsx'
import { ADMIN_TABS } from '#renderer/pages/admin/tabs.ts'
import { TrustTab } from '#renderer/pages/admin/trust-tab.tsx'

const route = getRouteApi('/admin')
const FILLED = { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' } as const

export type AdminTabProps = { search: AdminSearch; onChange: (part: Partial<AdminSearch>) => void }

/** Quản trị. What is shown here is decided again by the core on every call. */
export function AdminPage() {
  const { t } = useTranslation()
  const { person } = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  if (!person.roles.includes('admin')) {
    return (
      <PageFrame fill header={<PageHeader title={t('admin.title')} />}>
        <EmptyState icon={<IconLock size={26} />} title={t('admin.notAdmin')} hint={t('admin.notAdminHint')} />
      </PageFrame>
    )
  }
  const tab = search.tab ?? 'people'
  const change = (part: Partial<AdminSearch>) => {
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true })
  }
  return (
    <PageFrame fill header={<PageHeader title={t('admin.title')} />}>
      <Tabs
        value={tab}
        onChange={(next) => {
          void navigate({ search: { tab: ADMIN_TABS.find((known) => known === next) }, replace: true })
        }}
        keepMounted={false}
        style={{ ...FILLED, height: '100%' }}
      >
        <Tabs.List px="md" bg="var(--vt-surface)" style={{ flex: 'none' }}>
          {ADMIN_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`admin.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} style={{ ...FILLED, overflow: tab === 'people' ? 'hidden' : 'auto' }}>
          {tab === 'people' && <PeopleTab search={search} onChange={change} />}
          {tab === 'books' && <BooksTab search={search} onChange={change} />}
          {tab === 'trust' && <TrustTab />}
          {tab === 'levels' && <LevelsTab />}
          {tab === 'settings' && <SettingsTab />}
          {tab === 'audit' && <AuditTab />}
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  )
}
