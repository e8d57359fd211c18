import { Alert, Badge, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type AnchorCandidate, AnchorPurpose } from '#contract'
import { CertificateFactList } from '#renderer/components/verification/certificate-fact-list.tsx'

const COLOURS = { valid: 'green', 'ends-soon': 'yellow', expired: 'red', 'not-yet-valid': 'red' } as const

/** What kind of authority it is and whether it is valid, in words. */
export function AnchorBadges({ kind, validity, isDemo }: Pick<AnchorCandidate, 'kind' | 'validity' | 'isDemo'>) {
  const { t } = useTranslation()
  return (
    <Group gap={6}>
      <Badge className="vt-badge" color={kind === 'not-an-authority' ? 'red' : 'gray'}>
        {t(`trust.kind.${kind}`)}
      </Badge>
      <Badge className="vt-badge" color={COLOURS[validity]}>
        {t(`trust.validity.${validity}`)}
      </Badge>
      {isDemo && (
        <Badge className="vt-badge" color="orange">
          {t('trust.demo')}
        </Badge>
      )}
    </Group>
  )
}

/** What should make somebody think again before trusting it; then what the certificate says. */
export function AnchorFacts({ anchor }: { anchor: AnchorCandidate }) {
  const { t } = useTranslation()
  const { kind, validity, facts } = anchor
  const warnings = [
    ...(kind === 'root' ? [] : [t(`trust.warning.${kind}`)]),
    ...(validity === 'expired' || validity === 'not-yet-valid' ? [t(`trust.warning.${validity}`)] : []),
    ...(anchor.isDemo ? [t('trust.demoHint')] : []),
  ]
  return (
    <Stack gap="xs">
      {warnings.map((warning) => (
        <Alert key={warning} color="yellow" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
          <Text size="sm">{warning}</Text>
        </Alert>
      ))}
      <CertificateFactList facts={facts} />
    </Stack>
  )
}

type PurposeChoiceProps = { value: AnchorPurpose; disabled?: boolean; onChange: (purpose: AnchorPurpose) => void }

/** For what it is trusted: an authority for signers need not be one for time, and the other way round. */
export function PurposeChoice({ value, disabled = false, onChange }: PurposeChoiceProps) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      size="xs"
      w={220}
      label={t('trust.purpose')}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        onChange(AnchorPurpose.parse(event.currentTarget.value))
      }}
      data={AnchorPurpose.options.map((purpose) => ({ value: purpose, label: t(`trust.purposeOf.${purpose}`) }))}
    />
  )
}
