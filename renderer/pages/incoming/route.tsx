import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { DocumentFilter, DocumentView, IncomingState } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const Search = z.object({
  id: z.string().optional().catch(undefined),
  view: DocumentView.optional().catch(undefined),
  state: IncomingState.optional().catch(undefined),
  verdict: DocumentFilter.shape.verdict.catch(undefined),
  q: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
})
export type IncomingSearch = z.infer<typeof Search>

export const incomingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incoming',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/incoming/incoming-page.tsx'), 'IncomingPage'),
})
