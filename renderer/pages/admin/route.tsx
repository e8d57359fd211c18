import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({})

export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/admin/admin-page.tsx'), 'AdminPage'),
})
