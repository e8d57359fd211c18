import { CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTyping } from '#renderer/components/list/use-typing.ts'
import { useCommands } from '#renderer/frame/use-commands.ts'

type SearchFieldProps = {
  label: string
  /** Stands in the empty field; the label where absent. */
  placeholder?: string
  /** As it stands in the address: absent where nothing is searched for. */
  value: string | undefined
  onChange: (words: string | undefined) => void
  size?: 'xs' | 'sm'
  w?: number
  autoFocus?: boolean
}

/** The words a list is limited to. It asks when the typing rests, so that every key does not cost a question. */
export function SearchField({ label, placeholder, value, onChange, size = 'xs', w, autoFocus }: SearchFieldProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [words, setWords] = useTyping(value ?? '', (typed) => {
    onChange(typed.trim() === '' ? undefined : typed)
  })
  useCommands([
    {
      id: 'list.search',
      group: 'list',
      label: t('list.search'),
      keys: ['f'],
      keysOnly: true,
      run: () => field.current?.focus(),
    },
  ])
  return (
    <TextInput
      size={size}
      {...(w === undefined ? { style: { flex: 1 } } : { w })}
      aria-label={label}
      placeholder={placeholder ?? label}
      ref={field}
      {...(autoFocus === undefined ? {} : { autoFocus, 'data-autofocus': autoFocus })}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        words !== '' && (
          <CloseButton
            size="sm"
            aria-label={t('list.clearSearch')}
            onClick={() => {
              setWords('')
            }}
          />
        )
      }
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value)
      }}
    />
  )
}

type ChoiceFieldProps<Value extends string> = {
  label: string
  /** Words for "not limited". */
  any: string
  options: readonly { value: Value; label: string }[]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  w?: number
}

/** One of few values that a list is limited to, beside its search field. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, any, options, value, onChange, w } = props
  return (
    <NativeSelect
      size="xs"
      {...(w === undefined ? {} : { w })}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => {
        onChange(options.find((option) => option.value === event.currentTarget.value)?.value)
      }}
      data={[{ value: '', label: any }, ...options]}
    />
  )
}
