import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

type SearchFieldProps = { id: string; label: string; value: string; onChange: (words: string) => void }

/** A field that asks while one types, a little later, so that every key does not cost a question. */
export function SearchField({ id, label, value, onChange }: SearchFieldProps) {
  const [words, setWords] = useState(value)
  const [known, setKnown] = useState(value)
  const ask = useDebouncedCallback(onChange, 200)
  if (value !== known) {
    setKnown(value)
    if (value !== words.trim()) setWords(value)
  }
  return (
    <TextInput
      id={id}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value)
        ask(event.currentTarget.value.trim())
      }}
      style={{ flex: 1 }}
    />
  )
}
