import { Button, Card, Collapse, Group, List, Text, Title } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignatureReport } from '#contract'
import {
  changesByRevision,
  changeWords,
  commonName,
  coverageWords,
  timeWords,
  validThen,
} from '#contract/words/signature-words'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import { Findings } from '#renderer/components/verification/findings.tsx'
import { Fingerprint } from '#renderer/components/verification/fingerprint.tsx'
import { formatDay } from '#renderer/text/format.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

type SignatureCardProps = {
  report: SignatureReport
  index?: number
  of?: number
  /** Findings that were told already, of all signatures at once. */
  told?: readonly string[]
}

/** One signature: the verdict and why, who and when, whether it is intact and trusted, what it covers, what came after. */
export function SignatureCard({ report, index, of, told = [] }: SignatureCardProps) {
  const { t } = useTranslation()
  const titleId = useId()
  const { subIndication } = report
  const isStamp = report.kind === 'document-timestamp'
  return (
    <Card withBorder padding="sm" component="article" aria-labelledby={titleId}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div style={{ minWidth: 0 }}>
          {index !== undefined && of !== undefined && (
            <Text size="xs" c="dimmed">
              {t(isStamp ? 'verify.ordinalStamp' : 'verify.ordinal', { index, of })}
            </Text>
          )}
          <Title order={3} fz="md" lh={1.3} id={titleId}>
            {report.signer === '' ? t('verdict.unknownSigner') : report.signer}
          </Title>
          {report.certificate && (
            <Text size="sm" c="dimmed">
              {report.certificate.organisation}
            </Text>
          )}
        </div>
        <VerdictBadge verdict={report.indication} />
      </Group>
      <Text size="sm" mt={6} fw={500}>
        {t(`verify.sentence.${report.indication}`)} {subIndication !== null && t(`findings.sub.${subIndication}`)}
      </Text>
      <Findings codes={report.findings.filter((code) => !told.includes(code))} indication={report.indication} />
      <Facts report={report} />
      <Technical report={report} />
    </Card>
  )
}

/** What TT 15/2025/TT-BKHCN, Điều 6.4 wants shown of every signature. */
function Facts({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { certificate, reason, location, docMdp } = report
  const lines: [string, ReactNode][] = [
    [t('verify.fact.signedAt'), timeWords(report, language)],
    [t('verify.fact.integrity'), t(report.intact ? 'verify.intact' : 'verify.broken')],
    [t('verify.fact.trust'), t(report.trusted ? 'verify.trusted' : 'verify.untrusted')],
    [t('verify.fact.covers'), coverageWords(report, language)],
    [t('verify.fact.changes'), <Changes key="changes" report={report} />],
  ]
  if (certificate) {
    lines.push(
      [t('verify.fact.issuer'), commonName(certificate.issuer)],
      [t('verify.fact.validity'), `${formatDay(certificate.notBefore)} – ${formatDay(certificate.notAfter)}`],
      [t('verify.fact.validityThen'), t(`verify.${validThen(report)}`)],
    )
  }
  if (reason !== '') lines.push([t('verify.fact.reason'), reason])
  if (location !== '') lines.push([t('verify.fact.location'), location])
  if (docMdp === 1 || docMdp === 2 || docMdp === 3) lines.push([t('verify.fact.lock'), t(`verify.docMdp.${docMdp}`)])
  return <FactList lines={lines} />
}

function Changes({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <>
      {t(`verify.modification.${report.modification}`)}
      {report.changesAfter.length > 0 && (
        <List size="sm">
          {changesByRevision(report).map(({ revision, changes }) => (
            <List.Item key={revision}>
              {t('verify.changeLine', {
                revision,
                what: changes.map((change) => changeWords(change, language)).join('; '),
              })}
            </List.Item>
          ))}
        </List>
      )}
    </>
  )
}

function Technical({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  const { certificate } = report
  const lines: [string, ReactNode][] = [
    [t('verify.level'), report.level],
    [t('verify.algorithm'), [report.signatureAlgorithm, report.digestAlgorithm].filter(Boolean).join(' · ')],
    [t('verify.format'), report.subFilter],
    [t('verify.field'), report.field],
  ]
  if (certificate) {
    lines.push(
      [t('verify.subject'), certificate.subject],
      [t('verify.fact.issuer'), certificate.issuer],
      [t('verify.serial'), <Mono key="serial">{certificate.serialNumber}</Mono>],
      [t('verify.fingerprint'), <Fingerprint key="fingerprint" sha256={certificate.sha256} />],
    )
  }
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        mt={6}
        px={4}
        aria-expanded={isOpen}
        leftSection={<Icon size={15} aria-hidden />}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        {t('verify.technical')}
      </Button>
      <Collapse expanded={isOpen}>
        <FactList lines={lines} />
      </Collapse>
    </>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return (
    <Text span size="sm" ff="monospace">
      {children}
    </Text>
  )
}

/** Names and values in two columns. */
export function FactList({ lines }: { lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'minmax(96px, 30%) 1fr', gap: '3px 12px', margin: '8px 0 0' }}>
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
