import { ActionIcon, Group, NumberInput, Text } from '@mantine/core'
import { IconArrowAutofitWidth, IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/text/format.ts'

export type Zoom = number | 'width'

type ViewerBarProps = {
  page: number
  pages: number
  onPage: (page: number) => void
  zoom: Zoom
  /** Present zoom, 1 is true size. */
  shown: number
  onZoom: (zoom: Zoom) => void
}

/** Page number and zoom above the pages. */
export function ViewerBar({ page, pages, onPage, zoom, shown, onZoom }: ViewerBarProps) {
  const { t } = useTranslation()
  const icon = { variant: 'subtle', color: 'gray', size: 28 } as const
  const step = (factor: number) => {
    onZoom(Math.min(4, Math.max(0.25, shown * factor)))
  }
  return (
    <Group
      justify="space-between"
      px="xs"
      py={3}
      wrap="nowrap"
      style={{ borderBottom: '1px solid var(--vt-line)', background: 'var(--vt-surface)' }}
    >
      <Group gap={6} wrap="nowrap">
        <NumberInput
          size="xs"
          w={56}
          aria-label={t('common.page')}
          value={page}
          min={1}
          max={pages}
          hideControls
          onChange={(value) => {
            if (typeof value === 'number') onPage(value)
          }}
        />
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          / {formatNumber(pages)}
        </Text>
      </Group>
      <Group gap={2} wrap="nowrap">
        <ActionIcon
          {...icon}
          aria-label={t('viewer.zoomOut')}
          title={t('viewer.zoomOut')}
          onClick={() => {
            step(1 / 1.2)
          }}
        >
          <IconMinus size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" w={52} ta="center">
          {formatNumber(shown * 100)} %
        </Text>
        <ActionIcon
          {...icon}
          aria-label={t('viewer.zoomIn')}
          title={t('viewer.zoomIn')}
          onClick={() => {
            step(1.2)
          }}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          {...icon}
          aria-label={t('viewer.fitWidth')}
          title={t('viewer.fitWidth')}
          aria-pressed={zoom === 'width'}
          onClick={() => {
            onZoom('width')
          }}
        >
          <IconArrowAutofitWidth size={17} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  )
}
