import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuthorityTrial, FailureDetails, TriedAuthority } from '#contract'
import { type FailureFacts, failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { formatInstant, formatNumber } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'
import { shortfallSentence } from '#renderer/text/shortfall-sentence.ts'

/** The trial of an address; what an earlier address gave is not shown for another one. */
export function useAuthorityTrial(asked: AuthorityTrial | null) {
  const { client } = useApi()
  const trial = useMutation({
    mutationFn: (given: AuthorityTrial) => client.office.levels.tryAuthority(given),
    gcTime: 0,
  })
  const { variables } = trial
  const isOfThis = asked?.tsaUrl === variables?.tsaUrl && asked?.tsaDigest === variables?.tsaDigest
  return {
    run: asked
      ? () => {
          trial.mutate(asked)
        }
      : undefined,
    pending: trial.isPending && isOfThis,
    tried: isOfThis ? trial.data : undefined,
    error: isOfThis ? trial.error : null,
  }
}

type Trial = ReturnType<typeof useAuthorityTrial>

export function TrialButton({ trial: { run, pending } }: { trial: Trial }) {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      leftSection={<IconPlugConnected size={16} aria-hidden />}
      loading={pending}
      disabled={!run}
      onClick={run}
      style={{ flex: 'none' }}
    >
      {t('levels.trial.run')}
    </Button>
  )
}

/** What the authority gave, or why it gave nothing and what to do about that. */
export function TrialResult({ trial: { tried, error } }: { trial: Trial }) {
  if (tried) return <Tried tried={tried} />
  if (!error) return null
  const facts = failureOf(error)
  return facts.code.startsWith('tsa-') ? <NoTimestamp facts={facts} /> : <Failure error={error} />
}

function Tried({ tried: { tookMs, name, policy, time, endsAt, untrustedIssuer } }: { tried: TriedAuthority }) {
  const { t } = useTranslation()
  const isTrusted = untrustedIssuer === null
  const Icon = isTrusted ? IconCircleCheck : IconAlertTriangle
  return (
    <Alert
      role="status"
      color={isTrusted ? 'green' : 'orange'}
      icon={<Icon aria-hidden />}
      title={t(isTrusted ? 'levels.trial.works' : 'levels.trial.untrusted', {
        seconds: formatNumber(tookMs / 1000, tookMs < 10_000 ? 2 : 0),
      })}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {!isTrusted && <Text size="sm">{t('levels.trial.untrustedHint', { issuer: untrustedIssuer })}</Text>}
      <Text size="sm">{t('levels.trial.by', { name, end: formatInstant(endsAt) })}</Text>
      <Text size="sm">{t('levels.trial.token', { policy, time: formatInstant(time) })}</Text>
    </Alert>
  )
}

function NoTimestamp({ facts: { code, details } }: { facts: FailureFacts }) {
  const { t, i18n } = useTranslation()
  const reason = shortfallSentence({ code, details: details as FailureDetails }, i18n.language as Language)
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={reason}>
      <Text size="sm">{t(`levels.trial.advice.${adviceFor(code, details['status'])}`)}</Text>
    </Alert>
  )
}

function adviceFor(code: FailureFacts['code'], status: unknown) {
  if (code === 'tsa-answer-unreadable') return 'otherService'
  if (code === 'tsa-refused') return 'refused'
  if (code === 'tsa-answer-wrong') return 'wrong'
  if (typeof status !== 'number') return 'noConnection'
  return status >= 500 || status === 429 ? 'later' : 'path'
}
