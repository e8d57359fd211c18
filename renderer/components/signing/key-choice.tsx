import { Alert, Anchor, Select, Text } from '@mantine/core'
import { IconKeyOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DeviceKey, KeyId } from '#contract'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import { useIsForeign } from '#renderer/components/signing/use-signing-keys.ts'
import { formatDay } from '#renderer/text/format.ts'

type KeyChoiceProps = {
  role: SigningAs
  keys: readonly DeviceKey[]
  isMine: (key: DeviceKey) => boolean
  value: KeyId | null
  onChange: (id: KeyId) => void
}

/**
 * Which certificate signs: its name and last day, and its token, which tells it from a file with the same certificate. Those the office has bound to the signer stand apart from the other keys of
 * the workstation, which it would refuse; unusable ones are shown with the reason and cannot be chosen.
 */
export function KeyChoice({ role, keys, isMine, value, onChange }: KeyChoiceProps) {
  const { t } = useTranslation()
  const chosen = keys.find((key) => key.id === value)
  const isForeign = useIsForeign(chosen && !isMine(chosen) ? chosen : undefined, role)
  const statusWords = {
    expired: t('signing.statusExpired'),
    'not-yet-valid': t('signing.statusNot-yet-valid'),
    'not-for-signing': t('signing.statusNot-for-signing'),
  }
  const nameOf = (key: DeviceKey) => {
    const line = t('signing.keyUntil', { name: commonName(key.facts.subject), date: formatDay(key.facts.notAfter) })
    const token = key.token ? [t('signing.keyOnToken', { label: key.token.label })] : []
    return [line, ...token, ...(key.status === 'valid' ? [] : [statusWords[key.status]])].join(' · ')
  }
  const optionOf = (key: DeviceKey) => ({ value: key.id, label: nameOf(key), disabled: key.status !== 'valid' })
  const groups = [
    { group: t('signing.keysMine'), items: keys.filter(isMine).map(optionOf) },
    { group: t('signing.keysOther'), items: keys.filter((key) => !isMine(key)).map(optionOf) },
  ].filter(({ items }) => items.length > 0)
  if (keys.length === 0) {
    return (
      <Alert color="orange" icon={<IconKeyOff aria-hidden />} title={t('signing.noKey')}>
        <Text size="sm">{t('signing.noKeyHint')}</Text>
        <Anchor component={Link} to="/certificates" size="sm" fw={600} c="var(--vt-accent-text)">
          {t('signing.noKeyAction')}
        </Anchor>
      </Alert>
    )
  }
  return (
    <Select
      label={t('signing.key')}
      data={groups}
      value={value}
      onChange={(id) => {
        if (id !== null) onChange(id)
      }}
      allowDeselect={false}
      {...(chosen ? { description: t('signing.keyIssuer', { issuer: commonName(chosen.facts.issuer) }) } : {})}
      {...(isForeign ? { error: t('signing.keyNotMine') } : {})}
    />
  )
}

/** The common name where the text is a distinguished name (RFC 4514), else the text itself. */
function commonName(name: string): string {
  return /(?:^|[,/+]\s*)CN=([^,/+]+)/i.exec(name)?.[1]?.trim() ?? name
}
