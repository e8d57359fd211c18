import { Box, Button, Checkbox, FileInput, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconCertificate, IconShieldPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateFacts, Sha256, TrustAnchor } from '#contract'
import { commonName } from '#contract/words/signature-words'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { base64Of } from '#renderer/components/base64-of.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { CertificateFactList } from '#renderer/components/verification/certificate-fact-list.tsx'
import { formatInstant } from '#renderer/text/format.ts'

const MAX_BYTES = 300_000

/** Roots that signatures must lead to. TT 15/2025/TT-BKHCN, Điều 6.3. */
export function TrustTab() {
  const { t } = useTranslation()
  const { query } = useApi()
  const anchors = useQuery(query.office.trust.list.queryOptions())
  const [adding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<TrustAnchor | null>(null)
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
      </Stack>
      {adding && (
        <ImportAnchors
          known={new Set(anchors.data?.map(({ sha256 }) => sha256))}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
      {removed && (
        <RemoveAnchor
          anchor={removed}
          onClose={() => {
            setRemoved(null)
          }}
        />
      )}
    </Box>
  )
}

function Anchor({ anchor, onRemove }: { anchor: TrustAnchor; onRemove: (anchor: TrustAnchor) => void }) {
  const { t } = useTranslation()
  const { facts, addedAt, addedBy } = anchor
  return (
    <Paper component="article" withBorder p="md" aria-label={commonName(facts.subject)}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} fz="md">
            {commonName(facts.subject)}
          </Title>
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
      <CertificateFactList facts={facts} />
    </Paper>
  )
}

type Found = { data: string; certificates: readonly CertificateFacts[] }

/** Two steps: read the file, then compare each fingerprint before it is trusted. */
function ImportAnchors({ known, onClose }: { known: ReadonlySet<string>; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [file, setFile] = useState<File | null>(null)
  const [confirmed, setConfirmed] = useState<readonly Sha256[]>([])
  const isTooLarge = file !== null && file.size > MAX_BYTES
  const read = useMutation({
    mutationFn: async (chosen: File): Promise<Found> => {
      const data = await base64Of(chosen)
      return { data, certificates: await client.office.trust.inspect({ data }) }
    },
  })
  const add = useChange(
    ({ data, sha256s }: { data: string; sha256s: readonly Sha256[] }) =>
      client.office.trust.add({ data, confirmed: [...sha256s] }),
    { said: t('admin.trust.added'), onDone: onClose },
  )
  const found = read.data
  return (
    <Dialog
      title={t('admin.trust.importTitle')}
      confirmLabel={t(found ? 'admin.trust.add' : 'admin.trust.read')}
      size="xl"
      onClose={onClose}
      onConfirm={() => {
        if (found) add.run({ data: found.data, sha256s: confirmed })
        else if (file) read.mutate(file)
      }}
      pending={read.isPending || add.pending}
      disabled={found ? confirmed.length === 0 : file === null || isTooLarge}
      error={read.error ?? add.error}
    >
      {found ? (
        <Stack gap="md">
          <Text size="sm">{t('admin.trust.compare')}</Text>
          {found.certificates.map((facts) => (
            <Candidate
              key={facts.sha256}
              facts={facts}
              isKnown={known.has(facts.sha256)}
              isConfirmed={confirmed.includes(facts.sha256)}
              onConfirm={(isOn) => {
                setConfirmed(isOn ? [...confirmed, facts.sha256] : confirmed.filter((one) => one !== facts.sha256))
              }}
            />
          ))}
        </Stack>
      ) : (
        <FileInput
          label={t('admin.trust.file')}
          placeholder={t('certificates.filePlaceholder')}
          accept=".cer,.crt,.pem,.der,.p7b,.p7c"
          required
          data-autofocus
          value={file}
          onChange={setFile}
          error={isTooLarge && t('admin.trust.tooLarge')}
        />
      )}
    </Dialog>
  )
}

type CandidateProps = {
  facts: CertificateFacts
  isKnown: boolean
  isConfirmed: boolean
  onConfirm: (isOn: boolean) => void
}

function Candidate({ facts, isKnown, isConfirmed, onConfirm }: CandidateProps) {
  const { t } = useTranslation()
  return (
    <Paper withBorder p="sm">
      <Text fw={600}>{commonName(facts.subject)}</Text>
      <CertificateFactList facts={facts} />
      <Checkbox
        mt="sm"
        disabled={isKnown}
        checked={isConfirmed}
        label={isKnown ? t('admin.trust.already') : t('admin.trust.confirmed')}
        onChange={(event) => {
          onConfirm(event.currentTarget.checked)
        }}
      />
    </Paper>
  )
}

function RemoveAnchor({ anchor, onClose }: { anchor: TrustAnchor; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { sha256, facts } = anchor
  const remove = useChange((reason: string) => client.office.trust.remove({ sha256, reason }), {
    said: t('admin.trust.removed'),
    onDone: onClose,
  })
  return (
    <ReasonDialog
      title={t('admin.trust.removeTitle')}
      hint={t('admin.trust.removeHint', { subject: commonName(facts.subject) })}
      confirmLabel={t('admin.trust.remove')}
      danger
      pending={remove.pending}
      error={remove.error}
      onClose={onClose}
      onConfirm={remove.run}
    />
  )
}
