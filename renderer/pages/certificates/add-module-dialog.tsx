import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenOverview } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'

type AddModuleDialogProps = { offered: TokenOverview['offered']; onClose: () => void }

/** Which software reaches the token: one that is installed and known, or any PKCS#11 file. It is loaded at once. */
export function AddModuleDialog({ offered, onClose }: AddModuleDialogProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [path, setPath] = useState(offered[0]?.path ?? '')
  const add = useKeyChange(
    (chosen: string) => client.device.tokens.addModule({ path: chosen }),
    ({ modules }) => t('tokens.added', { name: modules.find((one) => one.path === path.trim())?.name ?? path }),
    onClose,
  )
  return (
    <Dialog
      title={t('tokens.addTitle')}
      confirmLabel={t('tokens.addModule')}
      onClose={onClose}
      onConfirm={() => {
        add.run(path.trim())
      }}
      pending={add.pending}
      disabled={path.trim() === ''}
      error={add.error}
      size="lg"
    >
      <Stack gap="sm">
        <Text size="sm">{t('tokens.addHint')}</Text>
        {offered.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('tokens.offeredNone')}
          </Text>
        ) : (
          <Radio.Group label={t('tokens.offered')} value={path} onChange={setPath}>
            <Stack gap={6} mt={4}>
              {offered.map((one) => (
                <Radio key={one.path} value={one.path} label={one.name} description={one.path} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <TextInput
          label={t('tokens.path')}
          description={t('tokens.pathExample', { path: exampleOf(navigator.userAgent) })}
          value={path}
          maxLength={1000}
          spellCheck={false}
          data-autofocus
          onChange={(event) => {
            setPath(event.currentTarget.value)
          }}
        />
      </Stack>
    </Dialog>
  )
}

function exampleOf(agent: string): string {
  if (agent.includes('Windows')) return 'C:\\Windows\\System32\\bit4xpki.dll'
  return agent.includes('Mac') ? '/Library/bit4id/pkcs11/libbit4xpki.dylib' : '/usr/lib/libbit4xpki.so'
}
