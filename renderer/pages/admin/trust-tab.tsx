import { Alert, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconCertificate, IconShieldPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnchorPurpose, TrustAnchor } from '#contract'
import { commonName } from '#contract/words/signature-words'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { AnchorBadges, AnchorFacts, PurposeChoice } from '#renderer/pages/admin/anchor-facts.tsx'
import { ImportAnchors } from '#renderer/pages/admin/import-anchors.tsx'
import { RecheckPanel } from '#renderer/pages/admin/recheck-panel.tsx'
import { TrustNetwork } from '#renderer/pages/admin/trust-network.tsx'
import { useRechecking } from '#renderer/pages/admin/use-rechecking.ts'
import { formatInstant } from '#renderer/text/format.ts'

/** Roots that signatures must lead to, what may be asked, and the checks made again. TT 15/2025/TT-BKHCN, Điều 6.3. */
export function TrustTab() {
  const { t } = useTranslation()
  const { query } = useApi()
  const anchors = useQuery(query.office.trust.list.queryOptions())
  const [adding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<TrustAnchor | null>(null)
  const [hasChanged, setChanged] = useState(false)
  const rechecking = useRechecking()
  return (
    <Box p="md" maw={1000}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="md">
        <Text size="sm">{t('admin.trust.hint')}</Text>
        <Button
          style={{ flex: 'none' }}
          leftSection={<IconShieldPlus size={16} aria-hidden />}
          onClick={() => {
            setAdding(true)
          }}
        >
          {t('admin.trust.import')}
        </Button>
      </Group>
      <Failure error={anchors.error} onRetry={() => void anchors.refetch()} />
      {hasChanged && (
        <AfterChange
          onRecheck={() => {
            setChanged(false)
            document.getElementById('rechecks')?.scrollIntoView()
            void rechecking.run()
          }}
        />
      )}
      {anchors.data?.length === 0 && (
        <EmptyState
          icon={<IconCertificate size={26} />}
          title={t('admin.trust.empty')}
          hint={t('admin.trust.emptyHint')}
        />
      )}
      <Stack gap="md">
        {anchors.data?.map((anchor) => (
          <Anchor key={anchor.sha256} anchor={anchor} onRemove={setRemoved} />
        ))}
        <TrustNetwork />
        <RecheckPanel rechecking={rechecking} />
      </Stack>
      {adding && (
        <ImportAnchors
          known={new Set(anchors.data?.map(({ sha256 }) => sha256))}
          onClose={() => {
            setAdding(false)
          }}
          onAdded={() => {
            setChanged(true)
          }}
        />
      )}
      {removed && (
        <RemoveAnchor
          anchor={removed}
          onClose={() => {
            setRemoved(null)
          }}
          onRemoved={() => {
            setChanged(true)
          }}
        />
      )}
    </Box>
  )
}

function Anchor({ anchor, onRemove }: { anchor: TrustAnchor; onRemove: (anchor: TrustAnchor) => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { sha256, facts, addedAt, addedBy, purpose, isInForce } = anchor
  const change = useChange((next: AnchorPurpose) => client.office.trust.setPurpose({ sha256, purpose: next }), {
    said: t('trust.purposeSaved'),
  })
  return (
    <Paper component="article" withBorder p="md" aria-label={commonName(facts.subject)}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
        <div>
          <Group gap="xs">
            <Title order={2} fz="md">
              {commonName(facts.subject)}
            </Title>
            <AnchorBadges {...anchor} />
          </Group>
          <Text size="xs" c="dimmed">
            {t('admin.trust.addedBy', { name: addedBy, time: formatInstant(addedAt) })}
          </Text>
        </div>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          style={{ flex: 'none' }}
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => {
            onRemove(anchor)
          }}
        >
          {t('admin.trust.remove')}
        </Button>
      </Group>
      {!isInForce && (
        <Text size="sm" fw={600} mb="xs">
          {t('trust.demoIgnored')}
        </Text>
      )}
      <Failure error={change.error} />
      <PurposeChoice value={purpose} disabled={change.pending} onChange={change.run} />
      <Box mt="xs">
        <AnchorFacts anchor={anchor} />
      </Box>
    </Paper>
  )
}

/** Documents keep their verdict until their next check; what changed is offered to be checked at once. */
function AfterChange({ onRecheck }: { onRecheck: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="petrol" mb="md" role="status">
      <Text size="sm">{t('admin.trust.changed')}</Text>
      <Button size="compact-sm" mt="xs" onClick={onRecheck}>
        {t('rechecks.all')}
      </Button>
    </Alert>
  )
}

type RemoveAnchorProps = { anchor: TrustAnchor; onClose: () => void; onRemoved: () => void }

function RemoveAnchor({ anchor, onClose, onRemoved }: RemoveAnchorProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { sha256, facts } = anchor
  const remove = useChange((reason: string) => client.office.trust.remove({ sha256, reason }), {
    said: t('admin.trust.removed'),
    onDone: () => {
      onClose()
      onRemoved()
    },
  })
  return (
    <ReasonDialog
      title={t('admin.trust.removeTitle')}
      hint={t('admin.trust.removeHint', { subject: commonName(facts.subject) })}
      confirmLabel={t('admin.trust.remove')}
      reasonHint={t('admin.trust.removeReason')}
      phrases={t('admin.trust.removePhrases', { returnObjects: true })}
      danger
      pending={remove.pending}
      error={remove.error}
      onClose={onClose}
      onConfirm={remove.run}
    />
  )
}
