import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { DocumentId } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({
  id: DocumentId.optional().catch(undefined),
  /** A person who is official and clerk chooses; others have one. */
  as: z.enum(['leader', 'agency']).optional().catch(undefined),
})

export const toSignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/to-sign',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/to-sign/to-sign-page.tsx'), 'ToSignPage'),
})
