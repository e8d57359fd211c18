import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { formatNumber } from '#renderer/text/format.ts'

type Progressing = { step: string; done: number; of: number }

/** Fills the demo office and says how far it is; stopping leaves the workspace empty. */
export function DemoFilling({ onBack }: { onBack: () => void }) {
  const { t, i18n } = useTranslation()
  const { progress, error, stop } = useFilling()
  const stepName = (step: string) =>
    i18n.exists(`setup.steps.${step}`) ? t(`setup.steps.${step}` as 'setup.waiting') : step
  const share = progress && progress.of > 0 ? (progress.done / progress.of) * 100 : 0
  const sentence = progress
    ? t('setup.step', {
        step: stepName(progress.step),
        done: formatNumber(progress.done),
        of: formatNumber(progress.of),
      })
    : t('setup.waiting')
  return (
    <Stack gap="md" maw={560} mx="auto" pt="xl">
      <Title order={1} fz={24}>
        {t('setup.demoFilling')}
      </Title>
      {error === null && (
        <>
          <Progress.Root size="lg">
            <Progress.Section value={share} aria-label={t('setup.demoFilling')} aria-valuetext={sentence} />
          </Progress.Root>
          <Text size="sm">{sentence}</Text>
        </>
      )}
      <Failure error={error} />
      <Group>
        <Button
          variant="default"
          onClick={() => {
            stop()
            onBack()
          }}
        >
          {error === null ? t('setup.demoStop') : t('common.back')}
        </Button>
      </Group>
    </Stack>
  )
}

function useFilling() {
  const { client, query } = useApi()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<Progressing | null>(null)
  const [error, setError] = useState<unknown>(null)
  const abort = useRef<AbortController | null>(null)

  useEffect(() => {
    const mine = new AbortController()
    abort.current = mine
    const fill = async () => {
      for await (const event of await client.office.setup.createDemo({ scale: 1 }, { signal: mine.signal })) {
        setProgress(event)
      }
      await queries.invalidateQueries({ queryKey: query.office.key() })
    }
    // Started in the next task: React's strict mode mounts twice, and the office must be filled once.
    const start = window.setTimeout(() => {
      fill().catch((failure: unknown) => {
        if (!mine.signal.aborted) setError(failure)
      })
    }, 0)
    return () => {
      window.clearTimeout(start)
      mine.abort()
    }
  }, [client, query, queries])

  return { progress, error, stop: () => abort.current?.abort() }
}
