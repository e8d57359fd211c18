import { Checkbox, FileInput, Group, Paper, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnchorCandidate, AnchorPurpose, Sha256 } from '#contract'
import { commonName } from '#contract/words/signature-words'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { base64Of } from '#renderer/components/base64-of.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { AnchorBadges, AnchorFacts, PurposeChoice } from '#renderer/pages/admin/anchor-facts.tsx'
import { formatNumber } from '#renderer/text/format.ts'

const MAX_BYTES = 300_000

type Found = { data: string; certificates: readonly AnchorCandidate[] }
type Chosen = ReadonlyMap<Sha256, { isConfirmed: boolean; purpose: AnchorPurpose }>
const UNTOUCHED = { isConfirmed: false, purpose: 'both' } as const

type ImportAnchorsProps = { known: ReadonlySet<string>; onClose: () => void; onAdded: () => void }

/** Two steps: read the file, then compare each fingerprint before it is trusted, and say for what. */
export function ImportAnchors({ known, onClose, onAdded }: ImportAnchorsProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [file, setFile] = useState<File | null>(null)
  const [chosen, setChosen] = useState<Chosen>(new Map())
  const isTooLarge = file !== null && file.size > MAX_BYTES
  const read = useMutation({
    mutationFn: async (from: File): Promise<Found> => {
      const data = await base64Of(from)
      return { data, certificates: await client.office.trust.inspect({ data }) }
    },
  })
  const add = useChange(
    (data: string) => {
      const confirmed = [...chosen].filter(([, { isConfirmed }]) => isConfirmed)
      const purposes = Object.fromEntries(confirmed.map(([sha256, { purpose }]) => [sha256, purpose]))
      return client.office.trust.add({ data, confirmed: confirmed.map(([sha256]) => sha256), purposes })
    },
    {
      said: t('admin.trust.added'),
      onDone: () => {
        onClose()
        onAdded()
      },
    },
  )
  const found = read.data
  const isNoneConfirmed = [...chosen.values()].every(({ isConfirmed }) => !isConfirmed)
  return (
    <Dialog
      title={t('admin.trust.importTitle')}
      confirmLabel={t(found ? 'admin.trust.add' : 'admin.trust.read')}
      size="xl"
      onClose={onClose}
      onConfirm={() => {
        if (found) add.run(found.data)
        else if (file) read.mutate(file)
      }}
      pending={read.isPending || add.pending}
      disabled={found ? isNoneConfirmed : file === null || isTooLarge}
      error={read.error ?? add.error}
    >
      {found ? (
        <Candidates found={found} known={known} chosen={chosen} onChange={setChosen} />
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

type CandidatesProps = {
  found: Found
  known: ReadonlySet<string>
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}

function Candidates({ found, known, chosen, onChange }: CandidatesProps) {
  const { t } = useTranslation()
  const { certificates } = found
  return (
    <Stack gap="md">
      {certificates.length > 1 && (
        <Text size="sm" fw={600}>
          {t('trust.several', { n: formatNumber(certificates.length) })}
        </Text>
      )}
      <Text size="sm">{t('admin.trust.compare')}</Text>
      {certificates.map((candidate) => (
        <Candidate
          key={candidate.sha256}
          candidate={candidate}
          isKnown={known.has(candidate.sha256)}
          choice={chosen.get(candidate.sha256) ?? UNTOUCHED}
          onChoice={(choice) => {
            onChange(new Map(chosen).set(candidate.sha256, choice))
          }}
        />
      ))}
    </Stack>
  )
}

type Choice = { isConfirmed: boolean; purpose: AnchorPurpose }
type CandidateProps = {
  candidate: AnchorCandidate
  isKnown: boolean
  choice: Choice
  onChoice: (choice: Choice) => void
}

function Candidate({ candidate, isKnown, choice, onChoice }: CandidateProps) {
  const { t } = useTranslation()
  const name = commonName(candidate.facts.subject)
  return (
    <Paper component="article" withBorder p="sm" aria-label={name}>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{name}</Text>
        <AnchorBadges {...candidate} />
      </Group>
      <AnchorFacts anchor={candidate} />
      <Group mt="sm" align="flex-end" justify="space-between">
        <Checkbox
          disabled={isKnown}
          checked={choice.isConfirmed}
          label={isKnown ? t('admin.trust.already') : t('admin.trust.confirmed')}
          onChange={(event) => {
            onChoice({ ...choice, isConfirmed: event.currentTarget.checked })
          }}
        />
        {!isKnown && (
          <PurposeChoice
            value={choice.purpose}
            onChange={(purpose) => {
              onChoice({ ...choice, purpose })
            }}
          />
        )}
      </Group>
    </Paper>
  )
}
