import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({})

export const statisticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statistics',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/statistics/statistics-page.tsx'), 'StatisticsPage'),
})
