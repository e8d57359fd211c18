import { Anchor, Card, Group, Text, Title } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/text/format.ts'

/** Certificates that expire soon, before someone finds out while signing. */
export function CertificatesTile({ expiring }: { expiring: number }) {
  const { t } = useTranslation()
  return (
    <Card withBorder padding="md" component="section" aria-labelledby="today-certificates">
      <Group gap="xs" wrap="nowrap">
        <IconCertificate size={20} stroke={1.6} aria-hidden />
        <Title order={2} fz="md" id="today-certificates">
          {t('today.certificates')}
        </Title>
      </Group>
      <Text size="sm" mt={4} {...(expiring > 0 ? { fw: 600 } : { c: 'dimmed' })}>
        {expiring > 0
          ? t('today.certificatesSome', { count: expiring, number: formatNumber(expiring) })
          : t('today.certificatesNone')}
      </Text>
      <Anchor
        component={Link}
        to="/certificates"
        size="sm"
        fw={600}
        mt="xs"
        c="var(--vt-accent-text)"
        display="inline-block"
        py={2}
      >
        {t('today.certificatesOpen')}
      </Anchor>
    </Card>
  )
}
