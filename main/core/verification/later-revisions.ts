import { AppError, type Modification, type SignatureReport } from '#contract'
import type { FindingCode } from '#contract/findings'
import type { PdfDocument } from '../pdf/document.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict } from '../pdf/objects.ts'
import { createReferenceMemory, type ReferencesOf, writtenBy } from './references.ts'
import { analyseStep, type RevisionStep } from './revision-step.ts'
import { docMdpOf, listSignatures, nameOf } from './signature-dictionary.ts'

export type LaterChanges = Pick<SignatureReport, 'modification' | 'changesAfter'> & {
  findings: readonly FindingCode[]
}

/** What happened to a document after the revision with this index (0 is the oldest). */
export type RevisionAnalysis = (covered: number) => LaterChanges

type Step = RevisionStep & { isCertificationBroken: boolean }

/** Revisions that are analysed one by one; a document of more is left undecided. */
const MAX_STEPS = 200

/**
 * Analyses the revisions of a document, each against the one before it and only once for all signatures. The worst step
 * decides. What is not explained is never called permitted, and what is not understood never forbidden.
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
  return { modification: 'not-analysed', changes: [{ kind: 'other', detail }], isCertificationBroken: false }
}

type Sources = { document: PdfDocument; viewAt: (index: number) => ObjectView; referencesOf: ReferencesOf }

function analyse(index: number, { document, viewAt, referencesOf }: Sources): Step {
  const written = writtenBy(document, index)
  if (written === undefined) return undecided('objects')
  const [before, after] = [viewAt(index - 1), viewAt(index)]
  try {
    const { level, hasLocks } = permissionsOf(before)
    const step = analyseStep({ before, after, mayFill: !hasLocks, written, referencesOf })
    const isCertificationBroken = level === 1 && step.changes.some(({ kind }) => BARRED_BY_LEVEL_1.has(kind))
    return { ...step, isCertificationBroken }
  } catch (error) {
    // A document with an object that cannot be read: what is there can be neither compared nor cleared.
    if (!(error instanceof AppError)) throw error
    return undecided(error.code)
  }
}

/** ISO 32000-1:2008, Table 254: at level 1 no change at all; ISO 32000-2 leaves validation data and timestamps open. */
const BARRED_BY_LEVEL_1: ReadonlySet<string> = new Set(['signature-added', 'signature-field-added', 'field-filled'])

/** What the signatures so far allow: the strictest certification level, and whether any of them locks fields. */
function permissionsOf(view: ObjectView): { level: number; hasLocks: boolean } {
  const signatures = listSignatures(view)
  const levels = signatures.map(({ dict }) => docMdpOf(view, dict)).filter((level) => level !== null)
  const hasLocks = signatures.some(({ dict, field }) => field.dict.entries.has('Lock') || locksFields(view, dict))
  return { level: Math.min(...levels, 3), hasLocks }
}

function locksFields(view: ObjectView, dict: Parameters<typeof docMdpOf>[1]): boolean {
  const references = view.entry(dict, 'Reference')
  return (isArray(references) ? references : []).some((reference) => {
    const transform = view.resolve(reference)
    return isDict(transform) && nameOf(view, transform, 'TransformMethod') === 'FieldMDP'
  })
}

const SEVERITY: readonly Modification[] = ['none', 'permitted', 'not-analysed', 'forbidden']

function summarise(steps: readonly (Step & { index: number })[]): LaterChanges {
  const modifications = steps.map((step) => (step.isCertificationBroken ? 'forbidden' : step.modification))
  const worst = Math.max(0, ...modifications.map((one) => SEVERITY.indexOf(one)))
  const modification = SEVERITY[worst] ?? 'not-analysed'
  const findings: FindingCode[] = []
  if (steps.some((step) => step.modification === 'forbidden')) findings.push('document-changed')
  if (steps.some((step) => step.isCertificationBroken)) findings.push('certification-broken')
  if (modifications.includes('not-analysed')) findings.push('changes-not-analysed')
  const changesAfter = steps.flatMap(({ index, changes }) =>
    changes.map((change) => ({ revision: index + 1, ...change })),
  )
  return { modification, changesAfter, findings }
}
