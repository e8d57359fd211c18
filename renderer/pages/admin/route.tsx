import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Role } from '#contract'
import { rootRoute } from '#renderer/frame/root-route.tsx'
import { ADMIN_TABS } from '#renderer/pages/admin/tabs.ts'

const Search = z.object({
  tab: z.enum(ADMIN_TABS).optional().catch(undefined),
  q: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  role: Role.optional().catch(undefined),
  year: z.number().int().min(2000).max(2100).optional().catch(undefined),
})
export type AdminSearch = z.infer<typeof Search>

export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  validateSearch: Search,
  component: lazyRouteComponent(() => import('#renderer/pages/admin/admin-page.tsx'), 'AdminPage'),
})
