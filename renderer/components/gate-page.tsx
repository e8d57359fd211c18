import { Group, SegmentedControl, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '#renderer/components/mark.tsx'
import { usePreferences } from '#renderer/frame/preferences.tsx'

/** A screen before anyone works: the product's name, the language, and what is asked. */
export function GatePage({ title, children }: { title?: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  return (
    <div style={{ display: 'flex', flexDirection: 'column', height: '100%', background: 'var(--vt-surface)' }}>
      <Group
        component="header"
        justify="space-between"
        px="md"
        h={52}
        style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}
      >
        <Group gap={10}>
          <Mark size={26} />
          <Text fw={650} fz="lg">
            {t('frame.appName')}
          </Text>
          {title !== undefined && (
            <Text size="sm" c="dimmed">
              {title}
            </Text>
          )}
        </Group>
        <SegmentedControl
          size="sm"
          aria-label={t('frame.language')}
          value={preferences.language}
          onChange={(language) => {
            prefer({ language: language === 'en' ? 'en' : 'vi' })
          }}
          data={[
            { value: 'vi', label: t('frame.vietnamese') },
            { value: 'en', label: t('frame.english') },
          ]}
        />
      </Group>
      <main style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{children}</main>
    </div>
  )
}
