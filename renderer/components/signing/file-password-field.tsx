import { PasswordInput } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'

/** The owner's password of files whose maker restricts signing: read once, emptied at once, never kept. */
export function FilePasswordField({ fieldRef }: { fieldRef: Ref<HTMLInputElement> }) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      ref={fieldRef}
      label={t('signing.filePassword')}
      description={t('signing.filePasswordHint')}
      maxLength={127}
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
    />
  )
}
