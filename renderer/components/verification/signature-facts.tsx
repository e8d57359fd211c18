import { Button, Collapse, List, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignatureReport } from '#contract'
import { proofWords, revocationWords } from '#contract/words/evidence-words'
import { changeWords, commonName, coverageWords, timeWords, validThen } from '#contract/words/signature-words'
import { FactList } from '#renderer/components/verification/fact-list.tsx'
import { Fingerprint } from '#renderer/components/verification/fingerprint.tsx'
import { formatDay } from '#renderer/text/format.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

type Line = [string, ReactNode]

/**
 * What TT 15/2025/TT-BKHCN, Điều 6.4 wants shown of every signature: signer and managing unit, issuer, time or timestamp,
 * integrity, validity when signing, period of the certificate.
 *
 * @param isOneOfMany Shows who, when and what came of it; the rest when it is asked for.
 */
export function SignatureFacts({ report, isOneOfMany }: { report: SignatureReport; isOneOfMany: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { certificate } = report
  const first: Line[] = [
    ...(certificate
      ? [line(t('verify.fact.organisation'), certificate.organisation || t('verify.notInCertificate'))]
      : []),
    line(t('verify.fact.signedAt'), timeWords(report, language)),
    line(t('verify.fact.integrity'), t(report.intact ? 'verify.intact' : 'verify.broken')),
    line(t('verify.fact.changes'), <Changes key="changes" report={report} />),
  ]
  const rest = useGrounds(report)
  if (!isOneOfMany) return <FactList lines={[...first, ...rest]} />
  return (
    <>
      <FactList lines={first} />
      <Disclosure label={t('verify.allFacts')}>
        <FactList lines={rest} />
      </Disclosure>
    </>
  )
}

const line = (name: string, value: ReactNode): Line => [name, value]

/** What the verdict stands on. */
function useGrounds(report: SignatureReport): Line[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const { certificate, reason, location, docMdp, timestampAuthority, kind } = report
  const lines: Line[] = []
  if (kind === 'signature' && timestampAuthority !== '') lines.push([t('verify.factStamp'), timestampAuthority])
  lines.push([t('verify.factProof'), proofWords(report, language)])
  if (certificate) {
    lines.push(
      [t('verify.fact.validityThen'), t(`verify.${validThen(report)}`)],
      [t('verify.fact.validity'), `${formatDay(certificate.notBefore)} – ${formatDay(certificate.notAfter)}`],
      [t('verify.fact.issuer'), commonName(certificate.issuer)],
      [t('verify.factRevocation'), revocationWords(report.revocation, language)],
    )
  }
  lines.push([t('verify.fact.trust'), t(report.trusted ? 'verify.trusted' : 'verify.untrusted')])
  lines.push([t('verify.fact.covers'), coverageWords(report, language)])
  if (reason !== '') lines.push([t('verify.fact.reason'), reason])
  if (location !== '') lines.push([t('verify.fact.location'), location])
  if (docMdp === 1 || docMdp === 2 || docMdp === 3) lines.push([t('verify.fact.lock'), t(`verify.docMdp.${docMdp}`)])
  return lines
}

/** What is forbidden, by name; what is permitted stands in the file's timeline, once for all signatures. */
function Changes({ report: { modification, changesAfter } }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (modification === 'none') return t('verify.modification.none')
  if (modification === 'permitted') return t('verify.modification.permitted')
  const forbidden = changesAfter.filter(({ judgement }) => judgement === 'forbidden')
  return (
    <Text component="div" size="sm" style={{ color: 'var(--vt-seal)' }}>
      {t('verify.modification.forbidden')}
      <List size="sm">
        {forbidden.map((change) => (
          <List.Item key={`${String(change.revision)} ${change.kind} ${change.detail} ${String(change.page)}`}>
            {t('verify.changeLine', { revision: change.revision, what: changeWords(change, language) })}
          </List.Item>
        ))}
      </List>
    </Text>
  )
}

/** For the administrator and for support: closed until it is asked for. */
export function TechnicalFacts({ report }: { report: SignatureReport }) {
  const { t } = useTranslation()
  const { certificate } = report
  const lines: Line[] = [
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
  const changes = report.changesAfter.map(({ revision, kind, detail }) =>
    `${String(revision)}: ${kind} ${detail}`.trim(),
  )
  if (changes.length > 0) lines.push([t('verify.changesRaw'), changes.join('; ')])
  return (
    <Disclosure label={t('verify.technical')}>
      <FactList lines={lines} />
    </Disclosure>
  )
}

function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        mt={6}
        px={4}
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={isOpen}
        leftSection={<Icon size={15} aria-hidden />}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        {label}
      </Button>
      <Collapse expanded={isOpen}>{children}</Collapse>
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
