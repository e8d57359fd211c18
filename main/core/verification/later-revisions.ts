import { AppError, type SignatureReport } from '#contract'
import type { ChangeKind, FindingCode } from '#contract/findings'
import type { PdfDocument } from '../pdf/document.ts'
import { type FieldLock, isLocked, locksOf } from '../pdf/field-locks.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isDict } from '../pdf/objects.ts'
import type { ComparisonBasis } from './graph-comparison.ts'
import { changedLockedFields } from './locked-fields.ts'
import { createReferenceMemory, type ReferencesOf, writtenBy } from './references.ts'
import { analyseStep, type RevisionStep } from './revision-step.ts'
import { docMdpOf, listSignatures, nameOf } from './signature-dictionary.ts'

export type LaterChanges = Pick<SignatureReport, 'modification' | 'changesAfter'> & {
  findings: readonly FindingCode[]
}

/** What happened to a document after the revision with this index (0 is the oldest). */
export type RevisionAnalysis = (covered: number) => LaterChanges

type Step = RevisionStep & { findings: readonly FindingCode[] }

/** Revisions that are analysed one by one; a document of more is left undecided. */
const MAX_STEPS = 200

/**
 * Analyses the revisions of a document, each against the one before it and only once for all signatures. The worst change
 * decides. What no rule explains is forbidden; so is what could not be read, but the finding tells that nobody knows it.
 */
export function analyseRevisions(document: PdfDocument): RevisionAnalysis {
  const steps = new Map<number, Step>()
  const viewAt = rememberViews(document)
  let memory: { first: number; referencesOf: ReferencesOf } | undefined
  const stepTo = (index: number): Step => {
    const known = steps.get(index)
    if (known) return known
    // Asked for from the oldest on: what nothing writes from there need be parsed only once.
    if (memory === undefined || index < memory.first)
      memory = { first: index, referencesOf: rememberFrom(document, index) }
    const fresh = analyse(index, { document, viewAt, referencesOf: memory.referencesOf })
    steps.set(index, fresh)
    return fresh
  }
  return (covered) => {
    const later = document.revisions.map((_revision, index) => index).slice(covered + 1)
    if (later.length > MAX_STEPS) return summarise([{ index: covered + 1, ...undecided('revisions') }])
    return summarise(later.map((index) => ({ index, ...stepTo(index) })))
  }
}

/** What one step has parsed serves the next: a view is kept until the step after it is done. */
function rememberViews(document: PdfDocument): (index: number) => ObjectView {
  const views = new Map<number, ObjectView>([[document.revisions.length - 1, document]])
  return (index) => {
    const view = views.get(index) ?? document.atRevision(index)
    views.set(index, view)
    if (index - 2 >= 0) views.delete(index - 2)
    return view
  }
}

function rememberFrom(document: PdfDocument, first: number): ReferencesOf {
  const later = document.revisions.map((_revision, index) => index).slice(first, first + MAX_STEPS)
  const written = later.map((index) => writtenBy(document, index))
  return createReferenceMemory((num) => written.every((numbers) => numbers?.has(num) === false))
}

function undecided(detail: string): Step {
  return { changes: [{ kind: 'unreadable', detail, judgement: 'forbidden' }], findings: ['changes-not-analysed'] }
}

type Sources = { document: PdfDocument; viewAt: (index: number) => ObjectView; referencesOf: ReferencesOf }

function analyse(index: number, { document, viewAt, referencesOf }: Sources): Step {
  const written = writtenBy(document, index)
  if (written === undefined) return undecided('objects')
  const [before, after] = [viewAt(index - 1), viewAt(index)]
  try {
    const { level, locks } = permissionsOf(before)
    const basis = { before, after, written, referencesOf }
    const step = analyseStep({ ...basis, mayFill: (name) => !isLocked(name, locks) })
    const locked = changedLockedFields(basis, locks)
    const barred = step.changes.filter(({ kind }) => isBarred(kind, level, () => hasNewNote(basis)))
    const changes = [
      ...locked.map((detail) => ({ kind: 'locked-field-changed', detail, judgement: 'forbidden' }) as const),
      ...step.changes.map((one) => (barred.includes(one) ? { ...one, judgement: 'forbidden' as const } : one)),
    ]
    const unexplained = step.changes.filter((one) => one.judgement === 'forbidden' && !barred.includes(one))
    return { changes, findings: findingsOf({ barred, locked, unexplained }) }
  } catch (error) {
    // A document with an object that cannot be read: what is there can be neither compared nor cleared.
    if (!(error instanceof AppError)) throw error
    return undecided(error.code)
  }
}

type Broken = { barred: readonly unknown[]; locked: readonly unknown[]; unexplained: RevisionStep['changes'] }

function findingsOf({ barred, locked, unexplained }: Broken): readonly FindingCode[] {
  return [
    ...(unexplained.some(({ kind }) => kind !== 'unreadable') ? (['document-changed'] as const) : []),
    ...(barred.length > 0 ? (['certification-broken'] as const) : []),
    ...(locked.length > 0 ? (['locked-field-changed'] as const) : []),
    ...(unexplained.some(({ kind }) => kind === 'unreadable') ? (['changes-not-analysed'] as const) : []),
  ]
}

/** ISO 32000-1:2008, Table 254: at level 1 no change at all; ISO 32000-2 leaves validation data and timestamps open. */
const BARRED_BY_LEVEL_1: ReadonlySet<string> = new Set(['signature-added', 'signature-field-added', 'field-filled'])

/** At levels 1 and 2 no comment may be added; what else a list of annotations has become is left undecided. */
function isBarred(kind: ChangeKind, level: number, hasNote: () => boolean): boolean {
  if (level === 1 && BARRED_BY_LEVEL_1.has(kind)) return true
  return level < 3 && kind === 'annotation-changed' && hasNote()
}

/** Whether a revision brings an annotation that is no field's widget. */
function hasNewNote({ before, after, written }: Pick<ComparisonBasis, 'before' | 'after' | 'written'>): boolean {
  return [...written].some((num) => {
    const ref = { type: 'ref', num, gen: 0 } as const
    const object = before.locate(num) === undefined ? after.get(ref) : null
    if (!isDict(object) || !object.entries.has('Rect')) return false
    const subtype = nameOf(after, object, 'Subtype')
    return subtype !== '' && subtype !== 'Widget'
  })
}

/** What the signatures so far allow: the strictest level, and what they lock. */
function permissionsOf(view: ObjectView): { level: number; locks: readonly FieldLock[] } {
  const locks = locksOf(view)
  const certified = listSignatures(view).map(({ dict }) => docMdpOf(view, dict))
  const levels = [...certified, ...locks.map(({ permissions }) => permissions ?? null)].filter(
    (level) => level !== null,
  )
  return { level: levels.reduce((least, level) => Math.min(least, level), 3), locks }
}

function summarise(steps: readonly (Step & { index: number })[]): LaterChanges {
  const changesAfter = steps.flatMap(({ index, changes }) =>
    changes.map((change) => ({ revision: index + 1, ...change, page: null, by: null })),
  )
  const isForbidden = changesAfter.some(({ judgement }) => judgement === 'forbidden')
  const modification = isForbidden ? 'forbidden' : steps.length > 0 ? 'permitted' : 'none'
  return { modification, changesAfter, findings: [...new Set(steps.flatMap(({ findings }) => findings))] }
}
