import { Box, Button, Group, NumberInput, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeSettings } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { LeaveQuestion } from '#renderer/components/dialogs/leave-question.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { LookSettings } from '#renderer/pages/admin/look-settings.tsx'

type Changed = Omit<OfficeSettings, 'demo'>

/** The office's own settings: name, target, and how its signatures look. */
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
      <SealElsewhere />
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

/** Where the seal is kept: with the agency's certificate, not here. */
function SealElsewhere() {
  const { t } = useTranslation()
  return (
    <Paper component="section" withBorder p="md">
      <Title order={2} fz="md">
        {t('admin.settings.seal')}
      </Title>
      <Text size="sm">{t('admin.settings.sealHint')}</Text>
      <Text size="sm" fw={600}>
        <Link to="/certificates" search={{ tab: 'images' }} style={{ color: 'var(--vt-accent-text)' }}>
          {t('admin.settings.sealOpen')}
        </Link>
      </Text>
    </Paper>
  )
}
