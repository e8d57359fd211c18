import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CertificateFacts, DeviceKey, OfficeCertificate } from '#contract'
import { expiryOf } from '#renderer/components/expiry.ts'
import { daysBetween, noonOf } from '#renderer/pages/certificates/validity.ts'
import { formatInstant, formatNumber, today } from '#renderer/text/format.ts'

type NotInForceProps = { facts: CertificateFacts; status: OfficeCertificate['status'] | DeviceKey['status'] }

/** Says aloud that a certificate cannot sign now. TT 15/2025/TT-BKHCN, Điều 5.1.a. Nothing where it can. */
export function NotInForce({ facts, status }: NotInForceProps) {
  const { t } = useTranslation()
  if (status === 'valid' || status === 'expiring') return null
  const at = formatInstant(status === 'not-yet-valid' ? facts.notBefore : facts.notAfter)
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={t('certificates.cannotSign')}>
      {t(`certificates.cannotSignWhy.${status}`, { at })}
    </Alert>
  )
}

/** The end of a certificate is near: how near, and what to do; what cannot sign any more is said instead. */
export function ExpiryWarning({ facts, status }: NotInForceProps) {
  const { t } = useTranslation()
  const days = daysBetween(noonOf(today()), new Date(facts.notAfter))
  const expiry = expiryOf(days)
  if (status !== 'valid' && status !== 'expiring') return <NotInForce facts={facts} status={status} />
  if (!expiry) return null
  return (
    <Alert color={expiry.colour} icon={<IconAlertTriangle aria-hidden />} mb="md">
      {t('certificates.renewSoon', { n: formatNumber(days), at: formatInstant(facts.notAfter) })}
    </Alert>
  )
}
