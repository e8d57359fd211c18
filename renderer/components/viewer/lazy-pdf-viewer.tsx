import { Center, Loader } from '@mantine/core'
import { lazy, type Ref, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { PdfViewerHandle } from '#renderer/components/viewer/pdf-viewer.tsx'

const PdfViewer = lazy(async () => {
  const { PdfViewer: viewer } = await import('#renderer/components/viewer/pdf-viewer.tsx')
  return { default: viewer }
})

/** The viewer and pdf.js are loaded with the first document, not with the first screen. */
export function LazyPdfViewer(props: { url: string; password?: string; ref?: Ref<PdfViewerHandle> }) {
  const { t } = useTranslation()
  const waiting = (
    <Center h="100%">
      <Loader size="sm" aria-label={t('common.loading')} />
    </Center>
  )
  return (
    <Suspense fallback={waiting}>
      <PdfViewer {...props} />
    </Suspense>
  )
}
