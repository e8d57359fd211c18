import { Badge } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey, OfficeCertificate } from '#contract'

import { expiryOf } from '#renderer/components/expiry.ts'
import { daysBetween, noonOf } from '#renderer/pages/certificates/validity.ts'
import { formatNumber, today } from '#renderer/text/format.ts'

type Status = OfficeCertificate['status'] | DeviceKey['status']

const LOOKS: Record<Status, { colour: string; Icon: typeof IconClock }> = {
  valid: { colour: 'green', Icon: IconCircleCheck },
  expiring: { colour: 'orange', Icon: IconAlertTriangle },
  expired: { colour: 'red', Icon: IconCircleX },
  'not-yet-valid': { colour: 'gray', Icon: IconClock },
  'not-for-signing': { colour: 'red', Icon: IconCircleX },
}

/** Whether a certificate is good now, in words beside the colour. */
export function CertificateBadge({ status, notAfter }: { status: Status; notAfter: string }) {
  const { t } = useTranslation()
  const { colour, Icon } = LOOKS[status]
  const isInForce = status === 'valid' || status === 'expiring'
  const days = daysBetween(noonOf(today()), new Date(notAfter))
  const expiry = isInForce ? expiryOf(days) : null
  if (expiry) {
    return (
      <Badge
        className="vt-badge"
        color={expiry.colour}
        style={{ flex: 'none' }}
        leftSection={<IconAlertTriangle size={13} aria-hidden />}
      >
        {days === 0 ? t('certificates.lastDay') : t('certificates.daysLeft', { n: formatNumber(days) })}
      </Badge>
    )
  }
  return (
    <Badge className="vt-badge" color={colour} style={{ flex: 'none' }} leftSection={<Icon size={13} aria-hidden />}>
      {t(`certificates.status.${status}`)}
    </Badge>
  )
}
