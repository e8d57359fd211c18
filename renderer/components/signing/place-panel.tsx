import { Button, Group, Loader, NumberInput, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlaceProposal, SigningPlace } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

const PlacePage = lazy(async () => {
  const { PlacePage: page } = await import('#renderer/components/signing/place-page.tsx')
  return { default: page }
})

type PlacePanelProps = {
  document: FrozenDocument
  role: SigningAs
  /** Where it was put by hand; undefined: where it is proposed. */
  chosen: SigningPlace | undefined
  onChoose: (place: SigningPlace | undefined) => void
}

/** Where the signature of one document will stand, and why there; moved by hand if need be. */
export function PlacePanel({ document: { id, sha256 }, role, chosen, onChoose }: PlacePanelProps) {
  const { t } = useTranslation()
  const { query } = useApi()
  const proposal = useQuery(
    query.device.signing.proposePlace.queryOptions({ input: { id, sha256, role }, staleTime: Infinity }),
  )
  if (proposal.isPending) return <Loader size="sm" aria-label={t('common.loading')} />
  if (proposal.error) return <Failure error={proposal.error} onRetry={() => void proposal.refetch()} />
  const { place, from, pages } = proposal.data
  const shown = chosen ?? place
  const isFixed = from === 'field'
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-end">
        <Text size="sm" style={{ flex: 1 }}>
          {chosen ? t('placement.byHand') : <Reason proposal={proposal.data} />}
        </Text>
        {!isFixed && (
          <NumberInput
            size="xs"
            w={90}
            label={t('placement.pageLabel', { pages })}
            min={1}
            max={pages}
            allowDecimal={false}
            value={shown.page}
            onChange={(page) => {
              if (typeof page === 'number' && page >= 1 && page <= pages) onChoose({ ...shown, page })
            }}
          />
        )}
        {chosen && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={() => {
              onChoose(undefined)
            }}
          >
            {t('placement.reset')}
          </Button>
        )}
      </Group>
      <Suspense fallback={<Loader size="sm" aria-label={t('common.loading')} />}>
        <PlacePage sha256={sha256} place={shown} fixed={isFixed} resizable={role === 'leader'} onMove={onChoose} />
      </Suspense>
      {!isFixed && (
        <Text size="xs" c="dimmed">
          {t(role === 'leader' ? 'placement.hint' : 'placement.hintSeal')}
        </Text>
      )}
    </Stack>
  )
}

function Reason({ proposal: { from, findings } }: { proposal: PlaceProposal }) {
  const { t } = useTranslation()
  const [finding] = findings
  if (finding) return t(`placement.finding.${finding}`)
  return t(`placement.from.${from}`)
}
