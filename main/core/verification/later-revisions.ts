import { AppError, type Modification, type SignatureReport } from '#contract'
import type { FindingCode } from '#contract/findings'
import type { PdfDocument } from '../pdf/document.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict } from '../pdf/objects.ts'
import { analyseStep, type RevisionStep } from './revision-step.ts'
import { docMdpOf, listSignatures, nameOf } from './signature-dictionary.ts'

export type LaterChanges = Pick<SignatureReport, 'modification' | 'changesAfter'> & {
  findings: readonly FindingCode[]
}

/** What happened to a document after the revision with this index (0 is the oldest). */
export type RevisionAnalysis = (covered: number) => LaterChanges

type Step = RevisionStep & { isCertificationBroken: boolean }

/**
 * Analyses the revisions of a document, each against the one before it and only once for all signatures. The worst step
 * decides. What is not explained is never called permitted, and what is not understood never forbidden.
 */
export function analyseRevisions(document: PdfDocument): RevisionAnalysis {
  const steps = new Map<number, Step>()
  const stepTo = (index: number): Step => {
    const known = steps.get(index)
    if (known) return known
    const fresh = analyse(document.atRevision(index - 1), document.atRevision(index))
    steps.set(index, fresh)
    return fresh
  }
  return (covered) => {
    const later = document.revisions.map((_revision, index) => index).slice(covered + 1)
    return summarise(later.map((index) => ({ index, ...stepTo(index) })))
  }
}

function analyse(before: ObjectView, after: ObjectView): Step {
  try {
    const { level, hasLocks } = permissionsOf(before)
    const step = analyseStep(before, after, !hasLocks)
    return {
      ...step,
      isCertificationBroken: level === 1 && step.changes.some(({ kind }) => BARRED_BY_LEVEL_1.has(kind)),
    }
  } catch (error) {
    // A document with an object that cannot be read: what is there can be neither compared nor cleared.
    if (!(error instanceof AppError)) throw error
    const changes = [{ kind: 'other', detail: error.code }] as const
    return { modification: 'not-analysed', changes, isCertificationBroken: false }
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
