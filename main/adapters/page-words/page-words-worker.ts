import { parentPort, workerData } from 'node:worker_threads'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Answer, Ask, ThreadLimits } from './messages.ts'
import { type OpenedFile, openByRanges, readWords } from './read-page.ts'
import { countUnfoldedBytes } from './unfolded-bytes.ts'

const unfolded = countUnfoldedBytes((workerData as ThreadLimits).unfolded)

/** Entry of the thread that reads pages: one request after the other, the last file stays open for its other pages. */
let opened: (OpenedFile & { file: number }) | undefined

type ReadRequest = Extract<Ask, { kind: 'read' }>

const tell = (answer: Answer) => parentPort?.postMessage(answer)

async function documentOf({ file, size, password }: ReadRequest): Promise<PDFDocumentProxy> {
  if (opened?.file !== file) {
    const before = opened
    const ask = (from: number, to: number) => tell({ kind: 'range', from, to })
    opened = { file, ...openByRanges(size, ask, password) }
    await before?.task.destroy()
  }
  return opened.task.promise
}

async function answer(request: ReadRequest): Promise<void> {
  const { id, page, size } = request
  unfolded.begin(size)
  const document = await documentOf(request)
  const pages = document.numPages
  const number = page < 0 ? pages + page + 1 : page
  if (number < 1 || number > pages) {
    tell({ kind: 'no-page', id, pages })
    return
  }
  const words = await readWords(await document.getPage(number))
  unfolded.requireWithin()
  tell({ kind: 'words', id, words })
}

parentPort?.on('message', (message: Ask) => {
  if (message.kind === 'bytes') opened?.hand(message.from, message.bytes)
  if (message.kind !== 'read') return
  const { id } = message
  answer(message).catch((error: unknown) => {
    opened = undefined
    tell({ kind: 'failed', id, reason: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
  })
})
