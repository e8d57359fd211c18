import { Button } from '@mantine/core'
import { IconAlertTriangle, IconMapOff } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'

/** A page that threw: the frame stays, saved data is not affected, and the page can be loaded again. */
export function PageCrashed({ reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation()
  return (
    <PageFrame header={<PageHeader title={t('frame.crashed')} />}>
      <EmptyState icon={<IconAlertTriangle size={26} />} title={t('frame.crashedHint')}>
        <Button variant="default" onClick={reset}>
          {t('frame.reload')}
        </Button>
      </EmptyState>
    </PageFrame>
  )
}

export function PageNotFound() {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <PageFrame header={<PageHeader title={t('frame.pageNotFound')} />}>
      <EmptyState icon={<IconMapOff size={26} />} title={t('frame.pageNotFound')}>
        <Button variant="default" onClick={() => void router.navigate({ to: '/' })}>
          {t('frame.goToday')}
        </Button>
      </EmptyState>
    </PageFrame>
  )
}
