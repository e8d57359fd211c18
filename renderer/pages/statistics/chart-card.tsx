import { Button, Group, Paper, Text, Title } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

type ChartCardProps = { title: string; hint?: string; chart: ReactNode; table: ReactNode }

/** A chart that can always be read as a table instead. */
export function ChartCard({ title, hint, chart, table }: ChartCardProps) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const Icon = asTable ? IconChartBar : IconTable
  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <Group justify="space-between" gap="xs" mb="xs" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} fz="md">
            {title}
          </Title>
          {hint !== undefined && (
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        <Button
          variant="subtle"
          size="xs"
          style={{ flex: 'none' }}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={() => {
            setAsTable(!asTable)
          }}
        >
          {t(asTable ? 'statistics.asChart' : 'statistics.asTable')}
        </Button>
      </Group>
      {asTable ? table : chart}
    </Paper>
  )
}
