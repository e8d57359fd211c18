import { Badge, Box, Button, Group, Loader, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconBuilding, IconKey, IconLock, IconTrash, IconUser, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey, OfficeCertificate, Person } from '#contract'
import { commonName } from '#contract/words/signature-words'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { PinBadge } from '#renderer/components/signing/token-hint.tsx'
import { FactList } from '#renderer/components/verification/fact-list.tsx'
import { CertificateBadge } from '#renderer/pages/certificates/certificate-badge.tsx'
import { ImportDialog } from '#renderer/pages/certificates/import-dialog.tsx'
import { BindDialog, RemoveKeyDialog } from '#renderer/pages/certificates/key-dialogs.tsx'
import { KeyTrust } from '#renderer/pages/certificates/key-trust.tsx'
import { RecordDialog } from '#renderer/pages/certificates/record-dialog.tsx'
import { LOOK_EVERY_MS, TokenPanel } from '#renderer/pages/certificates/token-panel.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'
import { noonOf, validityWords } from '#renderer/pages/certificates/validity.ts'
import { formatDay, formatInstant, today } from '#renderer/text/format.ts'

type Asked = { what: 'import' } | { what: 'personal' | 'agency' | 'other' | 'remove'; key: DeviceKey }

/** Private keys of this workstation: import, bind, lock, remove. The secret never passes through the page's storage. */
export function WorkstationKeys() {
  const { t } = useTranslation()
  const { client, query } = useApi()
  const keys = useQuery(query.device.keys.list.queryOptions({ refetchInterval: LOOK_EVERY_MS }))
  const { person } = useMe()
  const [asked, setAsked] = useState<Asked | null>(null)
  const lock = useKeyChange(() => client.device.keys.lock(), t('certificates.locked'))
  const isOpen = keys.data?.some(({ openUntil }) => openUntil !== null) ?? false
  const close = () => {
    setAsked(null)
  }
  return (
    <Box p="md">
      <TokenPanel />
      <Group justify="space-between" align="flex-start" mb="sm">
        <div style={{ maxWidth: 720 }}>
          <Title order={2} fz="md">
            {t('certificates.keysTitle')}
          </Title>
          <Text size="sm">
            {t('certificates.keysHint')} {t('certificates.bindHint')}
          </Text>
        </div>
        <Group gap="xs">
          {isOpen && (
            <Button
              variant="default"
              leftSection={<IconLock size={16} aria-hidden />}
              loading={lock.pending}
              onClick={() => {
                lock.run(undefined)
              }}
            >
              {t('certificates.lock')}
            </Button>
          )}
          <Button
            leftSection={<IconKey size={16} aria-hidden />}
            onClick={() => {
              setAsked({ what: 'import' })
            }}
          >
            {t('certificates.import')}
          </Button>
        </Group>
      </Group>
      <Failure error={keys.error ?? lock.error} />
      {keys.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      {keys.data?.length === 0 && (
        <EmptyState
          icon={<IconKey size={26} />}
          title={t('certificates.keysEmpty')}
          hint={t('certificates.keysEmptyHint')}
        />
      )}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
        {ownFirst(keys.data ?? [], person).map((key) => (
          <KeyCard key={key.id} deviceKey={key} onAsk={setAsked} />
        ))}
      </SimpleGrid>
      {asked && <Asking asked={asked} onClose={close} />}
    </Box>
  )
}

/** Certificates in the caller's own name first, then by name: what one looks for stands on top. */
function ownFirst(keys: readonly DeviceKey[], { name }: Person): DeviceKey[] {
  const nameOf = ({ facts }: DeviceKey) => commonName(facts.subject)
  const rank = (key: DeviceKey) => (nameOf(key) === name ? 0 : 1)
  return keys.toSorted((one, other) => rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other), 'vi'))
}

