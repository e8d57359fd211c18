import { Chip, Group, Input, MultiSelect, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, PersonId } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { ColleagueChoice, nameAndPosition } from '#renderer/components/incoming/colleague-choice.tsx'
import { handlersFirst, useColleagues } from '#renderer/components/incoming/use-colleagues.ts'
import { workingDaysAfter } from '#renderer/components/incoming/working-days.ts'
import { today } from '#renderer/text/format.ts'

const DAYS = ['3', '5', '10', '15'] as const
type Assignment = { handlerId: PersonId; cooperatorIds: PersonId[]; dueDate: string | null; opinion: string }

/** The official's instruction: who handles it, with whom, until when, and what is to be done. NĐ 30/2020, Điều 23.2. */
export function AssignDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const me = useMe().person
  const { people: colleagues, error, isPending } = useColleagues()
  const people = handlersFirst(colleagues, me.id)
  const [handlerId, setHandler] = useState<PersonId | null>(null)
  const [cooperatorIds, setCooperators] = useState<PersonId[]>([])
  const [dueDate, setDueDate] = useState<string | null | undefined>(document.dueDate ?? undefined)
  const [opinion, setOpinion] = useState('')
  const name = people.find((person) => person.id === handlerId)?.name ?? ''
  const lack = handlerId === null ? 'lacksHandler' : dueDate === undefined ? 'lacksDue' : null
  const assign = useChange(
    (assignment: Assignment) => client.office.incoming.assign({ id: document.id, ...assignment }),
    { said: t('incoming.assign.said', { name }), onDone: onClose },
  )
  return (
    <Dialog
      title={t('incoming.assign.title')}
      confirmLabel={t('incoming.assign.confirm')}
      size="lg"
      onClose={onClose}
      onConfirm={() => {
        if (handlerId !== null && dueDate !== undefined)
          assign.run({ handlerId, cooperatorIds, dueDate, opinion: opinion.trim() })
      }}
      pending={assign.pending}
      disabled={lack !== null}
      footer={
        lack !== null && (
          <Text size="sm" c="dimmed">
            {t(`incoming.assign.${lack}`)}
          </Text>
        )
      }
      error={assign.error ?? error}
    >
      <Stack gap="sm">
        <ColleagueChoice
          label={t('incoming.assign.handler')}
          people={people}
          isPending={isPending}
          value={handlerId}
          onChange={(id) => {
            setHandler(id)
            setCooperators((before) => before.filter((other) => other !== id))
          }}
        />
        <MultiSelect
          label={t('incoming.assign.cooperators')}
          searchable
          data={people
            .filter(({ id }) => id !== handlerId)
            .map((person) => ({ value: person.id, label: nameAndPosition(person) }))}
          value={cooperatorIds}
          onChange={(ids) => {
            setCooperators(people.filter(({ id }) => ids.includes(id)).map(({ id }) => id))
          }}
          nothingFoundMessage={t('incoming.assign.nobody')}
        />
        <DueDate value={dueDate} onChange={setDueDate} />
        <Textarea
          label={t('incoming.assign.opinion')}
          placeholder={t('incoming.assign.opinionPlaceholder')}
          value={opinion}
          onChange={(event) => {
            setOpinion(event.currentTarget.value)
          }}
          maxLength={1000}
          autosize
          minRows={2}
        />
      </Stack>
    </Dialog>
  )
}

/** Nothing is chosen silently: a deadline, or that there is none, is part of the instruction. */
function DueDate({ value, onChange }: { value: string | null | undefined; onChange: (date: string | null) => void }) {
  const { t } = useTranslation()
  const choices = DAYS.map((days) => ({ days, date: workingDaysAfter(today(), Number(days)) }))
  const chosen = value === null ? 'none' : (choices.find(({ date }) => date === value)?.days ?? '')
  return (
    <Input.Wrapper label={t('incoming.assign.due')} labelElement="div">
      <Group gap="xs" align="center" mt={4}>
        <Chip.Group
          multiple={false}
          value={chosen}
          onChange={(days) => {
            onChange(choices.find((choice) => choice.days === days)?.date ?? null)
          }}
        >
          {(['none', ...DAYS] as const).map((days) => (
            <Chip key={days} value={days} size="sm" variant="outline">
              {t(`incoming.assign.dueChoice.${days}`)}
            </Chip>
          ))}
        </Chip.Group>
        <DateField
          label=""
          aria-label={t('incoming.assign.due')}
          value={value ?? null}
          onChange={onChange}
          minDate={today()}
        />
      </Group>
    </Input.Wrapper>
  )
}
