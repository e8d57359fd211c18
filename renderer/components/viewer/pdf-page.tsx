import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '#renderer/components/viewer/pdf-viewer.module.css'

type PdfPageProps = {
  document: PDFDocumentProxy
  number: number
  /** CSS pixels per point. */
  scale: number
  /** Size in points to reserve before the page itself is known. */
  width: number
  height: number
  visible: boolean
}

/** One page: a white sheet of the right size; drawn only while it is near the eye. */
export function PdfPage({ document, number, scale, width, height, visible }: PdfPageProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ width, height })
  const label = t('viewer.pageOf', { number, total: document.numPages })

  useEffect(() => {
    if (!visible) return undefined
    return draw({ document, number, scale, canvas: canvas.current, onSize: setSize })
  }, [document, number, scale, visible])

  return (
    <div
      className={classes['page']}
      data-page={number}
      style={{ width: Math.floor(size.width * scale), height: Math.floor(size.height * scale) }}
    >
      {visible && <canvas ref={canvas} className={classes['canvas']} role="img" aria-label={label} />}
    </div>
  )
}

type Drawing = {
  document: PDFDocumentProxy
  number: number
  scale: number
  canvas: HTMLCanvasElement | null
  onSize: (size: { width: number; height: number }) => void
}

function draw({ document, number, scale, canvas, onSize }: Drawing): () => void {
  let stop: () => void = () => undefined
  let left = false
  const run = async () => {
    const page = await document.getPage(number)
    if (left || !canvas) return
    const natural = page.getViewport({ scale: 1 })
    onSize({ width: natural.width, height: natural.height })
    const viewport = page.getViewport({ scale: scale * window.devicePixelRatio })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    const task = page.render({ canvas, viewport })
    stop = () => {
      task.cancel()
    }
    await task.promise
    page.cleanup()
  }
  run().catch((error: unknown) => {
    if (!left && !isCancelled(error)) throw error
  })
  return () => {
    left = true
    stop()
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'RenderingCancelledException'
}
