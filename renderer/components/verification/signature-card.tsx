import { Card, Group, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignatureReport } from '#contract'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import { useFindingSentence } from '#renderer/components/verification/use-finding-sentence.ts'
import { formatDay, formatInstant, formatPercent } from '#renderer/text/format.ts'

/** One signature: the verdict and why, who and when, what it covers, what came after. */
export function SignatureCard({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const finding = useFindingSentence()
  return (
    <Card withBorder padding="sm" component="article" aria-label={report.signer}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{report.signer === '' ? t('verdict.unknownSigner') : report.signer}</Text>
          {report.certificate && (
            <Text size="sm" c="dimmed">
              {report.certificate.organisation}
            </Text>
          )}
        </div>
        <VerdictBadge verdict={report.indication} />
      </Group>
      {report.findings.length > 0 && (
        <List size="sm" mt={6} spacing={2}>
          {report.findings.map((code) => (
            <List.Item key={code}>{finding(code)}</List.Item>
          ))}
        </List>
      )}
      <Facts report={report} />
      {report.changesAfter.length > 0 && <ChangesAfter report={report} />}
    </Card>
  )
}

function Facts({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const { certificate } = report
  const covered = report.fileLength === 0 ? null : (report.coveredBytes / report.fileLength) * 100
  const lines: [string, ReactNode][] = [
    [t('verdict.signedAt'), report.signedAt === null ? t('verdict.noTime') : formatInstant(report.signedAt)],
    [t('verdict.timestamp'), report.timestamp === null ? t('common.none') : formatInstant(report.timestamp)],
    [
      t('verdict.covers'),
      report.coversWholeDocument
        ? t('verdict.coversAll')
        : t('verdict.coversPart', {
            revision: report.revision,
            revisions: report.revisions,
            percent: formatPercent(covered, 1),
          }),
    ],
    [t('verdict.level'), [report.level, report.digestAlgorithm, report.signatureAlgorithm].filter(Boolean).join(' · ')],
    [t('verdict.field'), report.field],
  ]
  if (certificate) {
    lines.push(
      [t('verdict.issuer'), certificate.issuer],
      [t('verdict.validity'), `${formatDay(certificate.notBefore)} – ${formatDay(certificate.notAfter)}`],
      [
        t('verdict.serial'),
        <Text key="serial" span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {certificate.serialNumber}
        </Text>,
      ],
    )
  }
  return <FactList lines={lines} />
}

/** Names and values in two columns. */
export function FactList({ lines }: { lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'minmax(96px, 32%) 1fr', gap: '3px 12px', margin: '8px 0 0' }}>
      {lines.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  )
}

function ChangesAfter({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        {t('verdict.changesAfter')}
      </Text>
      <List size="sm">
        {report.changesAfter.map((change) => (
          <List.Item key={`${String(change.revision)}${change.kind}${change.detail}`}>
            {[change.kind, change.detail].filter((part) => part !== '').join(': ')}
          </List.Item>
        ))}
      </List>
    </>
  )
}
