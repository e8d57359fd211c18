import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, PersonId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { ColleagueChoice } from '#renderer/components/incoming/colleague-choice.tsx'
import { useColleagues } from '#renderer/components/incoming/use-colleagues.ts'

/** Presents to the official who decides. NĐ 30/2020, Điều 23.1. */
export function PresentDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { people, error, isPending } = useColleagues('official')
  const [chosen, setChosen] = useState<PersonId | null>(null)
  const officialId = chosen ?? (people.length === 1 ? (people[0]?.id ?? null) : null)
  const name = people.find((person) => person.id === officialId)?.name ?? ''
  const present = useChange((id: PersonId) => client.office.incoming.present({ id: document.id, officialId: id }), {
    said: t('incoming.present.said', { name }),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('incoming.present.title')}
      confirmLabel={t('incoming.present.confirm')}
      onClose={onClose}
      onConfirm={() => {
        if (officialId !== null) present.run(officialId)
      }}
      pending={present.pending}
      disabled={officialId === null}
      error={present.error ?? error}
    >
      <Stack gap="sm">
        <Text size="sm">{t('incoming.present.hint')}</Text>
        <ColleagueChoice
          label={t('incoming.present.official')}
          people={people}
          isPending={isPending}
          value={officialId}
          onChange={setChosen}
        />
      </Stack>
    </Dialog>
  )
}
