import { useTranslation } from 'react-i18next'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'

export function CertificatesPage() {
  const { t } = useTranslation()
  return <PageFrame header={<PageHeader title={t('certificates.title')} />}>{null}</PageFrame>
}
