import { signingWarning } from '#contract'
import { isArray, isDict, isName, isStream } from '#core/pdf/objects'

/** Forms within forms that are looked into for fonts. */
const MAX_DEPTH = 4
/** Collects from a page's resources and the forms in them; `seen` are fonts and forms that have been looked at. */
export function collectMissingFonts(view, page, found, seen) {
  const note = (missing) => {
    if (missing !== undefined && !found.has(missing)) found.set(missing, page.number)
  }
  const visit = (resources, depth) => {
    if (!resources || depth > MAX_DEPTH || seen.has(resources)) return
    seen.add(resources)
    for (const font of valuesOf(view, resources, 'Font')) {
      if (!seen.has(font)) note(missingName(view, font))
      seen.add(font)
    }
    for (const object of valuesOf(view, resources, 'XObject')) {
      const own = isStream(object) ? view.entry(object.dict, 'Resources') : null
      if (isDict(own)) visit(own, depth + 1)
    }
  }
  visit(page.resources, 0)
}
function valuesOf(view, resources, kind) {
  const category = view.entry(resources, kind)
  return isDict(category) ? [...category.entries.values()].map((value) => view.resolve(value)) : []
}
function missingName(view, font) {
  if (!isDict(font) || isName(view.entry(font, 'Subtype'), 'Type3') || isEmbedded(view, font)) return undefined
  const title = view.entry(font, 'BaseFont')
  return isName(title) ? title.name.replace(/^[A-Z]{6}\+/, '').slice(0, 80) : '?'
}
/** The file stands in the descriptor, of a composite font in that of its descendant. ISO 32000-1:2008, 9.7.4, 9.8. */
function isEmbedded(view, font) {
  const below = view.entry(font, 'DescendantFonts')
  const holder = isArray(below) ? view.resolve(below[0]) : font
  const descriptor = isDict(holder) ? view.entry(holder, 'FontDescriptor') : null
  return isDict(descriptor) && FILES.some((key) => isStream(view.entry(descriptor, key)))
}
const FILES = ['FontFile', 'FontFile2', 'FontFile3']
/** The standard 14 (ISO 32000-1:2008, 9.6.2.2), and the names that Windows has for them. */
const STANDARD =
  /^(Helvetica|Courier|Times|Symbol|ZapfDingbats|Arial|Times ?New ?Roman|Courier ?New)(PS)?(MT)?([-,].*)?$/i
/** Each font that computers may lack; the standard ones together. */
export function fontWarnings(found) {
  const standard = [...found].filter(([name]) => STANDARD.test(name))
  const others = [...found].filter(([name]) => !STANDARD.test(name))
  const names = standard.map(([name]) => name).join(', ')
  return [
    ...others.map(([detail, page]) => signingWarning('font-not-embedded', { page, detail })),
    ...(standard.length > 0
      ? [signingWarning('standard-font-not-embedded', { page: standard[0]?.[1] ?? null, detail: names })]
      : []),
  ]
}
