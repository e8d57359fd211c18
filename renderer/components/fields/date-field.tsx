import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import { useTranslation } from 'react-i18next'

dayjs.extend(customParseFormat)

type DateFieldProps = {
  label: string
  value: string | null
  onChange: (date: string | null) => void
  description?: string
  required?: boolean
  clearable?: boolean
  minDate?: string
  maxDate?: string
  error?: string | null
}

/** A civil date, typed as `22/11/2026` or `22112026`, or chosen from a calendar; the value is `2026-11-22`. */
export function DateField({ onChange, error, clearable = true, ...props }: DateFieldProps) {
  const { t } = useTranslation()
  return (
    <DateInput
      {...props}
      error={error ?? false}
      clearable={clearable && props.required !== true}
      valueFormat="DD/MM/YYYY"
      placeholder="DD/MM/YYYY"
      dateParser={parse}
      onChange={onChange}
      leftSection={<IconCalendar size={16} aria-hidden />}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      popoverProps={{ withinPortal: true }}
    />
  )
}

function parse(text: string): string | null {
  const date = dayjs(text.trim(), ['DD/MM/YYYY', 'D/M/YYYY', 'DD-MM-YYYY', 'D-M-YYYY', 'DDMMYYYY'], true)
  return date.isValid() ? date.format('YYYY-MM-DD') : null
}
