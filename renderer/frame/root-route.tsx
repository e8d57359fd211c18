import { createRootRoute } from '@tanstack/react-router'
import { Frame } from '#renderer/frame/frame.tsx'
import { PageCrashed, PageNotFound } from '#renderer/frame/page-trouble.tsx'

/** Parent of every page; `router.tsx` lists its children. */
export const rootRoute = createRootRoute({
  component: Frame,
  errorComponent: PageCrashed,
  notFoundComponent: PageNotFound,
})
