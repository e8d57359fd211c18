import { Box, Button, Group, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AuthorityTrial, LevelSettings, PadesLevel } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { LeaveQuestion } from '#renderer/components/dialogs/leave-question.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { TrialButton, TrialResult, useAuthorityTrial } from '#renderer/pages/admin/authority-trial.tsx'
import { WaitingDocuments } from '#renderer/pages/admin/waiting-documents.tsx'

const DIGESTS = [
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha384', label: 'SHA-384' },
  { value: 'sha512', label: 'SHA-512' },
] as const

/** Mức chữ ký: what the office wants of its signatures, who proves their time, and what has not reached it yet. */
export function LevelsTab() {
  const { query } = useApi()
  const settings = useQuery(query.office.levels.settings.queryOptions())
  return (
    <Stack p="md" gap="md" maw={1000}>
      <Failure error={settings.error} onRetry={() => void settings.refetch()} />
      {settings.data && <LevelForm present={settings.data} />}
      <WaitingDocuments />
    </Stack>
  )
}

function LevelForm({ present }: { present: LevelSettings }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [changed, setChanged] = useState<Partial<LevelSettings>>({})
  const fields = { ...present, ...changed }
  const problem = useAddressProblem(fields)
  const trial = useAuthorityTrial(AuthorityTrial.safeParse(fields).data ?? null)
  const hasChanges = Object.keys(changed).length > 0
  const save = useChange((next: LevelSettings) => client.office.levels.change(next), {
    said: t('levels.saved'),
    onDone: () => {
      setChanged({})
    },
  })
  const change = (part: Partial<LevelSettings>) => {
    setChanged((before) => ({ ...before, ...part }))
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (hasChanges && problem === null) save.run(fields)
  }
  return (
    <Paper component="section" withBorder p="md">
      <LeaveQuestion
        isTyped={hasChanges}
        tabsToo
        title={t('admin.settings.leaveTitle')}
        sentence={t('admin.settings.leaveSentence')}
        confirmLabel={t('admin.settings.leave')}
      />
      <form onSubmit={submit} noValidate>
        <Title order={2} fz="md">
          {t('levels.title')}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('levels.hint')}
        </Text>
        <Stack gap="sm">
          <Select
            label={t('levels.level')}
            description={t('levels.levelHint')}
            data={PadesLevel.options.map((value) => ({ value, label: t(`levels.name.${value}`) }))}
            value={fields.level}
            allowDeselect={false}
            onChange={(value) => {
              change({ level: PadesLevel.catch(fields.level).parse(value) })
            }}
            maw={420}
          />
          <TextInput
            label={t('levels.tsa')}
            description={t('levels.tsaHint')}
            type="url"
            maxLength={500}
            value={fields.tsaUrl ?? ''}
            error={problem}
            styles={{ wrapper: { marginBlock: 0 } }}
            inputContainer={(input) => (
              <Group gap="xs" wrap="nowrap" my={5}>
                <Box flex={1}>{input}</Box>
                <TrialButton trial={trial} />
              </Group>
            )}
            onChange={(event) => {
              const { value } = event.currentTarget
              change({ tsaUrl: value.trim() === '' ? null : value.trim() })
            }}
          />
          <TrialResult trial={trial} />
          <Select
            label={t('levels.digest')}
            description={t('levels.digestHint')}
            data={DIGESTS}
            value={fields.tsaDigest}
            allowDeselect={false}
            onChange={(value) => {
              change({ tsaDigest: LevelSettings.shape.tsaDigest.catch(fields.tsaDigest).parse(value) })
            }}
            maw={420}
          />
        </Stack>
        <Failure error={save.error} />
        <Group justify="flex-end" mt="md">
          <Box />
          <Button
            type="submit"
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            loading={save.pending}
            disabled={!hasChanges || problem !== null}
          >
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Paper>
  )
}

/** The same rule that the office applies, said at the field. */
function useAddressProblem(fields: LevelSettings): string | null {
  const { t } = useTranslation()
  if (LevelSettings.safeParse(fields).success) return null
  return fields.tsaUrl === null ? t('levels.tsaNeeded') : t('levels.tsaWrong')
}
