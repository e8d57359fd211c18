import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { AgencyLevel, DocumentType, RateGrouping } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'
import { RATE_COLUMNS } from '#renderer/pages/statistics/figures.ts'

const Search = z.object({
  /** `2026-11`, `2026-Q4`, `2026-H1`, `2026` or `2026-01-05..2026-02-10`; absent: this month. */
  period: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  by: RateGrouping.optional().catch(undefined),
  level: AgencyLevel.optional().catch(undefined),
  type: DocumentType.optional().catch(undefined),
  sort: z.enum(RATE_COLUMNS).optional().catch(undefined),
  down: z.boolean().optional().catch(undefined),
})
export type StatisticsSearch = z.infer<typeof Search>

export const statisticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statistics',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/statistics/statistics-page.tsx'), 'StatisticsPage'),
})
