import { Button, Tabs } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/use-api.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { OfficeCertificates } from '#renderer/pages/certificates/office-certificates.tsx'
import { RecordDialog } from '#renderer/pages/certificates/record-dialog.tsx'
import { SignatureImages } from '#renderer/pages/certificates/signature-images.tsx'
import { WorkstationKeys } from '#renderer/pages/certificates/workstation-keys.tsx'

const route = getRouteApi('/certificates')
const FILLED = { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' } as const

/** Chứng thư số: those the office knows, and the private keys of this workstation. */
export function CertificatesPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const isAdmin = useMe().person.roles.includes('admin')
  const [isRecording, setRecording] = useState(false)
  const record = (
    <Button
      leftSection={<IconCertificate size={16} aria-hidden />}
      onClick={() => {
        setRecording(true)
      }}
    >
      {t('certificates.record')}
    </Button>
  )
  return (
    <PageFrame fill header={<PageHeader title={t('certificates.title')} {...(isAdmin ? { actions: record } : {})} />}>
      <Tabs
        value={search.tab ?? 'office'}
        onChange={(tab) => {
          void navigate({
            search: (now) => ({ ...now, tab: tab === 'keys' || tab === 'images' ? tab : undefined }),
            replace: true,
          })
        }}
        keepMounted={false}
        style={{ ...FILLED, height: '100%' }}
      >
        <Tabs.List px="md" bg="var(--vt-surface)">
          <Tabs.Tab value="office">{t('certificates.tabOffice')}</Tabs.Tab>
          <Tabs.Tab value="keys">{t('certificates.tabKeys')}</Tabs.Tab>
          <Tabs.Tab value="images">{t('placement.tabImages')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="office" style={FILLED}>
          <OfficeCertificates
            search={search}
            onChange={(part) => {
              void navigate({ search: (now) => ({ ...now, ...part }), replace: true })
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="keys" style={{ ...FILLED, overflow: 'auto' }}>
          <WorkstationKeys />
        </Tabs.Panel>
        <Tabs.Panel value="images" style={{ ...FILLED, overflow: 'auto' }}>
          <SignatureImages />
        </Tabs.Panel>
      </Tabs>
      {isRecording && (
        <RecordDialog
          deviceKey={null}
          onClose={() => {
            setRecording(false)
          }}
        />
      )}
    </PageFrame>
  )
}
