import { Autocomplete, Grid, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DocumentType, type IncomingFields, Secrecy, Urgency } from '#contract'
import { Failed } from '#renderer/api/failure.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { useKnownAgencies } from '#renderer/components/incoming/use-known-agencies.ts'
import { today } from '#renderer/text/format.ts'
import { useNames } from '#renderer/text/names.ts'

type Field = keyof IncomingFields
export type IncomingFormProps = {
  fields: IncomingFields
  onChange: (part: Partial<IncomingFields>) => void
  /** Fields that were read from the page and have not been touched since. */
  proposed: ReadonlySet<Field>
  /** Fields that must still be filled in. */
  missing: ReadonlySet<Field>
  /** Stands before the first field: the book and the number to come. */
  before?: ReactNode
}

/** The fields of an incoming document, in the order of the paper register. NĐ 30/2020, PL IV and PL VI, Phần II. */
export function IncomingForm(props: IncomingFormProps) {
  const { t } = useTranslation()
  const label = useLabel(props)
  const { fields, onChange } = props
  return (
    <Grid gap={{ base: 'xs' }}>
      {props.before}
      <Grid.Col span={6}>
        <DateField
          label={t('document.field.arrivalDate')}
          required
          value={fields.arrivalDate}
          maxDate={today()}
          onChange={(date) => {
            if (date !== null) onChange({ arrivalDate: date })
          }}
        />
      </Grid.Col>
      <Grid.Col span={12}>
        <Sender {...props} />
      </Grid.Col>
      <TextField {...props} field="codeNumber" label={t('incoming.codeNumber')} max={11} span={3} />
      <TextField {...props} field="codeNotation" label={t('incoming.codeNotation')} max={30} span={5} />
      <Grid.Col span={4}>
        <DateField
          label={label('issuedDate', t('document.field.issuedDate'))}
          value={fields.issuedDate}
          maxDate={today()}
          onChange={(issuedDate) => {
            onChange({ issuedDate })
          }}
        />
      </Grid.Col>
      <Choices {...props} />
      <Grid.Col span={12}>
        <Textarea
          label={label('subject', t('document.field.subject'))}
          required
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          value={fields.subject}
          error={props.missing.has('subject') && t('common.required')}
          onChange={(event) => {
            onChange({ subject: event.currentTarget.value })
          }}
        />
      </Grid.Col>
      <TextField {...props} field="signerName" label={t('incoming.signer')} max={50} span={6} />
      <TextField {...props} field="signerPosition" label={t('document.field.signerPosition')} max={100} span={6} />
      <Last {...props} />
    </Grid>
  )
}

/** A star marks what was read from the page and still wants a look. */
function useLabel({ proposed }: IncomingFormProps): (field: Field, label: string) => string {
  return (field, label) => (proposed.has(field) ? `${label} ★` : label)
}

function Sender(props: IncomingFormProps) {
  const { t } = useTranslation()
  const label = useLabel(props)
  const agencies = useKnownAgencies()
  return (
    <Autocomplete
      label={label('organName', t('document.field.organ'))}
      required
      maxLength={200}
      limit={8}
      data={agencies.names}
      filter={agencies.filter}
      value={props.fields.organName}
      error={props.missing.has('organName') && t('common.required')}
      onChange={(organName) => {
        props.onChange({ organName, organId: agencies.organIdOf(organName) })
      }}
    />
  )
}

type TextName = 'codeNumber' | 'codeNotation' | 'signerName' | 'signerPosition' | 'description'

function TextField(props: IncomingFormProps & { field: TextName; label: string; max: number; span: number }) {
  const label = useLabel(props)
  const { field, fields, onChange, max, span } = props
  return (
    <Grid.Col span={span}>
      <TextInput
        label={label(field, props.label)}
        maxLength={max}
        value={fields[field]}
        onChange={(event) => {
          onChange({ [field]: event.currentTarget.value })
        }}
      />
    </Grid.Col>
  )
}

function Choices(props: IncomingFormProps) {
  const { t } = useTranslation()
  const { typeOptions } = useNames()
  const label = useLabel(props)
  const { fields, onChange } = props
  return (
    <>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <NativeSelect
          label={label('type', t('document.field.type'))}
          value={fields.type}
          data={typeOptions}
          onChange={(event) => {
            onChange({ type: DocumentType.parse(event.currentTarget.value) })
          }}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, md: 4 }}>
        <NativeSelect
          label={label('urgency', t('document.field.urgency'))}
          value={fields.urgency}
          data={Urgency.options.map((value) => ({ value, label: t(`document.urgency.${value}`) }))}
          onChange={(event) => {
            onChange({ urgency: Urgency.parse(event.currentTarget.value) })
          }}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, md: 4 }}>
        <NativeSelect
          label={label('secrecy', t('document.field.secrecy'))}
          value={fields.secrecy}
          data={Secrecy.options.map((value) => ({ value, label: t(`document.secrecy.${value}`) }))}
          onChange={(event) => {
            onChange({ secrecy: Secrecy.parse(event.currentTarget.value) })
          }}
        />
      </Grid.Col>
      {fields.secrecy !== 'none' && (
        <Grid.Col span={12}>
          <Failure error={new Failed('state-secret', {})} />
        </Grid.Col>
      )}
    </>
  )
}

function Last(props: IncomingFormProps) {
  const { t } = useTranslation()
  const { fields, onChange } = props
  return (
    <>
      <Grid.Col span={4}>
        <DateField
          label={t('document.field.dueDate')}
          value={fields.dueDate}
          onChange={(dueDate) => {
            onChange({ dueDate })
          }}
        />
      </Grid.Col>
      <Grid.Col span={3}>
        <NumberInput
          label={t('document.field.pageAmount')}
          min={1}
          max={999}
          hideControls
          value={fields.pageAmount ?? ''}
          onChange={(value) => {
            onChange({ pageAmount: typeof value === 'number' ? value : undefined })
          }}
        />
      </Grid.Col>
      <TextField {...props} field="description" label={t('document.field.description')} max={500} span={5} />
    </>
  )
}
