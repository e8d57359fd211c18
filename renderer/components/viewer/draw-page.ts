import type { PDFPageProxy } from 'pdfjs-dist'

/** Draws a page into a canvas as sharp as the screen is; what it returns stops the drawing. */
export function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number): () => void {
  const viewport = page.getViewport({ scale: scale * window.devicePixelRatio })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const task = page.render({ canvas, viewport })
  task.promise.catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'RenderingCancelledException') throw error
  })
  return () => {
    task.cancel()
  }
}
