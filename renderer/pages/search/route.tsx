import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Direction, DocumentFilter, DocumentState, DocumentType, Indication } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'

const text = z.string().optional().catch(undefined)
const date = z.iso.date().optional().catch(undefined)

/** Every filter of the search stands in the address, so that a figure of the statistics can link to its documents. */
const Search = z.object({
  /** A word of digits only comes out of the address as a number. */
  q: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  id: text,
  direction: Direction.optional().catch(undefined),
  type: DocumentType.optional().catch(undefined),
  state: DocumentState.optional().catch(undefined),
  agencyId: text,
  signerId: text,
  from: date,
  to: date,
  /** What the last check found, or that somebody has to look at it again. */
  signatures: z
    .enum([...Indication.options, 'to-review'])
    .optional()
    .catch(undefined),
  counted: DocumentFilter.shape.counted.catch(undefined),
})
export type DocumentSearch = z.infer<typeof Search>

export const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/search/search-page.tsx'), 'SearchPage'),
})
