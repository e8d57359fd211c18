import type { ChangeKind } from '#contract/findings'
import type { FormField } from '../pdf/form-fields.ts'
import type { DocumentPlaces } from './document-places.ts'
import type { Difference, TrailStep } from './graph-comparison.ts'

/** A change in words: its kind, what it is about, and the page that shows it. */
export type NamedChange = { kind: ChangeKind; detail: string; page: number | null }

const MAX_DETAIL = 12

/** Each difference by the innermost part of the document that a reader knows, the same name only once. */
export function nameDifferences(differences: readonly Difference[], places: DocumentPlaces): readonly NamedChange[] {
  const named = differences.map((difference) => nameOf(difference, places))
  const known = new Map(named.map((change) => [JSON.stringify(change), change]))
  return [...known.values()]
}

function nameOf({ trail }: Difference, places: DocumentPlaces): NamedChange {
  for (let index = trail.length - 1; index >= 0; index -= 1) {
    const found = partOf(trail, index, places)
    if (found) return found
  }
  return nameOfEntry(trail)
}

/** What the object of a step is to the reader; undefined where it is nothing by itself, as a font or a stream. */
function partOf(trail: readonly TrailStep[], index: number, places: DocumentPlaces): NamedChange | undefined {
  const { num = null, keys = [] } = trail[index] ?? {}
  return num === null ? undefined : (partOfForm(num, keys, places) ?? partOfPages(num, keysFrom(trail, index), places))
}

function partOfForm(num: number, keys: readonly string[], places: DocumentPlaces): NamedChange | undefined {
  const signature = places.signatures.get(num)
  if (signature !== undefined) return { kind: 'signature-changed', detail: signature, page: null }
  const field = places.fields.get(num)
  return field && { ...nameOfField(field, keys, places), page: places.annotations.get(num)?.page ?? null }
}

function partOfPages(num: number, keys: readonly string[], places: DocumentPlaces): NamedChange | undefined {
  const annotation = places.annotations.get(num)
  if (annotation) return { kind: 'annotation-changed', detail: annotation.subtype, page: annotation.page }
  const page = places.pages.get(num)
  if (page !== undefined) return nameOnPage(keys, page)
  return places.pageNodes.has(num) ? nameInTree(keys) : undefined
}

const keysFrom = (trail: readonly TrailStep[], index: number): readonly string[] =>
  trail.slice(index).flatMap(({ keys }) => keys)

const LOOKS: ReadonlySet<string> = new Set(['AP', 'AS', 'MK', 'Rect', 'F', 'BS', 'Border', 'DA', 'Q', 'DS', 'OC'])
const VALUES: ReadonlySet<string> = new Set(['V', 'DV', 'RV', 'Opt', 'I', 'TI'])

function nameOfField(
  field: FormField,
  [key = '']: readonly string[],
  places: DocumentPlaces,
): { kind: ChangeKind; detail: string } {
  const isSigned = [...places.signatures.values()].includes(field.name)
  if (isSigned) return { kind: 'signature-changed', detail: field.name }
  if (LOOKS.has(key)) return { kind: 'field-look-changed', detail: field.name }
  return { kind: VALUES.has(key) ? 'field-value-changed' : 'field-changed', detail: field.name }
}

const PAGE_CONTENT: ReadonlySet<string> = new Set([
  ...['Contents', 'MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Rotate', 'UserUnit', 'Group'],
])

function nameOnPage([key = '', category = '', name = '']: readonly string[], page: number): NamedChange {
  if (key === 'Resources') return { ...nameOfResource(category, name), page }
  if (key === 'Annots') return { kind: 'annotation-changed', detail: '', page }
  if (key === 'AA') return { kind: 'script-changed', detail: 'AA', page }
  if (key === 'Parent') return { kind: 'pages-changed', detail: '', page: null }
  return { kind: 'page-changed', detail: PAGE_CONTENT.has(key) ? '' : key, page }
}

/** Kinds of resources that change what a page shows. ISO 32000-1:2008, Table 33. */
function nameOfResource(category: string, name: string): { kind: ChangeKind; detail: string } {
  if (category === 'Font') return { kind: 'font-changed', detail: name }
  if (category === 'XObject') return { kind: 'picture-changed', detail: name }
  if (category === 'Properties') return { kind: 'layers-changed', detail: name }
  return { kind: 'resources-changed', detail: [category, name].filter((part) => part !== '').join('/') }
}

function nameInTree([key = '', category = '', name = '']: readonly string[]): NamedChange {
  if (key === 'Resources') return { ...nameOfResource(category, name), page: null }
  if (key === '' || key === 'Kids' || key === 'Count' || key === 'Parent' || key === 'Type') {
    return { kind: 'pages-changed', detail: '', page: null }
  }
  return { kind: 'page-changed', detail: key, page: null }
}

/** Entries of the catalog and of the form that have a name of their own. ISO 32000-1:2008, Tables 28 and 218. */
const OF_CATALOG: Readonly<Record<string, ChangeKind>> = {
  Pages: 'pages-changed',
  OCProperties: 'layers-changed',
  Names: 'names-changed',
  Dests: 'names-changed',
  PageLabels: 'names-changed',
  AF: 'attachments-changed',
  Collection: 'attachments-changed',
  OpenAction: 'script-changed',
  AA: 'script-changed',
  Outlines: 'outline-changed',
  StructTreeRoot: 'structure-changed',
  MarkInfo: 'structure-changed',
  Lang: 'structure-changed',
  Perms: 'permissions-changed',
  Legal: 'permissions-changed',
  DSS: 'validation-data-removed',
  Metadata: 'metadata-changed',
  ViewerPreferences: 'view-changed',
  PageLayout: 'view-changed',
  PageMode: 'view-changed',
  Threads: 'view-changed',
  AcroForm: 'form-changed',
}
const OF_NAMES: Readonly<Record<string, ChangeKind>> = {
  JavaScript: 'script-changed',
  EmbeddedFiles: 'attachments-changed',
}
const OF_TRAILER: Readonly<Record<string, ChangeKind>> = { Info: 'metadata-changed', Encrypt: 'encryption-changed' }

function nameOfEntry(trail: readonly TrailStep[]): NamedChange {
  const path = trail.flatMap(({ keys }) => keys)
  const [root = '', key = ''] = path
  const detail = path.slice(0, MAX_DETAIL).join('/')
  if (root !== 'Root') return { kind: OF_TRAILER[root] ?? 'other', detail, page: null }
  if (key === 'AcroForm') return nameInForm(path.slice(2), detail)
  const kind = (key === 'Names' ? OF_NAMES[path[2] ?? ''] : undefined) ?? OF_CATALOG[key] ?? 'other'
  return { kind, detail, page: null }
}

function nameInForm([key = '', category = '', name = '']: readonly string[], detail: string): NamedChange {
  if (key === 'DR') return { ...nameOfResource(category, name), page: null }
  return { kind: 'form-changed', detail: key === 'Fields' && name === '' ? 'Fields' : detail, page: null }
}
