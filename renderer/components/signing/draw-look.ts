/**
 * Draws a PDF of one appearance at so many CSS pixels per point. Loads pdf.js with the first one; what it returns gives
 * everything up.
 */
export function drawLook(canvas: HTMLCanvasElement, base64: string, scale: number): () => void {
  let left = false
  let stop: () => void = () => undefined
  const run = async () => {
    const [{ openPdf }, { drawPage }] = await Promise.all([
      import('#renderer/components/viewer/pdf-engine.ts'),
      import('#renderer/components/viewer/draw-page.ts'),
    ])
    if (left) return
    const task = openPdf(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
    stop = () => void task.destroy()
    const page = await (await task.promise).getPage(1)
    const { width, height } = page.getViewport({ scale })
    canvas.style.width = `${String(width)}px`
    canvas.style.height = `${String(height)}px`
    const cancel = drawPage(page, canvas, scale)
    stop = () => {
      cancel()
      void task.destroy()
    }
  }
  run().catch((error: unknown) => {
    if (!left) throw error
  })
  return () => {
    left = true
    stop()
  }
}
