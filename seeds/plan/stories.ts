import type { IncomingState, OutgoingFields, OutgoingState } from '#contract'
import type { DocumentTypeCode } from '#contract/document-types'
import { FEATURED, type PlannedAgency } from '#seeds/plan/agencies'
import { createRandom, type Random } from '#seeds/plan/random'
import { planSubject } from '#seeds/plan/subject'
import { workTimeBefore } from '#seeds/plan/work-time'

export type OutgoingStep =
  | 'create'
  | 'submit'
  | 'return'
  | 'sign-leader'
  | 'number'
  | 'sign-agency'
  | 'issue'
  | 'archive'
  | 'recall'
  | 'replace'
  | 'cancel'
export type IncomingStep =
  | 'create'
  | 'send-back'
  | 'register'
  | 'present'
  | 'assign'
  | 'start'
  | 'complete'
  | 'request-recall'
  | 'agree-recall'
  | 'refuse-recall'

/** The way of every outgoing state. NĐ 30/2020, Điều 14. */
const SIGNED: readonly OutgoingStep[] = ['create', 'submit', 'sign-leader']
const ISSUED: readonly OutgoingStep[] = [...SIGNED, 'number', 'sign-agency', 'issue']
const OUTGOING_PATHS: Readonly<Record<OutgoingState, readonly OutgoingStep[]>> = {
  draft: ['create'],
  submitted: ['create', 'submit'],
  returned: ['create', 'submit', 'return'],
  'leader-signed': SIGNED,
  numbered: [...SIGNED, 'number'],
  'agency-signed': [...SIGNED, 'number', 'sign-agency'],
  issued: ISSUED,
  archived: [...ISSUED, 'archive'],
  recalled: [...ISSUED, 'recall'],
  replaced: [...ISSUED, 'replace'],
  cancelled: [...SIGNED, 'number', 'cancel'],
}
/** The way of every incoming state. NĐ 30/2020, Điều 20. */
const INCOMING_PATHS: Readonly<Record<IncomingState, readonly IncomingStep[]>> = {
  received: ['create'],
  'sent-back': ['create', 'send-back'],
  registered: ['create', 'register'],
  presented: ['create', 'register', 'present'],
  assigned: ['create', 'register', 'present', 'assign'],
  'in-progress': ['create', 'register', 'present', 'assign', 'start'],
  done: ['create', 'register', 'present', 'assign', 'start', 'complete'],
  'recall-requested': ['create', 'register', 'request-recall'],
  'recall-agreed': ['create', 'register', 'request-recall', 'agree-recall'],
  'recall-refused': ['create', 'register', 'present', 'request-recall', 'refuse-recall'],
}

/** Minutes of office time before each step, least and most. */
const WAITS: Readonly<Record<OutgoingStep | IncomingStep, readonly [number, number]>> = {
  create: [0, 0],
  submit: [4, 25],
  return: [20, 90],
  'sign-leader': [15, 240],
  number: [5, 60],
  'sign-agency': [2, 15],
  issue: [1, 10],
  archive: [200, 700],
  recall: [60, 600],
  replace: [60, 600],
  cancel: [20, 100],
  'send-back': [5, 40],
  register: [3, 30],
  present: [5, 40],
  assign: [20, 240],
  start: [30, 300],
  complete: [200, 900],
  'request-recall': [60, 300],
  'agree-recall': [10, 60],
  'refuse-recall': [10, 60],
}

export type Step<Name> = { name: Name; at: Date }

type Common = {
  key: string
  agencyKey: string
  type: DocumentTypeCode
  subject: string
  unitSymbol: string
  urgency: OutgoingFields['urgency']
  /** Cross-reference and object streams, or a classic table. */
  compressed: boolean
  /** Prepared signature fields. */
  fields: boolean
}
export type OutgoingStory = Common & {
  direction: 'outgoing'
  state: OutgoingState
  steps: Step<OutgoingStep>[]
  /** Which of the agency's officials signs: 0 the head. */
  signer: number
}
export type IncomingStory = Common & {
  direction: 'incoming'
  state: IncomingState
  steps: Step<IncomingStep>[]
  /** Which of the senders. */
  sender: number
  number: number
  /** What is wrong with the file, if anything. */
  fault: 'none' | 'changed-after-signing' | 'unknown-authority' | 'unsigned'
  /** Days from the last step's day to the deadline; null: without. */
  dueIn: number | null
}
export type Story = OutgoingStory | IncomingStory

type Counts<State extends string> = Readonly<Partial<Record<State, number>>>
type Cast = { agencyKey: string; outgoing: Counts<OutgoingState>; incoming: Counts<IncomingState> }

