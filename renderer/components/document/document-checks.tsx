import { Box, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentCheck, DocumentDetail } from '#contract'
import { findingWords } from '#contract/words/signature-words'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { formatInstant } from '#renderer/text/format.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

/** When the register checked the signatures, what it kept of that, and the button that checks again. */
export function DocumentChecks({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const again = useChange(() => client.office.rechecks.one({ id: document.id }), {
    said: ({ outcome }) => t(`rechecks.outcome.${outcome}`),
  })
  const mayAsk = useMayRecheck()
  return (
    <section aria-labelledby="document-checks">
      <Group justify="space-between" gap="xs">
        <Title order={2} fz="sm" id="document-checks">
          {t('rechecks.history')}
        </Title>
        {mayAsk && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={again.pending}
            onClick={() => {
              again.run(undefined)
            }}
          >
            {t('rechecks.one')}
          </Button>
        )}
      </Group>
      <Failure error={again.error} />
      <LastCheck document={document} />
      <Stack component="ol" gap="xs" p={0} m={0} mt="xs" style={{ listStyle: 'none' }}>
        {document.checks.map((check) => (
          <CheckLine key={check.number} check={check} />
        ))}
      </Stack>
    </section>
  )
}

/** Who may have the register check again; what they see as checked now is asked again with it. */
export function useMayRecheck(): boolean {
  const { roles } = useMe().person
  return (['clerk', 'official', 'admin'] as const).some((role) => roles.includes(role))
}

function LastCheck({ document: { check } }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { checkedAt = null, triedAt = null, problem = null } = check ?? {}
  const last = checkedAt === null ? t('rechecks.never') : t('rechecks.lastChecked', { time: formatInstant(checkedAt) })
  const next = check === null ? '' : ` · ${t('rechecks.next', { time: formatInstant(check.nextAt) })}`
  return (
    <>
      <Text size="sm" c="dimmed" mt={4}>
        {last}
        {next}
      </Text>
      {problem !== null && triedAt !== null && (
        <Text size="sm" fw={600}>
          {t('rechecks.lastTried', { time: formatInstant(triedAt) })}. {t(`rechecks.problem.${problem}`)}
        </Text>
      )}
    </>
  )
}

function CheckLine({ check }: { check: DocumentCheck }) {
  const { t } = useTranslation()
  return (
    <Box component="li" pl="xs" style={{ borderLeft: '2px solid var(--vt-line)' }}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {formatInstant(check.checkedAt)}
        </Text>
        <Text size="sm">{t(`rechecks.cause.${check.cause}`)}</Text>
        <VerdictBadge verdict={check.verdict} />
        {check.offline && (
          <Text size="xs" c="dimmed">
            {t('rechecks.offline')}
          </Text>
        )}
      </Group>
      {check.signatures
        .filter(({ indication, revocation }) => indication !== 'TOTAL-PASSED' || revocation?.status === 'revoked')
        .map((signature) => (
          <Worse key={signature.field} signature={signature} />
        ))}
    </Box>
  )
}

function Worse({ signature }: { signature: DocumentCheck['signatures'][number] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { signer, field, finding, revocation } = signature
  const revokedAt = revocation?.status === 'revoked' ? revocation.revokedAt : null
  const parts = [
    finding === null ? '' : findingWords(finding, language).what,
    revokedAt === null ? '' : t('rechecks.revokedAt', { time: formatInstant(revokedAt) }),
  ]
  return (
    <Text size="sm">
      {signer === '' ? field : signer}: {parts.filter((part) => part !== '').join(' · ')}
    </Text>
  )
}
