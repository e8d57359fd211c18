import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({ id: z.string().optional().catch(undefined) })

export const outgoingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outgoing',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/outgoing/outgoing-page.tsx'), 'OutgoingPage'),
})
