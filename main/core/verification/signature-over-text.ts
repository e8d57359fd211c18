import { type FormField, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isRef, type PdfDict } from '../pdf/objects.ts'
import { rectangle } from '../pdf/pages.ts'
import type { Budget } from '../shadow/budget.ts'
import { type Hiding, hidingOf, type PageTexts } from '../shadow/hidden-text.ts'
import { normalLookOf, type TextsOf } from './covered-content-of-page.ts'
import { annotationListOf, type DocumentPlaces, placesOf } from './document-places.ts'
import { showsNothing } from './timestamp-widget.ts'

/** A page on which text is hidden; not known where it cannot be read, or is more work than a document is worth. */
export type HiddenText = { page: number; isKnown: boolean }

/**
 * The page on which the look of a field hides text: a plain area or picture over a letter, or the dense part of a masked
 * picture over several. A seal on the signature before it, numbers in the gaps of a line hide nothing; for them it is null.
 *
 * @param name Of the field, in the later revision.
 */
export function pageWithHiddenText(views: Views, name: string): HiddenText | null {
  const { before, after, pageOf, textsOf } = views
  let unknown: HiddenText | null = null
  for (const widget of widgetsOf(after, name)) {
    if (showsNothing(after, widget.dict)) continue
    const claimed = isOnItsPage(after, widget) ? pageOf({ widgets: [widget] }) : null
    for (const page of claimed === null ? pagesWith(after, widget) : [claimed]) {
      const hiding = hides(views, widget.dict, () => textsOf(before, page))
      if (hiding === 'text') return { page, isKnown: true }
      if (hiding === 'unknown') unknown ??= { page, isKnown: false }
    }
  }
  return unknown
}

type Views = {
  before: ObjectView
  after: ObjectView
  pageOf: (field: Pick<FormField, 'widgets'>) => number | null
  textsOf: TextsOf
  /** Of all fields of the document together. */
  budget: Budget
}
type Widget = FormField['widgets'][number]

/** The form and the pages of a revision are listed once for all its fields. */
const widgetsOfViews = new WeakMap<ObjectView, ReadonlyMap<string, readonly Widget[]>>()
const pagesOfViews = new WeakMap<ObjectView, DocumentPlaces['pages']>()

function widgetsOf(view: ObjectView, name: string): readonly Widget[] {
  const known = widgetsOfViews.get(view)
  if (known) return known.get(name) ?? []
  const listed = new Map<string, Widget[]>()
  for (const field of listFields(view)) {
    const widgets = listed.get(field.name) ?? []
    for (const widget of field.widgets) widgets.push(widget)
    listed.set(field.name, widgets)
  }
  widgetsOfViews.set(view, listed)
  return listed.get(name) ?? []
}

/** Whether the page that a widget names shows it. */
function isOnItsPage(view: ObjectView, { ref, dict }: Widget): boolean {
  const page = dict.entries.get('P')
  return isRef(page) && annotationListOf(view, page.num)?.some((item) => isRef(item) && item.num === ref?.num) === true
}

/** The pages that show a widget, whatever it says itself. */
function pagesWith(view: ObjectView, { ref }: Widget): readonly number[] {
  const pages = pagesOfViews.get(view) ?? placesOf(view).pages
  pagesOfViews.set(view, pages)
  return [...pages].flatMap(([num, page]) =>
    annotationListOf(view, num)?.some((item) => isRef(item) && item.num === ref?.num) === true ? [page] : [],
  )
}

function hides({ after, budget }: Views, widget: PdfDict, textsOf: () => PageTexts): Hiding {
  const look = normalLookOf(after, widget)
  const box = rectangle(after, widget.entries.get('Rect'))
  return look && box ? hidingOf(after, { look, box }, { textsOf, budget }) : 'nothing'
}
