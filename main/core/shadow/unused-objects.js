import { AppError, signingWarning } from '#contract'
import { decodeStructure } from '#core/pdf/filters'
import { isArray, isDict, isName, isRef, isStream } from '#core/pdf/objects'
import { breathe } from './budget.ts'

/** Bytes of a loose stream that are read to tell what it is. */
const MAX_PROBED = 256 << 10
const MAX_TOLD = 5
/** Objects between two pauses. */
const AT_ONCE = 500
/**
 * Pages, documents and drawings that nothing leads to: a later revision could switch them on by a single entry (the attack
 * "hide and replace"). What an earlier revision still showed is the file's history, and is not told.
 */
export async function unusedObjects(document, budget) {
  const reached = await reach(document, document.trailer, budget)
  const loose = reached ? await looseObjects(document, reached, budget) : []
  const history = loose.length > 0 ? await reachedBefore(document, budget) : new Set()
  const told = loose.filter(({ num }) => !history.has(num))
  const pages = told.filter(({ kind }) => kind === 'unused-page').slice(0, MAX_TOLD)
  const contents = told.filter(({ kind }) => kind === 'unused-content').slice(0, 1)
  return [...pages, ...contents].map(({ num, kind }) => signingWarning(kind, { object: num }))
}
async function looseObjects(document, reached, budget) {
  const loose = []
  for (let num = 1; num < document.size; num += 1) {
    const place = reached.has(num) ? undefined : document.locate(num)
    if (!place || place.kind === 'free') continue
    if (!budget.take('objects')) return []
    if (num % AT_ONCE === 0) await breathe()
    const gen = place.kind === 'offset' ? place.gen : 0
    const kind = kindOf(document, read(document, { type: 'ref', num, gen }), budget)
    if (kind) loose.push({ num, kind })
  }
  return loose
}
/** What the last few revisions before this one reached. */
async function reachedBefore(document, budget) {
  const before = document.revisions.map((_revision, index) => index).slice(-5, -1)
  const all = new Set()
  for (const index of before) {
    const view = document.atRevision(index)
    for (const num of (await reach(view, view.trailer, budget)) ?? []) all.add(num)
  }
  return all
}
/** Numbers of all objects that can be reached; undefined where they are too many. */
async function reach(view, trailer, budget) {
  const reached = new Set()
  const waiting = []
  const follow = (object) => {
    if (isRef(object)) {
      if (reached.has(object.num)) return
      reached.add(object.num)
      waiting.push(object)
    } else if (isArray(object)) for (const item of object) follow(item)
    else if (isDict(object)) for (const item of object.entries.values()) follow(item)
    else if (isStream(object)) follow(object.dict)
  }
  follow(trailer)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!budget.take('objects')) return undefined
    if (reached.size % AT_ONCE === 0) await breathe()
    follow(read(view, next))
  }
  return reached
}
/** A damaged object counts as empty: whether the file can be signed at all is asked elsewhere. */
function read(view, reference) {
  try {
    return view.get(reference)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
function kindOf(view, object, budget) {
  if (isDict(object)) return isPage(object) ? 'unused-page' : undefined
  return isStream(object) && isDrawing(view, object, budget) ? 'unused-content' : undefined
}
function isPage(dict) {
  const type = dict.entries.get('Type')
  return (isName(type, 'Page') && dict.entries.has('Contents')) || isName(type, 'Catalog')
}
function isDrawing(view, stream, budget) {
  const { entries } = stream.dict
  if (isName(entries.get('Subtype'), 'Form')) return true
  const isPlain = !entries.has('Type') && !entries.has('Subtype') && !entries.has('Length1')
  const length = stream.end - stream.start
  if (!isPlain || length > MAX_PROBED || !budget.take('bytes', length)) return false
  try {
    const text = Buffer.from(decodeStructure(view.source, stream)).subarray(0, MAX_PROBED).toString('latin1')
    return /(^|\s)BT\s[\s\S]*\sTj?[JT*]?\s?[\s\S]*ET(\s|$)/.test(text) && !text.includes('begincmap')
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
