import { useQuery } from '@tanstack/react-query'
import type { PDFPageProxy } from 'pdfjs-dist'
import type { Sha256 } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import type { TextRun } from '#renderer/pages/incoming/page-lines.ts'
import { type Proposal, proposeFields } from '#renderer/pages/incoming/propose-fields.ts'

export type FirstPage = { proposal: Proposal; pages: number; hasText: boolean }

/** Reads the first page of a staged PDF and proposes fields from it. The viewer says itself where a file cannot be read. */
export function useFirstPage(sha256: Sha256) {
  const { fileUrl } = useApi()
  return useQuery({
    queryKey: ['first-page', sha256],
    queryFn: () => readFirstPage(fileUrl(sha256)),
    staleTime: Infinity,
  })
}

async function readFirstPage(url: string): Promise<FirstPage> {
  const { openPdf } = await import('#renderer/components/viewer/pdf-engine.ts')
  const task = openPdf(url)
  try {
    const document = await task.promise
    const page = await document.getPage(1)
    const { width, height } = page.getViewport({ scale: 1 })
    const runs = await runsOf(page)
    return { proposal: proposeFields(runs, { width, height }), pages: document.numPages, hasText: runs.length > 0 }
  } finally {
    await task.destroy()
  }
}

/** The page's own text, and what stands in its filled text fields: number and date are often fields. */
async function runsOf(page: PDFPageProxy): Promise<TextRun[]> {
  const { items } = await page.getTextContent()
  const text = items.flatMap((item): TextRun[] => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [, , , , x, y] = item.transform as number[]
    return [{ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width, height: item.height }]
  })
  const fields = (await page.getAnnotations()) as readonly PageField[]
  return [...text, ...fields.flatMap(runOfField)]
}

type PageField = { subtype?: string; fieldType?: string; fieldValue?: unknown; rect?: readonly number[] }

function runOfField({ subtype, fieldType, fieldValue, rect }: PageField): TextRun[] {
  const [left, bottom, right, top] = rect ?? []
  if (subtype !== 'Widget' || fieldType !== 'Tx' || typeof fieldValue !== 'string' || fieldValue === '') return []
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return []
  const height = top - bottom
  return [{ text: fieldValue, x: left, y: bottom + height * 0.25, width: right - left, height }]
}
