import { AppError, type SignatureReport } from '#contract'
import type { ChangeKind, FindingCode } from '#contract/findings'
import type { PdfDocument } from '../pdf/document.ts'
import { isLocked } from '../pdf/field-locks.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { type Budget, createBudget } from '../shadow/budget.ts'
import { answeringSignatures, lastAnsweredRevision } from './answering-signatures.ts'
import { changedLockedFields } from './locked-fields.ts'
import { createFieldPages } from './page-of-widget.ts'
import { createTextMemory, type TextsOf } from './page-texts.ts'
import { permissionsOf } from './permissions.ts'
import { createReferenceMemory, type ReferencesOf, writtenBy } from './references.ts'
import { analyseStep, type StepChange, type StepInput } from './revision-step.ts'
import { pageWithHiddenText } from './signature-over-text.ts'
import { ambiguityIn } from './tidy-update.ts'

export type LaterChanges = Pick<SignatureReport, 'modification' | 'changesAfter'> & {
  findings: readonly FindingCode[]
}

/** What happened to a document after the revision with this index (0 is the oldest). */
export type RevisionAnalysis = (covered: number) => LaterChanges

type Step = { changes: readonly StepChange[]; findings: readonly FindingCode[]; by: string | null }

/** Revisions that are analysed one by one; a document of more is left undecided. */
const MAX_STEPS = 200
/** What the looks of all fields may cost, held against the texts below them; beyond it nobody knows what they hide. */
const HIDING_LIMITS = { objects: 0, pages: 0, bytes: 96 << 20, marks: 1_000_000, comparisons: 3_000_000 }

/**
 * Analyses the revisions of a document, each against the one before it and only once for all signatures. The worst change
 * decides. What no rule explains is forbidden; so is what could not be read, but the finding tells that nobody knows it.
 */
