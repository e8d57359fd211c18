import { Box, Group, Paper, Text, Title } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OfficeCertificate } from '#contract'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { CertificateFactList } from '#renderer/components/verification/certificate-fact-list.tsx'
import { CertificateBadge } from '#renderer/pages/certificates/certificate-badge.tsx'
import { ExpiryWarning } from '#renderer/pages/certificates/not-in-force.tsx'
import { noonOf, validityWords } from '#renderer/pages/certificates/validity.ts'
import { today } from '#renderer/text/format.ts'

/** One certificate of the office, whole. */
export function CertificatePane({ certificate, isHere }: { certificate: OfficeCertificate | null; isHere: boolean }) {
  const { t } = useTranslation()
  if (!certificate) {
    return (
      <EmptyState
        icon={<IconCertificate size={26} />}
        title={t('certificates.choose')}
        hint={t('certificates.chooseHint')}
      />
    )
  }
  const { ownerName, agencyName, kind, status, facts } = certificate
  return (
    <Box p="lg" maw={760}>
      <Group gap="sm" mb={4}>
        <Title order={2} fz="lg">
          {ownerName}
        </Title>
        <CertificateBadge status={status} notAfter={facts.notAfter} />
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        {[
          t(`certificates.kind.${kind}`),
          agencyName,
          // The badge says the days where they are few.
          ...(status === 'expiring' ? [] : [validityWords(facts, noonOf(today()), t)]),
        ].join(' · ')}
      </Text>
      <ExpiryWarning facts={facts} status={status} />
      <Paper withBorder p="md">
        <CertificateFactList facts={facts} />
      </Paper>
      <Text size="sm" mt="sm">
        {t(isHere ? 'certificates.keyHere' : 'certificates.keyElsewhere')}
      </Text>
    </Box>
  )
}
