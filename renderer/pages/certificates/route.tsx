import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({})

export const certificatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/certificates',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/certificates/certificates-page.tsx'), 'CertificatesPage'),
})
