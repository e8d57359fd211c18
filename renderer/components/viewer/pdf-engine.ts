import { getDocument, type PDFDocumentLoadingTask, PDFWorker } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

/** Character maps, fonts and image decoders that pdf.js asks for by name; each is a file of the build. */
const PARTS: Readonly<Record<string, string>> = byName(
  import.meta.glob<string>(
    [
      '../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
      '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
      '../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm',
    ],
    { query: '?url&no-inline', import: 'default', eager: true },
  ),
)

class BuiltParts {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = PARTS[filename]
    if (url === undefined) throw new Error(`pdf.js asked for an unknown part: ${filename}`)
    const answer = await fetch(url)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

let worker: PDFWorker | null = null

/** Opens a PDF by range requests: only the bytes of the pages that are looked at are read; a small one also from its bytes. One worker for all. */
export function openPdf(from: string | Uint8Array, password?: string): PDFDocumentLoadingTask {
  worker ??= PDFWorker.create({ port: new Worker(workerUrl, { type: 'module' }) })
  return getDocument({
    ...(typeof from === 'string' ? { url: from } : { data: from }),
    ...(password === undefined ? {} : { password }),
    worker,
    rangeChunkSize: 256 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    useWorkerFetch: false,
    BinaryDataFactory: BuiltParts,
    cMapPacked: true,
  })
}

function byName(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]))
}
