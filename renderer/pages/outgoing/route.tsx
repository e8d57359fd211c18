import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { DocumentId, DocumentType, DocumentView, OutgoingState } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const date = z.iso.date().optional().catch(undefined)

/** Every filter of the list stands in the address; what cannot be read there is left out. */
const Search = z.object({
  id: DocumentId.optional().catch(undefined),
  view: DocumentView.optional().catch(undefined),
  states: z.array(OutgoingState).optional().catch(undefined),
  type: DocumentType.optional().catch(undefined),
  /** A word of digits only comes out of the address as a number. */
  q: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  from: date,
  to: date,
})
export type OutgoingSearch = z.infer<typeof Search>

export const outgoingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outgoing',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/outgoing/outgoing-page.tsx'), 'OutgoingPage'),
})
