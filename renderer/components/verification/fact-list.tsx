import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Names and values in two columns. */
export function FactList({ lines }: { lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'minmax(96px, 30%) 1fr', gap: '3px 12px', margin: '8px 0 0' }}>
      {lines.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  )
}
