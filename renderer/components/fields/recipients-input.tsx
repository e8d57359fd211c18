import { TagsInput } from '@mantine/core'

type RecipientsInputProps = {
  label: string
  description?: string
  value: string[]
  onChange: (recipients: string[]) => void
  /** Names to choose from; any other may be typed. */
  suggestions?: string[]
}

/** Recipients as chips: typed and taken with Enter, or pasted one per line. */
export function RecipientsInput({ suggestions = [], ...props }: RecipientsInputProps) {
  return (
    <TagsInput
      {...props}
      data={suggestions}
      splitChars={[';', '\n']}
      maxTags={200}
      limit={30}
      clearable={false}
      comboboxProps={{ withinPortal: true }}
    />
  )
}
