import { Button, List, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const PARTS = ['due', 'full', 'rate', 'missing', 'evidence', 'secrecy'] as const

/** How every figure of the page is counted, one click away from it. */
export function Definitions() {
  const { t } = useTranslation()
  return (
    <Popover width={460} position="bottom-end" shadow="md" withinPortal>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconInfoCircle size={16} aria-hidden />}>
          {t('statistics.meaning')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('statistics.meaning')}>
        <List size="sm" spacing={6} pr="xs">
          {PARTS.map((part) => (
            <List.Item key={part}>{t(`statistics.definition.${part}`)}</List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  )
}
