import { Alert, Badge, Text } from '@mantine/core'
import { IconAlertTriangle, IconDeviceUsb, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeviceToken, TokenOfKey } from '#contract'

type Pin = DeviceToken['pin']

const LOOKS: Record<Pin, { colour: string; Icon: typeof IconLock }> = {
  ok: { colour: 'green', Icon: IconDeviceUsb },
  low: { colour: 'orange', Icon: IconAlertTriangle },
  'last-try': { colour: 'red', Icon: IconAlertTriangle },
  locked: { colour: 'red', Icon: IconLock },
  'not-set': { colour: 'red', Icon: IconLock },
}

/** What the token says of its PIN, in words beside the colour. */
export function PinBadge({ pin }: { pin: Pin }) {
  const { t } = useTranslation()
  const { colour, Icon } = LOOKS[pin]
  return (
    <Badge className="vt-badge" color={colour} leftSection={<Icon size={13} aria-hidden />}>
      {t(`tokens.pin.${pin}`)}
    </Badge>
  )
}

/** A PIN that can be presented: a locked token, and one without a PIN, are not asked. */
export const isPinUsable = (token: TokenOfKey | null): boolean => token?.pin !== 'locked' && token?.pin !== 'not-set'

/** What the signer must know of the token before the PIN is typed. */
export function TokenHint({ token }: { token: TokenOfKey }) {
  const { t } = useTranslation()
  const warnings = {
    low: 'tokens.pinLow',
    'last-try': 'tokens.pinLast',
    locked: 'tokens.pinLocked',
    'not-set': 'tokens.pinNotSet',
  } as const
  return (
    <>
      {token.pin !== 'ok' && (
        <Alert color={token.pin === 'low' ? 'orange' : 'red'} icon={<IconAlertTriangle aria-hidden />}>
          <Text size="sm">{t(warnings[token.pin])}</Text>
        </Alert>
      )}
      {token.scheme === 'rsa-pkcs1' && (
        <Text size="sm" c="dimmed">
          {t('tokens.noPss')}
        </Text>
      )}
    </>
  )
}
