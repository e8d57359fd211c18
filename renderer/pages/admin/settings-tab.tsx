import {
  Box,
  Button,
  FileButton,
  Group,
  Image,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeSettings } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { base64Of } from '#renderer/components/base64-of.ts'
import { LeaveQuestion } from '#renderer/components/dialogs/leave-question.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { hasPngSignature } from '#renderer/components/has-png-signature.ts'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { LookSettings } from '#renderer/pages/admin/look-settings.tsx'

const MAX_PNG = 1_000_000
type Changed = Omit<OfficeSettings, 'demo'>

/** The office's own settings: name, target, seal, and how its signatures look. */
export function SettingsTab() {
  const { query } = useApi()
  const settings = useQuery(query.office.settings.get.queryOptions())
  return (
    <Box p="md" maw={1000}>
      <Failure error={settings.error} onRetry={() => void settings.refetch()} />
      {settings.data && <SettingsForm present={settings.data} />}
    </Box>
  )
}

function SettingsForm({ present: { demo: _demo, ...present } }: { present: OfficeSettings }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [changed, setChanged] = useState<Partial<Changed>>({})
  const fields: Changed = { ...present, ...changed }
  const hasChanges = Object.keys(changed).length > 0
  const save = useChange((next: Changed) => client.office.settings.update(next), {
    said: t('admin.settings.saved'),
    onDone: () => {
      setChanged({})
    },
  })
  const change = (part: Partial<Changed>) => {
    setChanged((before) => ({ ...before, ...part }))
  }
  const submit = () => {
    if (hasChanges && fields.officeName.trim() !== '') save.run(fields)
  }
  useCommands([
    {
      id: 'settings.save',
      group: 'document',
      label: t('common.save'),
      keys: ['mod+s'],
      whileTyping: true,
      run: submit,
    },
  ])
  return (
    <Stack gap="md">
      <LeaveQuestion
        isTyped={hasChanges}
        tabsToo
        title={t('admin.settings.leaveTitle')}
        sentence={t('admin.settings.leaveSentence')}
        confirmLabel={t('admin.settings.leave')}
      />
      <Paper component="section" withBorder p="md">
        <Title order={2} fz="md" mb="xs">
          {t('admin.settings.office')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('admin.settings.officeName')}
            required
            maxLength={200}
            value={fields.officeName}
            error={fields.officeName.trim() === '' && t('common.required')}
            onChange={(event) => {
              change({ officeName: event.currentTarget.value })
            }}
          />
          <NumberInput
            label={t('admin.settings.target')}
            description={t('admin.settings.targetHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={0}
            max={100}
            decimalScale={2}
            decimalSeparator=","
            value={fields.targetPercent}
            onChange={(value) => {
              if (typeof value === 'number') change({ targetPercent: value })
            }}
          />
        </SimpleGrid>
      </Paper>
      <Seal
        png={fields.sealPng}
        onChange={(sealPng) => {
          change({ sealPng })
        }}
      />
      <LookSettings looks={fields} onChange={change} />
      <Failure error={save.error} />
      <Group justify="flex-end" gap="sm">
        {hasChanges && <Text size="sm">{t('admin.settings.unsaved')}</Text>}
        <Button
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          loading={save.pending}
          disabled={!hasChanges || fields.officeName.trim() === ''}
          onClick={submit}
        >
          {t('common.save')}
        </Button>
      </Group>
    </Stack>
  )
}

function Seal({ png, onChange }: { png: string | null; onChange: (png: string | null) => void }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState(false)
  const take = async (file: File | null) => {
    if (!file) return
    const isPng = file.size <= MAX_PNG && (await hasPngSignature(file))
    setRefused(!isPng)
    if (isPng) onChange(await base64Of(file))
  }
  return (
    <Paper component="section" withBorder p="md">
      <Title order={2} fz="md">
        {t('admin.settings.seal')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('admin.settings.sealHint')}
      </Text>
      <Group align="center" gap="md">
        {png === null ? (
          <Text size="sm">{t('admin.settings.sealNone')}</Text>
        ) : (
          <Box p={6} bg="#ffffff" style={{ border: '1px solid var(--vt-line)', borderRadius: 4 }}>
            <Image
              src={`data:image/png;base64,${png}`}
              alt={t('admin.settings.sealAlt')}
              h={110}
              w="auto"
              fit="contain"
            />
          </Box>
        )}
        <FileButton accept="image/png" onChange={(file) => void take(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('admin.settings.sealChoose')}
            </Button>
          )}
        </FileButton>
        {png !== null && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              onChange(null)
            }}
          >
            {t('admin.settings.sealRemove')}
          </Button>
        )}
      </Group>
      {refused && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs">
          {t('admin.settings.sealNotPng')}
        </Text>
      )}
    </Paper>
  )
}
