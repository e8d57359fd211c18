import { createHashHistory, createRouter } from '@tanstack/react-router'
import { rootRoute } from '#renderer/frame/root-route.tsx'
import { adminRoute } from '#renderer/pages/admin/route.tsx'
import { certificatesRoute } from '#renderer/pages/certificates/route.tsx'
import { incomingRoute } from '#renderer/pages/incoming/route.tsx'
import { outgoingRoute } from '#renderer/pages/outgoing/route.tsx'
import { searchRoute } from '#renderer/pages/search/route.tsx'
import { statisticsRoute } from '#renderer/pages/statistics/route.tsx'
import { toSignRoute } from '#renderer/pages/to-sign/route.tsx'
import { todayRoute } from '#renderer/pages/today/route.tsx'
import { verifyRoute } from '#renderer/pages/verify/route.tsx'

const routeTree = rootRoute.addChildren([
  todayRoute,
  incomingRoute,
  outgoingRoute,
  toSignRoute,
  searchRoute,
  statisticsRoute,
  certificatesRoute,
  verifyRoute,
  adminRoute,
])

/** Hash history: the same addresses work on `app://`, on the loopback door and on an office server. */
export function createPages() {
  return createRouter({ routeTree, history: createHashHistory(), defaultPreload: false })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>
  }
}