function Asking({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  switch (asked.what) {
    case 'import':
      return <ImportDialog onClose={onClose} />
    case 'other':
      return <RecordDialog deviceKey={asked.key} onClose={onClose} />
    case 'remove':
      return <RemoveKeyDialog deviceKey={asked.key} onClose={onClose} />
    default:
      return <BindDialog deviceKey={asked.key} kind={asked.what} onClose={onClose} />
  }
}

/** Whose certificate of the office a key belongs to. */
function useOwner({ facts }: DeviceKey): OfficeCertificate | undefined {
  const { query } = useApi()
  const q = commonName(facts.subject).slice(0, 100)
  const { data } = useQuery(query.office.certificates.list.queryOptions({ input: { q, limit: 200 } }))
  return data?.rows.find((certificate) => certificate.facts.sha256 === facts.sha256)
}

/** As the workstation itself decides: an admin, whose certificate it is, or the agency's clerk. */
function mayRemove({ id, agencyId, roles }: Person, owner: OfficeCertificate | undefined): boolean {
  if (roles.includes('admin')) return true
  if (owner?.kind === 'agency') return roles.includes('clerk') && owner.agencyId === agencyId
  return owner?.personId === id
}

type KeyCardProps = { deviceKey: DeviceKey; onAsk: (asked: Asked) => void }

function KeyCard({ deviceKey, onAsk }: KeyCardProps) {
  const { t } = useTranslation()
  const owner = useOwner(deviceKey)
  const { facts, label, status, openUntil, store, token } = deviceKey
  return (
    <Paper component="article" withBorder p="md" aria-label={label}>
      <Stack gap="xs" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} fz="md" lh={1.3}>
            {label}
          </Title>
          <CertificateBadge status={status} notAfter={facts.notAfter} />
        </Group>
        <Group gap={6}>
          <Badge className="vt-badge" color={openUntil === null ? 'gray' : 'orange'}>
            {openUntil === null ? t('certificates.closed') : t('certificates.open', { time: formatInstant(openUntil) })}
          </Badge>
          <Badge className="vt-badge" color={owner ? 'green' : 'gray'}>
            {owner ? t('certificates.bound', { name: owner.ownerName }) : t('certificates.notBound')}
          </Badge>
          {token && <PinBadge pin={token.pin} />}
        </Group>
        <KeyTrust keyId={deviceKey.id} />
        <FactList
          lines={[
            [t('certificates.subject'), commonName(facts.subject)],
            [t('certificates.organisation'), facts.organisation],
            [t('certificates.issuer'), commonName(facts.issuer)],
            [
              t('certificates.validity'),
              `${formatDay(facts.notBefore)} – ${formatDay(facts.notAfter)} (${validityWords(facts, noonOf(today()), t)})`,
            ],
            [t('certificates.algorithm'), facts.keyAlgorithm],
            [t('certificates.kept'), token ? t('tokens.onToken', token) : t(`certificates.store.${store}`)],
            ...(token ? [[t('tokens.scheme'), t(`tokens.schemes.${token.scheme ?? 'none'}`)] as [string, string]] : []),
          ]}
        />
        <KeyActions deviceKey={deviceKey} owner={owner} onAsk={onAsk} />
      </Stack>
    </Paper>
  )
}

function KeyActions({ deviceKey, owner, onAsk }: KeyCardProps & { owner: OfficeCertificate | undefined }) {
  const { t } = useTranslation()
  const { person } = useMe()
  const isAdmin = person.roles.includes('admin')
  const canRemove = !deviceKey.token && mayRemove(person, owner)
  const button = (
    what: Exclude<Asked['what'], 'import'>,
    look: { icon: ReactNode; label: string; colour?: string },
  ) => (
    <Button
      key={what}
      size="compact-sm"
      variant={what === 'remove' ? 'subtle' : 'light'}
      {...(look.colour === undefined ? {} : { color: look.colour })}
      leftSection={look.icon}
      onClick={() => {
        onAsk({ what, key: deviceKey })
      }}
    >
      {look.label}
    </Button>
  )
  return (
    <Group gap="xs" mt="auto" pt="xs">
      {!owner && button('personal', { icon: <IconUser size={15} aria-hidden />, label: t('certificates.bindMe') })}
      {!owner &&
        isAdmin && [
          button('agency', { icon: <IconBuilding size={15} aria-hidden />, label: t('certificates.bindAgency') }),
          button('other', { icon: <IconUsers size={15} aria-hidden />, label: t('certificates.bindOther') }),
        ]}
      {canRemove &&
        button('remove', {
          icon: <IconTrash size={15} aria-hidden />,
          label: t('certificates.remove'),
          colour: 'red',
        })}
    </Group>
  )
}
