import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({ id: z.string().optional().catch(undefined) })

export const incomingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incoming',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/incoming/incoming-page.tsx'), 'IncomingPage'),
})
