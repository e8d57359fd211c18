import { Chip, Group, Stack, Textarea } from '@mantine/core'

type PhraseFieldProps = {
  label: string
  description: string
  /** Phrases that are often the answer; a click adds one to what is written, another click takes it out again. */
  phrases: readonly string[]
  value: string
  onChange: (text: string) => void
}

/** A few words that must be written, with what is usually written at hand. */
export function PhraseField({ label, description, phrases, value, onChange }: PhraseFieldProps) {
  return (
    <Stack gap="sm">
      {phrases.length > 0 && (
        <Group gap={6}>
          {phrases.map((phrase) => (
            <Chip
              key={phrase}
              size="sm"
              variant="outline"
              checked={has(value, phrase)}
              onChange={() => {
                onChange(toggled(value, phrase))
              }}
            >
              {phrase}
            </Chip>
          ))}
        </Group>
      )}
      <Textarea
        label={label}
        description={description}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value)
        }}
        maxLength={1000}
        autosize
        minRows={3}
        required
        data-autofocus
      />
    </Stack>
  )
}

const partsOf = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const has = (text: string, phrase: string): boolean => partsOf(text).includes(phrase)

/** What was written stays as it is: a phrase goes behind it, parted by a semicolon. */
function toggled(text: string, phrase: string): string {
  if (has(text, phrase)) {
    return partsOf(text)
      .filter((part) => part !== phrase)
      .join('; ')
  }
  const written = text.trim().replace(/;$/, '')
  return written === '' ? phrase : `${written}; ${phrase}`
}
