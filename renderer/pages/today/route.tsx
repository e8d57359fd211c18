import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({})

export const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/today/today-page.tsx'), 'TodayPage'),
})
