import { Button } from '@mantine/core'
import { IconAlertTriangle, IconMapOff } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/components/empty-state.tsx'

/** A page that threw: the frame stays, saved data is not affected, and the page can be loaded again. */
export function PageCrashed({ reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<IconAlertTriangle size={26} />} title={t('frame.crashed')} hint={t('frame.crashedHint')}>
      <Button variant="default" onClick={reset}>
        {t('frame.reload')}
      </Button>
    </EmptyState>
  )
}

export function PageNotFound() {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <EmptyState icon={<IconMapOff size={26} />} title={t('frame.pageNotFound')}>
      <Button variant="default" onClick={() => void router.navigate({ to: '/' })}>
        {t('frame.goToday')}
      </Button>
    </EmptyState>
  )
}
