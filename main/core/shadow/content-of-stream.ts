import { AppError } from '#contract'
import { decodeStructure } from '#core/pdf/filters'
import type { ObjectView } from '#core/pdf/object-view'
import type { PdfStream } from '#core/pdf/objects'
import type { Budget } from './budget.ts'

const MAX_CONTENT = 4 << 20

/** A stream's instructions; undefined where its filter is another, or it is damaged or too long. */
export function contentOf(view: ObjectView, stream: PdfStream, budget: Budget): string | undefined {
  if (stream.end - stream.start > MAX_CONTENT || !budget.take('bytes', stream.end - stream.start)) return undefined
  try {
    const data = decodeStructure(view.source, stream)
    const isRead = data.length <= MAX_CONTENT && budget.take('bytes', data.length)
    return isRead ? Buffer.from(data).toString('latin1') : undefined
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