export function analyseRevisions(document: PdfDocument): RevisionAnalysis {
  const steps = new Map<number, Step>()
  const viewAt = rememberViews(document)
  const pageOf = createFieldPages(document)
  const textsOf = createTextMemory()
  const budget = createBudget(HIDING_LIMITS)
  let lastAnswered: number | undefined
  let memory: { first: number; referencesOf: ReferencesOf } | undefined
  const stepTo = (index: number): Step => {
    const known = steps.get(index)
    if (known) return known
    // Asked for from the oldest on: what nothing writes from there need be parsed only once.
    if (memory === undefined || index < memory.first)
      memory = { first: index, referencesOf: rememberFrom(document, index) }
    const isAnswered = (): boolean => index <= (lastAnswered ??= lastAnsweredRevision(document))
    const { referencesOf } = memory
    const fresh = analyse(index, { document, viewAt, referencesOf, pageOf, textsOf, budget, isAnswered })
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
  const change = { kind: 'unreadable', detail, page: null, judgement: 'forbidden' } as const
  return { changes: [change], findings: ['changes-not-analysed'], by: null }
}

/** Readers differ on what the update says: none of it is compared. */
function withAmbiguity(detail: string): Step {
  const change = { kind: 'ambiguous-structure', detail, page: null, judgement: 'forbidden' } as const
  return { changes: [change], findings: ['document-changed'], by: null }
}

type Sources = {
  document: PdfDocument
  viewAt: (index: number) => ObjectView
  referencesOf: ReferencesOf
  pageOf: StepInput['pageOf']
  textsOf: TextsOf
  budget: Budget
  /** Whether somebody has signed the revision or one after it. */
  isAnswered: () => boolean
}

function analyse(index: number, sources: Sources): Step {
  const { document, viewAt, referencesOf, pageOf, textsOf, budget, isAnswered } = sources
  const written = writtenBy(document, index)
  if (written === undefined) return undecided('objects')
  const [before, after] = [viewAt(index - 1), viewAt(index)]
  try {
    const ambiguous = ambiguityIn(document, index)
    if (ambiguous !== undefined) return withAmbiguity(ambiguous)
    const { level, locks } = permissionsOf(before)
    const basis = { before, after, written, referencesOf }
    const mayFill = (name: string): boolean => !isLocked(name, locks)
    const changes = analyseStep({ ...basis, mayFill, mayComment: level === 3, pageOf })
    const locked = changedLockedFields(basis, locks)
    const answering = answeringSignatures(document, after, index)
    const hiding = changes.flatMap((change) => hidingOf(change, { before, after, pageOf, textsOf, budget }))
    return judge([...changes, ...hiding], { level, locked, answering, isAnswered })
  } catch (error) {
    // A document with an object that cannot be read: what is there can be neither compared nor cleared.
    if (!(error instanceof AppError)) throw error
    return undecided(error.code)
  }
}

type Judging = { level: number | null; locked: readonly string[]; answering: readonly string[] } & Pick<
  Sources,
  'isAnswered'
>

/** A signature's look is its signer's, a filled field's who fills it; but the text that it hides, somebody else has signed. */
const OVER_TEXT: Partial<Record<ChangeKind, ChangeKind>> = {
  'signature-added': 'signature-over-text',
  'field-filled': 'field-over-text',
}

function hidingOf(change: StepChange, views: Parameters<typeof pageWithHiddenText>[0]): StepChange[] {
  const kind = OVER_TEXT[change.kind]
  const hidden = kind === undefined ? null : pageWithHiddenText(views, change.detail)
  if (kind === undefined || hidden === null) return []
  const { page, isKnown } = hidden
  return isKnown ? [{ ...change, kind, page }] : [{ ...change, kind: 'unreadable', page, judgement: 'forbidden' }]
}

/** What the certification, the locks and the signatures of the revision itself make of its changes. */
function judge(changes: readonly StepChange[], { level, locked, answering, isAnswered }: Judging): Step {
  const rest = changes.filter(({ kind, detail }) => !(OF_FIELDS.has(kind) && locked.includes(detail)))
  const judged = rest.map((change) => judgeChange(change, { level, answering, isAnswered }))
  const broken = locked.map(
    (detail) => ({ kind: 'locked-field-changed', detail, page: null, judgement: 'forbidden' }) as const,
  )
  const findings = [
    ...(broken.length > 0 ? (['locked-field-changed'] as const) : []),
    ...judged.flatMap(({ finding }) => finding ?? []),
  ]
  const told = [...broken, ...judged.flatMap((one) => one.changes)]
  return { changes: told, findings: [...new Set(findings)], by: answering[0] ?? null }
}

type Judged = { changes: readonly StepChange[]; finding?: FindingCode }

function judgeChange(change: StepChange, { level, answering, isAnswered }: Omit<Judging, 'locked'>): Judged {
  const forbidden = { ...change, judgement: 'forbidden' } as const
  if (level !== null && BARRED[level]?.has(change.kind) === true) {
    return { changes: [forbidden], finding: 'certification-broken' }
  }
  if (change.kind === 'unreadable') return { changes: [forbidden], finding: 'changes-not-analysed' }
  if (SIGNING.has(change.kind) && !answering.includes(change.detail)) {
    return { changes: [change, { ...forbidden, kind: 'signature-covers-too-little' }], finding: 'document-changed' }
  }
  const doubt = doubtOf(change, isAnswered)
  if (doubt) return { changes: [change], finding: doubt }
  return change.judgement === 'forbidden' ? { changes: [change], finding: 'document-changed' } : { changes: [change] }
}

/** Changes that are permitted and leave open what an earlier signer stands for; a new value only until somebody signs it. */
const DOUBTS: Partial<Record<ChangeKind, FindingCode>> = {
  'signature-over-text': 'signature-covers-text',
  'field-over-text': 'field-covers-text',
  'field-overwritten': 'value-overwritten',
}
function doubtOf({ kind }: StepChange, isAnswered: Judging['isAnswered']): FindingCode | undefined {
  return kind === 'field-overwritten' && isAnswered() ? undefined : DOUBTS[kind]
}

const SIGNING: ReadonlySet<ChangeKind> = new Set(['signature-added', 'document-timestamp-added'])
const COMMENTS = ['annotation-added', 'annotation-removed', 'annotation-changed'] as const
const OF_FIELDS: ReadonlySet<ChangeKind> = new Set([
  ...(['field-changed', 'field-value-changed', 'field-look-changed', 'field-removed', 'annotation-changed'] as const),
])
/**
 * ISO 32000-1:2008, Table 254: at level 1 no change at all, at 2 no comments; ISO 32000-2 leaves validation data and timestamps
 * open.
 */
const BARRED: Readonly<Record<number, ReadonlySet<ChangeKind>>> = {
  1: new Set([
    ...(['signature-added', 'signature-field-added', 'field-filled', 'field-overwritten'] as const),
    ...COMMENTS,
  ]),
  2: new Set(COMMENTS),
}

function summarise(steps: readonly (Step & { index: number })[]): LaterChanges {
  const changesAfter = steps.flatMap(({ index, changes, by }) =>
    changes.map((change) => ({ revision: index + 1, ...change, by })),
  )
  const isForbidden = changesAfter.some(({ judgement }) => judgement === 'forbidden')
  const modification = isForbidden ? 'forbidden' : steps.length > 0 ? 'permitted' : 'none'
  return { modification, changesAfter, findings: [...new Set(steps.flatMap(({ findings }) => findings))] }
}
