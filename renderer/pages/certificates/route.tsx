import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { OfficeCertificate } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({
  tab: z.enum(['office', 'keys', 'images']).optional().catch(undefined),
  status: OfficeCertificate.shape.status.optional().catch(undefined),
  kind: OfficeCertificate.shape.kind.optional().catch(undefined),
  q: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
})
export type CertificateSearch = z.infer<typeof Search>

export const certificatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/certificates',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/certificates/certificates-page.tsx'), 'CertificatesPage'),
})
