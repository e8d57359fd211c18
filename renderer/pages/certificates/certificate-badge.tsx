import { Badge } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey, OfficeCertificate } from '#contract'

type Status = OfficeCertificate['status'] | DeviceKey['status']

const LOOKS: Record<Status, { colour: string; Icon: typeof IconClock }> = {
  valid: { colour: 'green', Icon: IconCircleCheck },
  expiring: { colour: 'orange', Icon: IconAlertTriangle },
  expired: { colour: 'red', Icon: IconCircleX },
  'not-yet-valid': { colour: 'gray', Icon: IconClock },
  'not-for-signing': { colour: 'red', Icon: IconCircleX },
}

/** Whether a certificate is good now, in words beside the colour. */
export function CertificateBadge({ status }: { status: Status }) {
  const { t } = useTranslation()
  const { colour, Icon } = LOOKS[status]
  return (
    <Badge className="vt-badge" color={colour} style={{ flex: 'none' }} leftSection={<Icon size={13} aria-hidden />}>
      {t(`certificates.status.${status}`)}
    </Badge>
  )
}
