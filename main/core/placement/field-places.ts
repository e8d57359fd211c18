import type { SigningRole } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import type { FormField } from '#core/pdf/form-fields'
import { isArray, isRef } from '#core/pdf/objects'
import { countPages, findPage, type PdfPage, rectangle } from '#core/pdf/pages'
import type { Place } from '#core/signing/signature-field'
import type { Rectangle } from './page-space.ts'

/** Names of the empty fields that a prepared document keeps for its signatures. */
export const ROLE_FIELDS: Readonly<Record<Exclude<SigningRole, 'plain'>, string>> = {
  initial: 'InitialSignature',
  leader: 'LeaderSignature',
  agency: 'AgencySignature',
  incoming: 'IncomingSignature',
  comment: 'CommentSignature',
  appendix: 'AppendixSignature',
  copy: 'CopySignature',
}

/** Where a field stands, by its page's dictionary where it names one; undefined for an invisible one. */
export function placeOfField(document: PdfDocument, field: FormField): Place | undefined {
  const rect = rectOf(document, field)
  const page =
    rect && searchOrder(countPages(document)).find((number) => standsOn(document, field, findPage(document, number)))
  return rect && { page: page ?? 1, ...rect }
}

export function rectOf(document: PdfDocument, { widgets }: FormField): Rectangle | undefined {
  const rect = widgets[0] && rectangle(document, widgets[0].dict.entries.get('Rect'))
  if (!rect) return undefined
  const [x, y, right, top] = rect
  return right - x > 1 && top - y > 1 ? { x, y, width: right - x, height: top - y } : undefined
}

/** Fields stand on the last page or on the first one, seldom between. */
function searchOrder(pages: number): number[] {
  const between = Array.from({ length: Math.max(0, pages - 2) }, (_, index) => pages - 1 - index)
  return [...(pages > 0 ? [pages] : []), ...(pages > 1 ? [1] : []), ...between]
}

/** A widget names its page, or the page lists it. ISO 32000-1:2008, Table 164 (P), Table 30 (Annots). */
export function standsOn(document: PdfDocument, { widgets }: FormField, page: PdfPage): boolean {
  const [widget] = widgets
  const at = widget?.dict.entries.get('P')
  if (at && isRef(at)) return at.num === page.ref.num
  const listed = document.entry(page.dict, 'Annots')
  return isArray(listed) && listed.some((entry) => isRef(entry) && entry.num === widget?.ref?.num)
}
