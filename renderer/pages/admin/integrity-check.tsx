import { Alert, Button, Group, List, Progress, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type IntegrityProblem, isNote, problemSentence } from '#contract'
import { Failure } from '#renderer/components/failure.tsx'
import { useIntegrityCheck } from '#renderer/pages/admin/use-integrity-check.ts'
import { formatInstant, formatNumber } from '#renderer/text/format.ts'

const STEPS = ['numbers', 'events', 'search', 'rates', 'files', 'finished'] as const

const SHOWN = 500

/** Checks numbers, the chain of events, the index, the figures and every file; shows how far it is and what it found. */
export function IntegrityCheck() {
  const { t } = useTranslation()
  const { state, run, stop } = useIntegrityCheck()
  const { progress, finishedAt, error } = state
  const damages = state.problems.filter((problem) => !isNote(problem))
  const notes = state.problems.filter(isNote)
  const known = STEPS.find((step) => step === progress?.step)
  const step = known === undefined ? (progress?.step ?? '') : t(`admin.audit.step.${known}`)
  const share = progress && progress.of > 0 ? (progress.done / progress.of) * 100 : 0
  const sentence = `${t('admin.audit.checking', { step })} ${formatNumber(progress?.done ?? 0)}/${formatNumber(progress?.of ?? 0)}`
  return (
    <Stack gap="xs" mb="md" aria-live="polite">
      <Group>
        <Button
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={state.running}
          onClick={() => void run()}
        >
          {t('admin.audit.check')}
        </Button>
        {state.running && (
          <Button variant="default" onClick={stop}>
            {t('admin.audit.stop')}
          </Button>
        )}
      </Group>
      {state.running && (
        <div>
          <Progress.Root size="lg">
            <Progress.Section value={share} aria-label={sentence} />
          </Progress.Root>
          <Text size="sm">{sentence}</Text>
        </div>
      )}
      <Failure error={error} />
      {finishedAt !== null && damages.length === 0 && (
        <Alert color="green" icon={<IconCircleCheck aria-hidden />}>
          {t('admin.audit.good', { time: formatInstant(finishedAt) })}
          <Sentences of={notes} />
        </Alert>
      )}
      {damages.length > 0 && (
        <Alert
          color="red"
          icon={<IconShieldX aria-hidden />}
          title={t('admin.audit.bad', { n: formatNumber(damages.length) })}
        >
          <Text size="sm">{t('admin.audit.problems')}</Text>
          <Sentences of={[...damages, ...notes]} />
        </Alert>
      )}
    </Stack>
  )
}

function Sentences({ of: problems }: { of: readonly IntegrityProblem[] }) {
  const { i18n } = useTranslation()
  if (problems.length === 0) return null
  return (
    <List size="sm" mah={220} tabIndex={0} style={{ overflow: 'auto', overflowWrap: 'anywhere' }}>
      {problems.slice(0, SHOWN).map((problem, index) => (
        <List.Item key={index}>{problemSentence(problem, i18n.language === 'en' ? 'en' : 'vi')}</List.Item>
      ))}
    </List>
  )
}
