import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type Area, differingAreas } from '#renderer/components/comparison/differing-areas.ts'
import { drawnPage } from '#renderer/components/comparison/page-pixels.ts'

/** One page as it was and as it is. */
export type ComparedPage = {
  page: number
  areas: readonly Area[]
  /** Where only one of the two files has this page. */
  only: 'before' | 'after' | null
  /** In points. */
  width: number
  height: number
}

export type Comparer = {
  /** Pages of the longer of the two files. */
  pages: number
  compare: (page: number) => Promise<ComparedPage>
}

const WHOLE: Area = { x: 0, y: 0, width: 1, height: 1 }

export const isDifferent = ({ areas }: ComparedPage): boolean => areas.length > 0

/** Compares pages of two files one at a time; what was compared is known from then on. */
export function createComparer(before: PDFDocumentProxy, after: PDFDocumentProxy): Comparer {
  const known = new Map<number, Promise<ComparedPage>>()
  return {
    pages: Math.max(before.numPages, after.numPages),
    compare: (page) => {
      const found = known.get(page) ?? comparePage(before, after, page)
      known.set(page, found)
      return found
    },
  }
}

async function comparePage(before: PDFDocumentProxy, after: PDFDocumentProxy, page: number): Promise<ComparedPage> {
  if (page > before.numPages || page > after.numPages) {
    const only = page > before.numPages ? 'after' : 'before'
    const { width, height } = (await (only === 'after' ? after : before).getPage(page)).getViewport({ scale: 1 })
    return { page, areas: [WHOLE], only, width, height }
  }
  const now = await drawnPage(after, page)
  const then = await drawnPage(before, page)
  return {
    page,
    areas: differingAreas(then.pixels, now.pixels),
    only: null,
    width: Math.max(then.width, now.width),
    height: Math.max(then.height, now.height),
  }
}
