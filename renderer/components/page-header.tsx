import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** The line above every page: its name (the one h1), what belongs to it, and its actions at the right. */
export function PageHeader({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Group
      component="header"
      justify="space-between"
      gap="sm"
      px="md"
      py={8}
      mih={52}
      style={{ borderBottom: '1px solid var(--vt-line)', background: 'var(--vt-surface)', flex: 'none' }}
    >
      <Group gap="md" style={{ flex: 1, minWidth: 0 }}>
        <Title order={1} fz="lg" lh={1.2}>
          {title}
        </Title>
        {children}
      </Group>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  )
}
