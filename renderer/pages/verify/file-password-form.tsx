import { Button, Group, PasswordInput } from '@mantine/core'
import { type SubmitEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks for the password of an encrypted file: read once, emptied at once, never kept. */
export function FilePasswordForm({ onPassword }: { onPassword: (password: string) => void }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const given = field.current?.value ?? ''
    if (given === '') return
    if (field.current) field.current.value = ''
    onPassword(given)
  }
  return (
    <form onSubmit={submit} autoComplete="off">
      <Group align="flex-end" gap="xs" mt="sm">
        <PasswordInput
          ref={field}
          label={t('verify.filePassword')}
          maxLength={127}
          autoComplete="off"
          data-1p-ignore
          data-lpignore="true"
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          style={{ flex: 1 }}
        />
        <Button type="submit">{t('verify.openFile')}</Button>
      </Group>
    </form>
  )
}
