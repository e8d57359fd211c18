import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { openPdf } from '#renderer/components/viewer/pdf-engine.ts'

export type OpenPdf = { document: PDFDocumentProxy; width: number; height: number }
type State = { url: string; open: OpenPdf | null; error: unknown }

/** The PDF behind an address, with its password where it needs one; the one before is destroyed at every switch. */
export function usePdf(url: string, password?: string): { open: OpenPdf | null; error: unknown } {
  const [state, setState] = useState<State>({ url, open: null, error: null })

  useEffect(() => {
    const task = openPdf(url, password)
    let left = false
    const load = async () => {
      try {
        const document = await task.promise
        const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
        if (!left) setState({ url, open: { document, width, height }, error: null })
      } catch (error) {
        if (!left) setState({ url, open: null, error })
      }
    }
    void load()
    return () => {
      left = true
      void task.destroy()
    }
  }, [url, password])

  return state.url === url ? state : { open: null, error: null }
}
