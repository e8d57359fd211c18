import { type FormField, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isRef, type PdfDict } from '../pdf/objects.ts'
import { rectangle } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import type { Budget } from '../shadow/budget.ts'
import { type EarlierLook, type Hiding, hidingOf, type PageTexts } from '../shadow/hidden-text.ts'
import { annotationListOf, type DocumentPlaces, placesOf } from './document-places.ts'
import { normalLookOf } from './normal-look.ts'
import type { TextsOf } from './page-texts.ts'
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
      const earlier = earlierLook(views, { name, widget })
      const hiding = hides(views, { widget: widget.dict, earlier }, () => textsOf(before, page, widget.ref?.num))
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

/** What says where a widget is seen, and whether. */
const SHOWN_BY = ['Rect', 'F', 'OC'] as const
/** What says how a look fills its widget. ISO 32000-1:2008, 12.5.5, algorithm 8.1. */
const FILLED_BY = ['BBox', 'Matrix'] as const

/** How a widget looked before, where it stood in the same place then: the dots under a prepared field are hidden by it. */
function earlierLook(
  { before, after }: Views,
  { name, widget }: { name: string; widget: Widget },
): EarlierLook | undefined {
  const same = widgetsOf(before, name).find(({ ref }) => ref !== null && ref.num === widget.ref?.num)
  if (!same || !isOnItsPage(before, same)) return undefined
  const [look, present] = [normalLookOf(before, same.dict), normalLookOf(after, widget.dict)]
  if (!look || !present) return undefined
  const isSame = (keys: readonly string[], [old, now]: readonly [PdfDict, PdfDict]) =>
    keys.every((key) => serialize(before.entry(old, key)) === serialize(after.entry(now, key)))
  const stands = isSame(SHOWN_BY, [same.dict, widget.dict])
  const isOnSamePage = serialize(same.dict.entries.get('P') ?? null) === serialize(widget.dict.entries.get('P') ?? null)
  return stands && isOnSamePage && isSame(FILLED_BY, [look.dict, present.dict]) ? { view: before, look } : undefined
}

type Shown = { widget: PdfDict; earlier: EarlierLook | undefined }

function hides({ after, budget }: Views, { widget, earlier }: Shown, textsOf: () => PageTexts): Hiding {
  const look = normalLookOf(after, widget)
  const box = rectangle(after, widget.entries.get('Rect'))
  return look && box ? hidingOf(after, { look, box, earlier }, { textsOf, budget }) : 'nothing'
}
