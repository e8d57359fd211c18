import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Pixels } from '#renderer/components/comparison/differing-areas.ts'

/** A page drawn for comparing, and its size in points. */
export type DrawnPage = { pixels: Pixels; width: number; height: number }

/** Longest side of a drawing, in pixels: fine enough for a comma, small enough for a page of any size. */
const LONGEST = 1400
const FINEST = 2

/** Draws a page where nobody sees it, at a size that depends on nothing but the page. */
export async function drawnPage(document: PDFDocumentProxy, number: number): Promise<DrawnPage> {
  const page = await document.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: Math.min(FINEST, LONGEST / Math.max(width, height)) })
  const canvas = window.document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('the browser gives no room to draw in')
  await page.render({ canvas, canvasContext: context, viewport }).promise
  page.cleanup()
  return { pixels: context.getImageData(0, 0, canvas.width, canvas.height), width, height }
}
