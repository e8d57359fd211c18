import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({})

export const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/verify/verify-page.tsx'), 'VerifyPage'),
})
