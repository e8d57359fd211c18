import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CertificateCheck, KeyId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'

type Code = CertificateCheck['findings'][number]['code']

/** What makes a certificate worthless here however long it is in force; the signing sheet tells the rest. */
const TOLD = ['revoked', 'no-trust-anchors', 'issuer-unknown', 'chain-broken', 'issuer-revoked'] as const
const isTold = (code: Code): code is (typeof TOLD)[number] => TOLD.some((told) => told === code)

/** A key whose certificate leads to no CA that this office trusts, or that was revoked; nothing where all is well. */
export function KeyTrust({ keyId }: { keyId: KeyId }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data } = useQuery(
    query.device.signing.checkCertificate.queryOptions({ input: { id: keyId }, staleTime: 600_000, retry: false }),
  )
  const found = data?.findings.find(({ code }) => isTold(code))
  if (!found || !isTold(found.code)) return null
  const isRevoked = found.code === 'revoked'
  return (
    <Alert
      color={isRevoked ? 'red' : 'orange'}
      p="xs"
      icon={isRevoked ? <IconCircleX aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      {t(`certificates.trust.${found.code}`)}
    </Alert>
  )
}
