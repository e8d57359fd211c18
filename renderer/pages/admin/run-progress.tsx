import { Progress, Text } from '@mantine/core'
import type { RunProgress as Done } from '#renderer/pages/admin/use-office-run.ts'
import { formatNumber } from '#renderer/text/format.ts'

/** How far the office's work is, as a bar and in words; nothing while none is under way. */
export function RunProgress({
  progress,
  words,
}: {
  progress: Done | null
  words: (counts: { done: string; of: string }) => string
}) {
  if (!progress) return null
  const sentence = words({ done: formatNumber(progress.done), of: formatNumber(progress.of) })
  return (
    <div role="status">
      <Progress.Root size="lg" mt="xs">
        <Progress.Section value={(progress.done / Math.max(1, progress.of)) * 100} aria-label={sentence} />
      </Progress.Root>
      <Text size="sm">{sentence}</Text>
    </div>
  )
}
