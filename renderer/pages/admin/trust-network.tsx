import { Paper, Switch, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Failure } from '#renderer/components/failure.tsx'

/** Whether a check of signatures may ask the network, and what that means. */
export function TrustNetwork() {
  const { t } = useTranslation()
  const { client, query } = useApi()
  const settings = useQuery(query.office.trust.settings.queryOptions())
  const change = useChange((askServices: boolean) => client.office.trust.changeSettings({ askServices }), {
    said: t('trust.network.saved'),
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="trust-network">
      <Title order={2} fz="md" mb="xs" id="trust-network">
        {t('trust.network.title')}
      </Title>
      <Failure error={settings.error ?? change.error} onRetry={() => void settings.refetch()} />
      {settings.data && (
        <Switch
          label={t('trust.network.ask')}
          description={t('trust.network.hint')}
          checked={settings.data.askServices}
          disabled={change.pending}
          onChange={(event) => {
            change.run(event.currentTarget.checked)
          }}
        />
      )}
    </Paper>
  )
}
