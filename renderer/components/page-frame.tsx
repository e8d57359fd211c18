import { Box } from '@mantine/core'
import type { ReactNode } from 'react'

/** A page: header above, and one place that scrolls. `fill` leaves the scrolling to the content (lists, split views). */
export function PageFrame({
  header,
  children,
  fill = false,
}: {
  header: ReactNode
  children: ReactNode
  fill?: boolean
}) {
  return (
    <Box className="vt-prints-whole" style={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      {header}
      <Box
        {...(fill ? {} : { className: 'vt-prints-whole', p: 'md' })}
        style={{ flex: 1, minHeight: 0, overflow: fill ? 'hidden' : 'auto' }}
      >
        {children}
      </Box>
    </Box>
  )
}
