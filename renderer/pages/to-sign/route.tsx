import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({ id: z.string().optional().catch(undefined) })

export const toSignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/to-sign',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/to-sign/to-sign-page.tsx'), 'ToSignPage'),
})
