import { Accordion, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Competence, Secrecy, Urgency } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { PersonSelect } from '#renderer/components/fields/person-select.tsx'
import { RecipientsInput } from '#renderer/components/fields/recipients-input.tsx'
import { SecretRefusal } from '#renderer/components/outgoing/secret-refusal.tsx'
import type { OutgoingForm } from '#renderer/components/outgoing/use-outgoing-form.ts'
import { useNames } from '#renderer/text/names.ts'

type OutgoingFieldsProps = { form: OutgoingForm; signerName?: string }

/** The fields that people fill, in the order of the register; the rest is filled by the office (PL VI, III.1.g). */
export function OutgoingFieldsForm({ form, signerName }: OutgoingFieldsProps) {
  const { t } = useTranslation()
  const { typeOptions } = useNames()
  const { given, set, problems } = form
  const recipients = useUsualRecipients()
  return (
    <Stack gap="sm">
      <Group align="flex-start" wrap="nowrap">
        <Select
          label={t('document.field.type')}
          data={typeOptions}
          value={given.type}
          onChange={(type) => {
            if (type !== null) set({ type: type })
          }}
          searchable
          allowDeselect={false}
          style={{ flex: 1 }}
        />
        {form.needsUnit && <UnitField form={form} />}
      </Group>
      <Textarea
        label={t('document.field.subject')}
        value={given.subject}
        onChange={(event) => {
          set({ subject: event.currentTarget.value })
        }}
        error={problems.subject}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={5}
        required
        autoFocus
        data-autofocus
      />
      <Group grow align="flex-start" preventGrowOverflow={false} wrap="nowrap">
        <Select
          label={t('document.field.competence')}
          data={Competence.options.map((value) => ({
            value: value === '' ? '-' : value,
            label: value === '' ? t('outgoing.competenceNone') : value,
          }))}
          value={given.competence === '' ? '-' : given.competence}
          onChange={(value) => {
            set({ competence: Competence.catch('').parse(value) })
          }}
          allowDeselect={false}
          maw={140}
        />
        <PersonSelect
          label={t('document.field.signer')}
          role="official"
          value={given.signerId}
          onChange={(signerId) => {
            set({ signerId })
          }}
          {...(signerName === undefined ? {} : { knownName: signerName })}
          error={problems.signerId}
          required
        />
      </Group>
      <RecipientsInput
        label={t('document.field.recipients')}
        description={t('outgoing.recipientsHint')}
        value={given.recipients}
        onChange={(next) => {
          set({ recipients: next })
        }}
        suggestions={recipients}
      />
      <Group grow align="flex-start">
        <Select
          label={t('document.field.urgency')}
          data={Urgency.options.map((value) => ({ value, label: t(`document.urgency.${value}`) }))}
          value={given.urgency}
          onChange={(value) => {
            set({ urgency: Urgency.catch('normal').parse(value) })
          }}
          allowDeselect={false}
        />
        <Select
          label={t('document.field.secrecy')}
          data={Secrecy.options.map((value) => ({ value, label: t(`document.secrecy.${value}`) }))}
          value={given.secrecy}
          onChange={(value) => {
            set({ secrecy: Secrecy.catch('none').parse(value) })
          }}
          allowDeselect={false}
        />
      </Group>
      {form.isSecret && <SecretRefusal />}
      <MoreFields form={form} />
    </Stack>
  )
}

/** Agencies that the caller sees, after the two lines that stand on nearly every document. */
function useUsualRecipients(): string[] {
  const { query } = useApi()
  const { data } = useQuery(query.office.agencies.list.queryOptions({ staleTime: 300_000 }))
  return [...new Set(['Như trên', 'Lưu: VT', ...(data ?? []).map((agency) => agency.name)])]
}

/** Asked beside the type where the symbol needs it, under the other fields elsewhere. */
function UnitField({ form: { given, set, problems, needsUnit } }: { form: OutgoingForm }) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('document.field.unitSymbol')}
      description={t(needsUnit ? 'outgoing.unitNeeded' : 'outgoing.unitHint')}
      value={given.unitSymbol}
      onChange={(event) => {
        set({ unitSymbol: event.currentTarget.value })
      }}
      error={problems.unitSymbol}
      maxLength={20}
      required={needsUnit}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      style={{ flex: 1 }}
    />
  )
}

function MoreFields({ form }: { form: OutgoingForm }) {
  const { t } = useTranslation()
  const { given, set } = form
  return (
    <Accordion variant="separated" chevronPosition="left">
      <Accordion.Item value="more">
        <Accordion.Control>{t('outgoing.more')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <Group grow align="flex-start">
              {!form.needsUnit && <UnitField form={form} />}
              <DateField
                label={t('document.field.replyDue')}
                value={given.dueDate}
                onChange={(dueDate) => {
                  set({ dueDate })
                }}
              />
            </Group>
            <Group grow align="flex-start">
              <NumberInput
                label={t('document.field.issuedAmount')}
                value={given.issuedAmount}
                onChange={(value) => {
                  set({ issuedAmount: typeof value === 'number' ? value : 1 })
                }}
                min={1}
                max={999}
              />
              <TextInput
                label={t('document.field.language')}
                value={given.language}
                onChange={(event) => {
                  set({ language: event.currentTarget.value })
                }}
                maxLength={30}
              />
            </Group>
            <Textarea
              label={t('document.field.description')}
              description={t('outgoing.descriptionHint')}
              value={given.description}
              onChange={(event) => {
                set({ description: event.currentTarget.value })
              }}
              maxLength={500}
              autosize
              minRows={2}
            />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}
