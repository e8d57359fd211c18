import { Anchor, Badge, Card, Group, Text, Title } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { expiryOf } from '#renderer/components/expiry.ts'
import { formatNumber } from '#renderer/text/format.ts'

type Band = { days: number; count: number }

/** Each band counts what the one before it did not: it begins on the day after. */
const fromTheLast = (band: Band, at: number, all: readonly Band[]) => ({ ...band, from: (all[at - 1]?.days ?? -1) + 1 })

/** Certificates that expire within 7, 30, 60 or 90 days, before someone finds out while signing. */
export function CertificatesTile({ expiring }: { expiring: readonly Band[] }) {
  const { t } = useTranslation()
  const bands = expiring.map(fromTheLast).filter(({ count }) => count > 0)
  return (
    <Card withBorder padding="md" component="section" aria-labelledby="today-certificates">
      <Group gap="xs" wrap="nowrap">
        <IconCertificate size={20} stroke={1.6} aria-hidden />
        <Title order={2} fz="md" id="today-certificates">
          {t('today.certificates')}
        </Title>
      </Group>
      {bands.length === 0 && (
        <Text size="sm" mt={4} c="dimmed">
          {t('today.certificatesNone')}
        </Text>
      )}
      {bands.map(({ days, count, from }) => (
        <Group key={days} gap="xs" mt={6} wrap="nowrap">
          <Badge className="vt-badge" color={expiryOf(days)?.colour ?? 'gray'} miw={36}>
            {formatNumber(count)}
          </Badge>
          <Text size="sm" fw={days <= 30 ? 600 : 400}>
            {t(from === 0 ? 'today.certificatesWithin' : 'today.certificatesBetween', {
              days: formatNumber(days),
              from: formatNumber(from),
            })}
          </Text>
        </Group>
      ))}
      <Anchor
        size="sm"
        fw={600}
        mt="xs"
        c="var(--vt-accent-text)"
        display="inline-block"
        py={2}
        renderRoot={(props) => (
          <Link to="/certificates" search={bands.length > 0 ? { status: 'expiring' } : {}} {...props} />
        )}
      >
        {t('today.certificatesOpen')}
      </Anchor>
    </Card>
  )
}
