import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateFacts } from '#contract'
import { FactList } from '#renderer/components/verification/fact-list.tsx'
import { Fingerprint } from '#renderer/components/verification/fingerprint.tsx'
import { formatInstant } from '#renderer/text/format.ts'

/** What a certificate says of itself: holder, managing unit, issuer, validity (TT 15/2025/TT-BKHCN, Điều 6.4). */
export function CertificateFactList({ facts }: { facts: CertificateFacts }) {
  const { t } = useTranslation()
  const lines: [string, ReactNode][] = [
    [t('certificates.subject'), facts.subject],
    [t('certificates.organisation'), facts.organisation || t('verify.notInCertificate')],
    [t('certificates.issuer'), facts.issuer],
    [t('certificates.validity'), `${formatInstant(facts.notBefore)} – ${formatInstant(facts.notAfter)}`],
    [t('certificates.serial'), <Mono key="serial">{facts.serialNumber}</Mono>],
    [t('certificates.algorithm'), facts.keyAlgorithm],
    [t('certificates.fingerprint'), <Fingerprint key="fingerprint" sha256={facts.sha256} />],
  ]
  return <FactList lines={lines} />
}

function Mono({ children }: { children: ReactNode }) {
  return (
    <Text span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  )
}
