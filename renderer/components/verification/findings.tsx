import { Box, List, Text } from '@mantine/core'
import type { SignatureReport } from '#contract'
import { findingWords } from '#contract/words/signature-words'
import { useLanguage } from '#renderer/text/i18n.ts'

type FindingsProps = { codes: readonly string[]; indication: SignatureReport['indication']; title?: string }

const COLOURS = { 'TOTAL-FAILED': 'red', INDETERMINATE: 'yellow', 'TOTAL-PASSED': 'gray' } as const

/** What was found, each in plain words with what to do; the bar's colour is that of the verdict it led to. */
export function Findings({ codes, indication, title }: FindingsProps) {
  const language = useLanguage()
  if (codes.length === 0) return null
  return (
    <Box mt="xs" pl="xs" py={2} style={{ borderLeft: `4px solid var(--mantine-color-${COLOURS[indication]}-6)` }}>
      {title !== undefined && (
        <Text size="sm" fw={600} mb={4}>
          {title}
        </Text>
      )}
      <List size="sm" spacing={4}>
        {codes.map((code) => {
          const { what, todo } = findingWords(code, language)
          return (
            <List.Item key={code}>
              {what}
              {todo !== '' && <span style={{ display: 'block', color: 'var(--mantine-color-dimmed)' }}>{todo}</span>}
            </List.Item>
          )
        })}
      </List>
    </Box>
  )
}
