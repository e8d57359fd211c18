import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({ q: z.string().optional().catch(undefined), id: z.string().optional().catch(undefined) })

export const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/search/search-page.tsx'), 'SearchPage'),
})
