import { lazy, Suspense } from 'react'
import type { ComparedFile } from '#renderer/components/comparison/comparison-dialog.tsx'

const ComparisonDialog = lazy(async () => {
  const { ComparisonDialog: dialog } = await import('#renderer/components/comparison/comparison-dialog.tsx')
  return { default: dialog }
})

/** The comparison and pdf.js are loaded with the first one that is asked for. */
export function LazyComparison(props: { file: ComparedFile; onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <ComparisonDialog {...props} />
    </Suspense>
  )
}
