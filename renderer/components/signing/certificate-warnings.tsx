import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CertificateCheck, forbidsSigning, type KeyId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { formatDay, formatInstant } from '#renderer/text/format.ts'

/** What the signer has to see about the certificate before it signs (TT 15/2025/TT-BKHCN, Điều 5.1.a, Phụ lục II). */
export function CertificateWarnings({ keyId }: { keyId: KeyId }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const check = useQuery(
    query.device.signing.checkCertificate.queryOptions({ input: { id: keyId }, staleTime: 60_000, retry: false }),
  )
  if (check.isPending) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('levels.check.checking')}
      </Text>
    )
  }
  if (!check.data) return <Warned colour="orange" lines={[t('levels.check.failed')]} />
  return <Found check={check.data} />
}

function Found({ check: { findings, revocationBy } }: { check: CertificateCheck }) {
  const { t } = useTranslation()
  const lines = useFindingLines(findings)
  if (findings.length === 0) {
    return (
      <Text size="sm" role="status">
        <IconCircleCheck size={16} aria-hidden style={{ verticalAlign: 'text-bottom', marginRight: 6 }} />
        {t('levels.check.good', { by: (revocationBy ?? '').toUpperCase() })}
      </Text>
    )
  }
  return <Warned colour={findings.some(({ code }) => forbidsSigning(code)) ? 'red' : 'orange'} lines={lines} />
}

function Warned({ colour, lines }: { colour: 'red' | 'orange'; lines: readonly string[] }) {
  const { t } = useTranslation()
  const Icon = colour === 'red' ? IconCircleX : IconAlertTriangle
  return (
    <Alert role="status" color={colour} icon={<Icon aria-hidden />}>
      <Text size="sm" fw={600}>
        {t('levels.check.title')}
      </Text>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** A sentence for each, with the instant or the name that it is about. */
function useFindingLines(findings: CertificateCheck['findings']): string[] {
  const { t } = useTranslation()
  return findings.map(({ code, details }) => {
    const instant = details['revokedAt'] ?? details['notAfter'] ?? details['notBefore']
    const date = typeof instant === 'string' ? (code === 'ends-soon' ? formatDay(instant) : formatInstant(instant)) : ''
    return t(`levels.check.${code}`, { date, days: details['days'] ?? '', issuer: details['issuer'] ?? '' })
  })
}
