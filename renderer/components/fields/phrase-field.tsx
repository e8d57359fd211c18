import { Chip, Group, Stack, Textarea } from '@mantine/core'

type PhraseFieldProps = {
  label: string
  description: string
  /** Phrases that are often the answer; a click takes one over, to be changed or completed. */
  phrases: readonly string[]
  value: string
  onChange: (text: string) => void
}

/** A few words that must be written, with what is usually written at hand. */
export function PhraseField({ label, description, phrases, value, onChange }: PhraseFieldProps) {
  return (
    <Stack gap="sm">
      {phrases.length > 0 && (
        <Chip.Group multiple={false} value={value} onChange={onChange}>
          <Group gap={6}>
            {phrases.map((phrase) => (
              <Chip key={phrase} value={phrase} size="sm" variant="outline">
                {phrase}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
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
