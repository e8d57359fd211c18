import { FileInput, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconFileCertificate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { base64Of } from '#renderer/components/base64-of.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { NotInForce } from '#renderer/pages/certificates/not-in-force.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'

const MAX_BYTES = 300_000
type Import = { file: File; password: string; label: string }

/** Copies a PKCS#12 file into the key store; file and password leave the page's memory with the dialog. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [file, setFile] = useState<File | null>(null)
  const [password, setPassword] = useState('')
  const [label, setLabel] = useState('')
  const isTooLarge = file !== null && file.size > MAX_BYTES
  const take = useKeyChange(
    async (chosen: Import) =>
      client.device.keys.importPkcs12({
        label: chosen.label,
        data: await base64Of(chosen.file),
        password: chosen.password,
      }),
    (key) => t('certificates.importDone', { label: key.label }),
    (key) => {
      if (key.status === 'valid') onClose()
    },
  )
  if (take.result) return <ImportedDialog deviceKey={take.result} onClose={onClose} />
  return (
    <Dialog
      title={t('certificates.importTitle')}
      confirmLabel={t('certificates.import')}
      onClose={onClose}
      onConfirm={() => {
        if (file) take.run({ file, password, label: label.trim() })
      }}
      pending={take.pending}
      disabled={file === null || isTooLarge}
      error={take.error}
    >
      <Stack gap="sm">
        <Text size="sm">{t('certificates.importHint')}</Text>
        <FileInput
          label={t('certificates.file')}
          placeholder={t('certificates.filePlaceholder')}
          accept=".p12,.pfx,application/x-pkcs12"
          leftSection={<IconFileCertificate size={16} aria-hidden />}
          value={file}
          onChange={setFile}
          required
          data-autofocus
          error={isTooLarge && t('certificates.fileTooLarge')}
        />
        <PasswordInput
          label={t('certificates.filePassword')}
          value={password}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          onChange={(event) => {
            setPassword(event.currentTarget.value)
          }}
        />
        <TextInput
          label={t('certificates.label')}
          description={t('certificates.labelHint')}
          value={label}
          maxLength={100}
          onChange={(event) => {
            setLabel(event.currentTarget.value)
          }}
        />
      </Stack>
    </Dialog>
  )
}

/** The key is in the store, but it cannot sign: said here, not when someone waits for the signature. */
function ImportedDialog({ deviceKey, onClose }: { deviceKey: DeviceKey; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('certificates.importTitle')}
      confirmLabel={t('common.close')}
      onClose={onClose}
      onConfirm={onClose}
      asksNothing
    >
      <Stack gap="sm">
        <Text size="sm">{t('certificates.importDone', { label: deviceKey.label })}</Text>
        <NotInForce facts={deviceKey.facts} status={deviceKey.status} />
      </Stack>
    </Dialog>
  )
}
