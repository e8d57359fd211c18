import { Alert } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import type { Language } from '#renderer/text/i18n.ts'

/** State secrets never enter: says so, with the law's reason, before a byte is sent. */
export function SecretRefusal() {
  const { i18n } = useTranslation()
  return (
    <Alert role="alert" color="red" icon={<IconShieldLock aria-hidden />}>
      {failureSentence({ code: 'state-secret', details: {} }, i18n.language as Language)}
    </Alert>
  )
}
