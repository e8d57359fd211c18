import { Alert, Code, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenModuleFile, TokenOverview } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'

type AddModuleDialogProps = { offered: TokenOverview['offered']; onClose: () => void }

/** Which software reaches the token: one that is installed and known, or any PKCS#11 file. It is loaded once its file is confirmed. */
export function AddModuleDialog({ offered, onClose }: AddModuleDialogProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [path, setPath] = useState(offered[0]?.path ?? '')
  const [file, setFile] = useState<TokenModuleFile>()
  const look = useMutation({
    mutationFn: (chosen: string) => client.device.tokens.inspectModule({ path: chosen }),
    onSuccess: setFile,
  })
  const add = useKeyChange(
    ({ path: chosen, sha256 }: TokenModuleFile) => client.device.tokens.addModule({ path: chosen, sha256 }),
    ({ modules }) => t('tokens.added', { name: modules.find((one) => one.path === path.trim())?.name ?? path }),
    onClose,
  )
  const choose = (chosen: string) => {
    setPath(chosen)
    setFile(undefined)
  }
  return (
    <Dialog
      title={t('tokens.addTitle')}
      confirmLabel={t(file ? 'tokens.confirmModule' : 'tokens.lookAtModule')}
      onClose={onClose}
      onConfirm={() => {
        if (file) add.run(file)
        else look.mutate(path.trim())
      }}
      pending={add.pending || look.isPending}
      disabled={path.trim() === ''}
      error={add.error ?? look.error}
      size="lg"
    >
      <Stack gap="sm">
        <Text size="sm">{t('tokens.addHint')}</Text>
        {offered.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('tokens.offeredNone')}
          </Text>
        ) : (
          <Radio.Group label={t('tokens.offered')} value={path} onChange={choose}>
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
            choose(event.currentTarget.value)
          }}
        />
        {file && <ToConfirm file={file} />}
      </Stack>
    </Dialog>
  )
}

/** The very file whose code will run, by its digest. */
function ToConfirm({ file }: { file: TokenModuleFile }) {
  const { t } = useTranslation()
  return (
    <Alert color="yellow" title={t('tokens.confirmTitle', { name: file.name })} role="status">
      <Text size="sm">{t('tokens.confirmHint')}</Text>
      <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {file.path}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        SHA-256 <Code>{file.sha256}</Code>
      </Text>
    </Alert>
  )
}

function exampleOf(agent: string): string {
  if (agent.includes('Windows')) return 'C:\\Windows\\System32\\bit4xpki.dll'
  return agent.includes('Mac') ? '/Library/bit4id/pkcs11/libbit4xpki.dylib' : '/usr/lib/libbit4xpki.so'
}
