import { Center, Loader } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '#renderer/api/failure.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { PdfPage } from '#renderer/components/viewer/pdf-page.tsx'
import classes from '#renderer/components/viewer/pdf-viewer.module.css'
import { type OpenPdf, usePdf } from '#renderer/components/viewer/use-pdf.ts'
import { useVisiblePages } from '#renderer/components/viewer/use-visible-pages.ts'
import { ViewerBar, type Zoom } from '#renderer/components/viewer/viewer-bar.tsx'

export type PdfViewerHandle = {
  /** Goes one screen down; false where the end had been reached. */
  pageDown: () => boolean
}

type PdfViewerProps = { url: string; password?: string; ref?: Ref<PdfViewerHandle> }

/** Padding on both sides, and the scroll bar. */
const GUTTER = 48
/** CSS pixels per point at 100 %. */
const NATURAL = 96 / 72

/** The pages of a PDF as they are in the bytes that will be signed; white in both colour schemes. */
export function PdfViewer({ url, password, ref }: PdfViewerProps) {
  const { t } = useTranslation()
  const { open, error } = usePdf(url, password)
  if (error !== null) return <Failure error={readable(error)} />
  if (!open) {
    return (
      <Center h="100%">
        <Loader size="sm" aria-label={t('common.loading')} />
      </Center>
    )
  }
  return <Pages key={url} open={open} {...(ref === undefined ? {} : { ref })} />
}

function Pages({ open, ref }: { open: OpenPdf; ref?: Ref<PdfViewerHandle> }) {
  const { t } = useTranslation()
  const [zoom, setZoom] = useState<Zoom>('width')
  const { ref: measure, width } = useElementSize()
  const scroller = useRef<HTMLDivElement>(null)
  const count = open.document.numPages
  const fit = Math.min(1.6, Math.max(0.4, (width - GUTTER) / (open.width * NATURAL)))
  const scale = (zoom === 'width' ? fit : zoom) * NATURAL
  const { near, current } = useVisiblePages(scroller, width === 0 ? 0 : count, scale)
  const goTo = (page: number) => {
    scroller.current?.querySelector(`[data-page="${String(page)}"]`)?.scrollIntoView({ block: 'start' })
  }
  useImperativeHandle(ref, () => ({ pageDown: () => pageDown(scroller.current) }), [])

  return (
    <div className={classes['viewer']}>
      <ViewerBar page={current} pages={count} onPage={goTo} zoom={zoom} shown={scale / NATURAL} onZoom={setZoom} />
      <div
        ref={useMergedRef(measure, scroller)}
        className={classes['scroller']}
        role="region"
        aria-label={t('viewer.pages')}
        tabIndex={0}
      >
        {width > 0 &&
          Array.from({ length: count }, (_, at) => (
            <PdfPage
              key={at}
              document={open.document}
              number={at + 1}
              scale={scale}
              width={open.width}
              height={open.height}
              visible={near.has(at + 1)}
            />
          ))}
      </div>
    </div>
  )
}

function pageDown(scroller: HTMLElement | null): boolean {
  if (!scroller) return false
  const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
  if (left < 8) return false
  scroller.scrollBy({ top: scroller.clientHeight * 0.9 })
  return true
}

/** pdf.js has its own errors; what the reader needs to know is whether the file is damaged, locked or not there. */
export function readable(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return new Failed('pdf-encrypted', {})
  if (name === 'InvalidPDFException') return new Failed('pdf-damaged', {})
  if (name === 'MissingPDFException' || name === 'ResponseException') return new Failed('file-missing', {})
  return error
}
