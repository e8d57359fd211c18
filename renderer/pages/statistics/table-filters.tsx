import { Group, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AgencyLevel, DOCUMENT_TYPES, DocumentType, RateGrouping } from '#contract'
import type { RateScope } from '#renderer/pages/statistics/drill.ts'
import type { StatisticsSearch } from '#renderer/pages/statistics/route.tsx'
import { formatNumber } from '#renderer/text/format.ts'

type TableFiltersProps = {
  scope: RateScope
  words: string
  onWords: (words: string) => void
  onChange: (part: Partial<StatisticsSearch>) => void
  shown: number
}

/** What the table is grouped by and limited to; all but the words stand in the address. */
export function TableFilters({ scope, words, onWords, onChange, shown }: TableFiltersProps) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('statistics.byLabel')}
        value={scope.by}
        onChange={(by) => {
          onChange({ by: RateGrouping.parse(by), sort: undefined, down: undefined })
        }}
        data={RateGrouping.options.map((by) => ({ value: by, label: t(`statistics.by.${by}`) }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('statistics.levelLabel')}
        value={scope.level ?? ''}
        onChange={(event) => {
          onChange({ level: AgencyLevel.safeParse(event.currentTarget.value).data })
        }}
        data={[
          { value: '', label: t('statistics.anyLevel') },
          ...AgencyLevel.options.map((level) => ({ value: level, label: t(`statistics.level.${level}`) })),
        ]}
      />
      <NativeSelect
        size="xs"
        w={150}
        aria-label={t('statistics.typeLabel')}
        value={scope.type ?? ''}
        onChange={(event) => {
          onChange({ type: DocumentType.safeParse(event.currentTarget.value).data })
        }}
        data={[
          { value: '', label: t('statistics.anyType') },
          ...DOCUMENT_TYPES.map((type) => ({ value: type.code, label: type[language] })),
        ]}
      />
      <TextInput
        size="xs"
        w={190}
        aria-label={t('statistics.filterNames')}
        placeholder={t('statistics.filterNames')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={words}
        onChange={(event) => {
          onWords(event.currentTarget.value)
        }}
      />
      <Text size="xs" c="dimmed">
        {t('statistics.rowsShown', { shown: formatNumber(shown) })}
      </Text>
    </Group>
  )
}
