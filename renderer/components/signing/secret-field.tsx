import { PasswordInput, Text } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey } from '#contract'
import { useMe } from '#renderer/api/use-api.tsx'
import { OpenKey } from '#renderer/components/signing/open-key.tsx'

/** The PIN is typed on the token's own keys, and never here. */
export const isOnDevice = (key: DeviceKey): boolean => key.token?.pinOnDevice === true

type SecretFieldProps = { fieldRef: Ref<HTMLInputElement>; signingKey: DeviceKey; autoFocus?: boolean }

/** Never in the page's state and never offered for storage: read once, emptied at once. */
export function SecretField({ fieldRef, signingKey, autoFocus = true }: SecretFieldProps) {
  const { t } = useTranslation()
  const { demo } = useMe()
  if (signingKey.openUntil !== null) return <OpenKey until={signingKey.openUntil} />
  if (isOnDevice(signingKey)) return <Text size="sm">{t('tokens.pinOnDeviceHint')}</Text>
  const { token } = signingKey
  const words = token
    ? { label: t('tokens.secret', { label: token.label }), description: t('tokens.secretHint') }
    : { label: t('signing.secret'), description: demo ? t('signing.secretDemo') : t('signing.secretHint') }
  return (
    <PasswordInput
      ref={fieldRef}
      {...words}
      maxLength={200}
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
      required
      {...(autoFocus ? { autoFocus: true, 'data-autofocus': true } : {})}
    />
  )
}
