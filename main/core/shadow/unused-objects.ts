import { AppError, type SigningWarning, signingWarning } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import { decodeStructure } from '#core/pdf/filters'
import type { ObjectView } from '#core/pdf/object-view'
import {
  isArray,
  isDict,
  isName,
  isRef,
  isStream,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from '#core/pdf/objects'
import { type Budget, breathe, MAX_TOLD } from './budget.ts'
import { instructionsOf } from './content-tokens.ts'

/** Bytes of a loose stream that are read to tell what it is. */
const MAX_PROBED = 256 << 10
/** Objects between two pauses. */
const AT_ONCE = 500

/**
 * Pages, documents and drawings that nothing leads to: a later revision could switch them on by a single entry (the attack
 * "hide and replace"). What an earlier revision still showed is the file's history, and is not told.
 */
export async function unusedObjects(document: PdfDocument, budget: Budget): Promise<SigningWarning[]> {
  const reached = await reach(document, document.trailer, budget)
  const loose = reached ? await looseObjects(document, reached, budget) : []
  const history = loose.length > 0 ? await reachedBefore(document, budget) : new Set<number>()
  const told = loose.filter(({ num }) => !history.has(num))
  const pages = told.filter(({ kind }) => kind === 'unused-page').slice(0, MAX_TOLD + 1)
  const contents = told.filter(({ kind }) => kind === 'unused-content').slice(0, 1)
  return [...pages, ...contents].map(({ num, kind }) => signingWarning(kind, { object: num }))
}

type Loose = { num: number; kind: 'unused-page' | 'unused-content' }

async function looseObjects(document: PdfDocument, reached: ReadonlySet<number>, budget: Budget): Promise<Loose[]> {
  const loose: Loose[] = []
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
async function reachedBefore(document: PdfDocument, budget: Budget): Promise<ReadonlySet<number>> {
  const before = document.revisions.map((_revision, index) => index).slice(-5, -1)
  const all = new Set<number>()
  for (const index of before) {
    const view = document.atRevision(index)
    for (const num of (await reach(view, view.trailer, budget)) ?? []) all.add(num)
  }
  return all
}

/** Numbers of all objects that can be reached; undefined where they are too many. */
async function reach(view: ObjectView, trailer: PdfDict, budget: Budget): Promise<Set<number> | undefined> {
  const reached = new Set<number>()
  const waiting: PdfRef[] = []
  const follow = (object: PdfObject): void => {
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
function read(view: ObjectView, reference: PdfRef): PdfObject {
  try {
    return view.get(reference)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function kindOf(view: ObjectView, object: PdfObject, budget: Budget): 'unused-page' | 'unused-content' | undefined {
  if (isDict(object)) return isPage(object) ? 'unused-page' : undefined
  return isStream(object) && isDrawing(view, object, budget) ? 'unused-content' : undefined
}

function isPage(dict: PdfDict): boolean {
  const type = dict.entries.get('Type')
  return (isName(type, 'Page') && dict.entries.has('Contents')) || isName(type, 'Catalog')
}

function isDrawing(view: ObjectView, stream: PdfStream, budget: Budget): boolean {
  const { entries } = stream.dict
  if (isName(entries.get('Subtype'), 'Form')) return true
  const isPlain = !entries.has('Type') && !entries.has('Subtype') && !entries.has('Length1')
  const length = stream.end - stream.start
  if (!isPlain || length > MAX_PROBED || !budget.take('bytes', length)) return false
  try {
    const text = Buffer.from(decodeStructure(view.source, stream)).subarray(0, MAX_PROBED).toString('latin1')
    return showsText(text) && !text.includes('begincmap')
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

const SHOWING = new Set(['Tj', 'TJ', "'", '"'])

/** A whole text object that shows letters, found in one pass: what is read here is anybody's. ISO 32000-1:2008, 9.4. */
function showsText(content: string): boolean {
  let [isOpen, isShown] = [false, false]
  for (const { operator } of instructionsOf(content)) {
    if (operator === 'BT') [isOpen, isShown] = [true, false]
    else if (operator === 'ET' && isShown) return true
    else if (isOpen && SHOWING.has(operator)) isShown = true
  }
  return false
}
