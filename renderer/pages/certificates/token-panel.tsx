import { ActionIcon, Badge, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconDeviceUsb, IconPlus, IconRefresh, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeviceToken, isErrorCode, type TokenModule, type TokenOverview } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { PinBadge } from '#renderer/components/signing/token-hint.tsx'
import { AddModuleDialog } from '#renderer/pages/certificates/add-module-dialog.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import { formatNumber } from '#renderer/text/format.ts'
import type { Language } from '#renderer/text/i18n.ts'

/** How often the slots are looked at while somebody sees them: a token that is plugged in appears by itself. */
export const LOOK_EVERY_MS = 4000

/** The tokens that are plugged in, and the software that reaches them. */
export function TokenPanel() {
  const { t } = useTranslation()
  const { query } = useApi()
  const [isAdding, setAdding] = useState(false)
  const overview = useQuery(query.device.tokens.list.queryOptions({ refetchInterval: LOOK_EVERY_MS }))
  return (
    <Box component="section" mb="lg" aria-labelledby="tokens-title">
      <Group justify="space-between" align="flex-start" mb="xs">
        <Box maw={720}>
          <Title order={2} fz="md" id="tokens-title">
            {t('tokens.title')}
          </Title>
          <Text size="sm">{t('tokens.hint')}</Text>
        </Box>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            setAdding(true)
          }}
        >
          {t('tokens.addModule')}
        </Button>
      </Group>
      <Failure error={overview.error} />
      {overview.data && overview.data.modules.length > 0 && <Seen overview={overview.data} />}
      {isAdding && (
        <AddModuleDialog
          offered={overview.data?.offered ?? []}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </Box>
  )
}

function Seen({ overview: { modules, tokens } }: { overview: TokenOverview }) {
  const { t } = useTranslation()
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('tokens.modules')}>
        {modules.map((module) => (
          <ModuleLine key={module.path} module={module} tokens={tokens.filter((one) => one.module === module.path)} />
        ))}
      </Stack>
      {tokens.length > 0 && (
        <Stack
          gap={6}
          component="ul"
          m={0}
          mt="sm"
          p={0}
          style={{ listStyle: 'none' }}
          aria-label={t('tokens.present')}
        >
          {tokens.map((token) => (
            <TokenLine key={`${token.module} ${token.serial} ${token.label}`} token={token} />
          ))}
        </Stack>
      )}
    </Paper>
  )
}

function ModuleLine({ module, tokens }: { module: TokenModule; tokens: readonly DeviceToken[] }) {
  const { t, i18n } = useTranslation()
  const { client } = useApi()
  const again = useKeyChange(() => client.device.tokens.addModule({ path: module.path }), t('tokens.lookedAgain'))
  const remove = useKeyChange(() => client.device.tokens.removeModule({ path: module.path }), t('tokens.removed'))
  const { failure } = module
  return (
    <li>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Box style={{ flex: 1, minWidth: 0 }}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {module.name}
            </Text>
            <Text size="sm" c="dimmed">
              {tokens.length === 0
                ? t('tokens.noTokens')
                : t('tokens.tokens', { count: tokens.length, number: formatNumber(tokens.length) })}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" className="vt-one-line" title={module.path}>
            {module.path}
          </Text>
          {failure && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {failureSentence(
                { code: isErrorCode(failure.code) ? failure.code : 'internal', details: failure.details },
                i18n.language as Language,
              )}
            </Text>
          )}
          <Failure error={again.error ?? remove.error} />
        </Box>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('tokens.retry', { name: module.name })}
          title={t('tokens.retry', { name: module.name })}
          loading={again.pending}
          onClick={() => {
            again.run(undefined)
          }}
        >
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('tokens.remove', { name: module.name })}
          title={t('tokens.remove', { name: module.name })}
          loading={remove.pending}
          onClick={() => {
            remove.run(undefined)
          }}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </li>
  )
}

function TokenLine({ token }: { token: DeviceToken }) {
  const { t } = useTranslation()
  const { label, model, serial, pin, pinOnDevice, certificates } = token
  return (
    <li>
      <Group gap="xs">
        <IconDeviceUsb size={18} aria-hidden />
        <Text size="sm">{t('tokens.onToken', { label, model, serial })}</Text>
        <PinBadge pin={pin} />
        {pinOnDevice && (
          <Badge className="vt-badge" color="gray">
            {t('tokens.pinOnDevice')}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {certificates === 0
            ? t('tokens.certificatesNone')
            : t('tokens.certificates', { count: certificates, number: formatNumber(certificates) })}
        </Text>
      </Group>
    </li>
  )
}