/** How many real documents stand in each state. Fifty wait for the head of the province: one PIN signs them all. */
const CAST: readonly Cast[] = [
  {
    agencyKey: FEATURED.province,
    outgoing: {
      draft: 5,
      submitted: 50,
      returned: 4,
      'leader-signed': 8,
      numbered: 4,
      'agency-signed': 6,
      issued: 62,
      archived: 16,
      recalled: 3,
      replaced: 2,
      cancelled: 3,
    },
    incoming: {
      received: 8,
      'sent-back': 2,
      registered: 5,
      presented: 5,
      assigned: 6,
      'in-progress': 6,
      done: 14,
      'recall-requested': 1,
      'recall-agreed': 1,
      'recall-refused': 1,
    },
  },
  {
    agencyKey: FEATURED.district,
    outgoing: {
      draft: 2,
      submitted: 4,
      returned: 1,
      'leader-signed': 2,
      numbered: 1,
      'agency-signed': 2,
      issued: 22,
      archived: 6,
      recalled: 1,
      replaced: 1,
      cancelled: 1,
    },
    incoming: { received: 3, 'sent-back': 1, registered: 2, presented: 2, assigned: 2, 'in-progress': 2, done: 6 },
  },
  {
    agencyKey: FEATURED.commune,
    outgoing: {
      draft: 1,
      submitted: 3,
      returned: 1,
      'leader-signed': 1,
      numbered: 1,
      'agency-signed': 1,
      issued: 12,
      archived: 4,
    },
    incoming: { received: 2, registered: 1, presented: 1, assigned: 1, 'in-progress': 1, done: 4 },
  },
]

/** Minutes of office time from a story's last step to now: what waits is fresh, what is done spreads over a week. */
function restOf(random: Random, state: OutgoingState | IncomingState): number {
  const waiting = ['draft', 'submitted', 'received', 'leader-signed', 'numbered', 'agency-signed', 'registered']
  return random.int(3, waiting.includes(state) ? 500 : 2_200)
}

function planSteps<Name extends OutgoingStep | IncomingStep>(
  random: Random,
  path: readonly Name[],
  rest: number,
  now: Date,
): Step<Name>[] {
  let before = rest
  const steps: Step<Name>[] = []
  for (const name of path.toReversed()) {
    steps.push({ name, at: workTimeBefore(now, before) })
    const [least, most] = WAITS[name]
    before += random.int(least, most)
  }
  return steps.reverse()
}

const TYPES: readonly (readonly [DocumentTypeCode, number])[] = [
  ['cong-van', 40],
  ['quyet-dinh', 20],
  ['bao-cao', 14],
  ['to-trinh', 8],
  ['ke-hoach', 8],
  ['thong-bao', 6],
  ['giay-moi', 4],
]
const URGENCIES: readonly (readonly [OutgoingFields['urgency'], number])[] = [
  ['normal', 88],
  ['urgent', 9],
  ['very-urgent', 2],
  ['express', 1],
]

function planCommon(random: Random, agency: PlannedAgency, key: string, now: Date): Common {
  const type = random.weighted(TYPES)
  return {
    key,
    agencyKey: agency.key,
    type,
    subject: planSubject(random, agency, type, now.toISOString().slice(0, 10)),
    unitSymbol: type === 'cong-van' ? random.pick(agency.units) : '',
    urgency: random.weighted(URGENCIES),
    compressed: random.next() < 0.5,
    fields: random.next() < 0.8,
  }
}

/** Enough of each state at every scale: at least one, and of what is there at scale 1 its share. */
const share = (count: number, scale: number) => Math.max(1, Math.round(count * Math.min(scale, 1)))

const FAULTS = ['none', 'changed-after-signing', 'none', 'unknown-authority', 'none', 'unsigned'] as const

function faultOf(state: IncomingState, index: number): IncomingStory['fault'] {
  if (state === 'sent-back') return 'changed-after-signing'
  return state === 'received' ? (FAULTS[index % FAULTS.length] ?? 'none') : 'none'
}

function planOutgoing(agency: PlannedAgency, counts: Counts<OutgoingState>, scale: number, now: Date): OutgoingStory[] {
  return (Object.entries(counts) as [OutgoingState, number][]).flatMap(([state, count]) =>
    Array.from({ length: share(count, scale) }, (_, index) => {
      const key = `${agency.key} outgoing ${state} ${index}`
      const random = createRandom(`story ${key}`)
      const common = planCommon(random, agency, key, now)
      const waits = state === 'submitted'
      return {
        ...common,
        fields: common.fields || waits,
        direction: 'outgoing' as const,
        state,
        steps: planSteps(random, OUTGOING_PATHS[state], restOf(random, state), now),
        signer: waits || agency.level !== 'province' || random.next() < 0.6 ? 0 : 1,
      }
    }),
  )
}

function planIncoming(agency: PlannedAgency, counts: Counts<IncomingState>, scale: number, now: Date): IncomingStory[] {
  return (Object.entries(counts) as [IncomingState, number][]).flatMap(([state, count]) =>
    Array.from({ length: share(count, scale) }, (_, index) => {
      const key = `${agency.key} incoming ${state} ${index}`
      const random = createRandom(`story ${key}`)
      return {
        ...planCommon(random, agency, key, now),
        direction: 'incoming' as const,
        state,
        steps: planSteps(random, INCOMING_PATHS[state], restOf(random, state), now),
        sender: random.int(0, 2),
        number: random.int(120, 9_900),
        fault: faultOf(state, index),
        dueIn: random.next() < 0.75 ? random.int(-3, 12) : null,
      }
    }),
  )
}

/** The real documents of the demo, each with its way and the instants of its steps; none later than `now`. */
export function planStories(agencies: readonly PlannedAgency[], scale: number, now: Date): Story[] {
  return CAST.flatMap(({ agencyKey, outgoing, incoming }) => {
    const agency = agencies.find(({ key }) => key === agencyKey)
    if (agency === undefined) throw new RangeError(`no agency ${agencyKey}`)
    return [...planOutgoing(agency, outgoing, scale, now), ...planIncoming(agency, incoming, scale, now)]
  })
}
