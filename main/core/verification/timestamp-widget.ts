import type { FormField } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isInteger, type PdfDict } from '../pdf/objects.ts'
import { serialize } from '../pdf/serialize.ts'

/** Annotation flag Hidden: neither shown nor printed. ISO 32000-1:2008, Table 165. */
const HIDDEN = 2
/** What a widget looks like, and where. */
const LOOK = ['Subtype', 'Rect', 'AP', 'AS', 'F', 'MK', 'BS', 'Border'] as const

/**
 * Whether a widget shows nothing: it is hidden, has no area, or has nothing to show.
 *
 * @see ISO 32000-1:2008, 12.7.4.5 (a signature that is not to be seen has a rectangle without height and width).
 */
export function showsNothing(view: ObjectView, widget: PdfDict): boolean {
  const flags = view.entry(widget, 'F')
  if (isInteger(flags) && (flags & HIDDEN) !== 0) return true
  return hasNoArea(view, widget) || (view.entry(widget, 'AP') === null && view.entry(widget, 'MK') === null)
}

function hasNoArea(view: ObjectView, widget: PdfDict): boolean {
  const rect = view.entry(widget, 'Rect')
  if (!isArray(rect) || rect.length !== 4) return false
  const [left, bottom, right, top] = rect.map((one) => view.resolve(one))
  return typeof left === 'number' && typeof bottom === 'number' && left === right && bottom === top
}

/** Whether a field that was there still looks the same in all its widgets, or shows nothing. */
export function isSameLook(after: ObjectView, earlier: FormField, later: FormField): boolean {
  const old = new Map(earlier.widgets.map(({ ref, dict }) => [ref?.num, dict] as const))
  return later.widgets.every(({ ref, dict }) => {
    const before = old.get(ref?.num)
    const isSame = before && LOOK.every((key) => entryText(before, key) === entryText(dict, key))
    return isSame === true || showsNothing(after, dict)
  })
}

const entryText = (dict: PdfDict, key: string): string => serialize(dict.entries.get(key) ?? null)
