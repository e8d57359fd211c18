import { signingWarning } from '#contract'
import { isArray, isDict, isName, isRef, isStream, isString } from '#core/pdf/objects'
import { readText } from '#core/pdf/text-strings'
import { annotationsOf } from './covered-text.ts'
/** Layers that are switched off, by the number of their object: their names. ISO 32000-1:2008, 8.11.4.3. */
export function layersOff(view) {
  const properties = view.entry(view.catalog().dict, 'OCProperties')
  if (!isDict(properties)) return new Map()
  const settings = view.entry(properties, 'D')
  if (!isDict(settings)) return new Map()
  const all = numbersOf(view.entry(properties, 'OCGs'))
  const isOff = isName(view.entry(settings, 'BaseState'), 'OFF')
  const on = new Set(numbersOf(view.entry(settings, 'ON')))
  const off = isOff ? all.filter((num) => !on.has(num)) : numbersOf(view.entry(settings, 'OFF'))
  return new Map(off.map((num) => [num, nameOf(view, num)]))
}
const numbersOf = (list) => (isArray(list) ? list.flatMap((item) => (isRef(item) ? [item.num] : [])) : [])
function nameOf(view, num) {
  const group = view.get({ type: 'ref', num, gen: 0 })
  const title = isDict(group) ? view.entry(group, 'Name') : null
  return isString(title) ? readText(title).slice(0, 80) : ''
}
/** Hidden layers that something of this page belongs to: a part of its content, a form, a picture, an annotation. */
export function hiddenLayersOf(view, page, off) {
  if (off.size === 0) return []
  const used = new Set()
  const use = (dict, key = 'OC') => {
    for (const num of groupsOf(view, dict?.entries.get(key))) used.add(num)
  }
  for (const { dict } of annotationsOf(view, page.dict)) use(dict)
  const resources = page.resources
  const properties = resources ? view.entry(resources, 'Properties') : null
  if (isDict(properties)) for (const key of properties.entries.keys()) use(properties, key)
  const objects = resources ? view.entry(resources, 'XObject') : null
  for (const value of isDict(objects) ? objects.entries.values() : []) {
    const object = view.resolve(value)
    if (isStream(object)) use(object.dict)
  }
  return [...used]
    .filter((num) => off.has(num))
    .map((num) => signingWarning('hidden-layer', { page: page.number, object: num, detail: off.get(num) ?? '' }))
}
/** A group, or the groups of a membership dictionary (8.11.2.2). */
function groupsOf(view, value) {
  if (!isRef(value)) return []
  const dict = view.resolve(value)
  if (!isDict(dict) || !isName(view.entry(dict, 'Type'), 'OCMD')) return [value.num]
  const groups = dict.entries.get('OCGs')
  return isRef(groups) && !isArray(view.resolve(groups)) ? [groups.num] : numbersOf(view.resolve(groups))
}
