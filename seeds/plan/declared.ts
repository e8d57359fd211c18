import type { DocumentState, OutgoingFields } from '#contract'
import type { DocumentTypeCode } from '#contract/document-types'
import type { PlannedAgency } from '#seeds/plan/agencies'
import { datesBetween, dayWeight } from '#seeds/plan/calendar'
import type { PlannedPerson } from '#seeds/plan/people'
import { createRandom, type Random } from '#seeds/plan/random'
import type { AgencyFigures } from '#seeds/plan/rates'
import { planSubject, planType } from '#seeds/plan/subject'

/** A document known only by its line in a list: nobody has its file, so its signatures are declared, not verified. */
export type DeclaredDocument = {
  agencyKey: string
  /** Counts up within its agency and period. */
  ordinal: number
  issuedDate: string
  type: DocumentTypeCode
  subject: string
  unitSymbol: string
  state: Extract<DocumentState, 'issued' | 'archived' | 'recalled' | 'cancelled'>
  leaderSigned: boolean
  agencySigned: boolean
  signerKey: string
  drafterKey: string
  competence: OutgoingFields['competence']
  urgency: OutgoingFields['urgency']
  reason: string
}

type Outcome = 'full' | 'leader-only' | 'agency-only' | 'unsigned' | 'recalled' | 'cancelled'

const UNSIGNED: readonly (readonly [Outcome, number])[] = [
  ['leader-only', 46],
  ['agency-only', 14],
  ['unsigned', 40],
]

/** Which of an agency's documents stay behind; more of them early in the period, as an office learns. */
function planOutcomes(random: Random, { due, full, excluded }: AgencyFigures): Outcome[] {
  const outcomes = new Array<Outcome>(due + excluded).fill('full')
  const place = (outcome: Outcome) => {
    for (;;) {
      const index = Math.floor(outcomes.length * random.next() ** 1.35)
      if (outcomes[index] !== 'full') continue
      outcomes[index] = outcome
      return
    }
  }
  for (let count = 0; count < due - full; count++) place(random.weighted(UNSIGNED))
  for (let count = 0; count < excluded; count++) place(random.next() < 0.6 ? 'cancelled' : 'recalled')
  return outcomes
}

type Desk = {
  agency: PlannedAgency
  random: Random
  outcomes: Outcome[]
  /** How many documents each day brings. */
  perDay: number[]
  signers: (readonly [PlannedPerson, number])[]
  drafters: PlannedPerson[]
  next: number
}

/** How many of `total` documents fall on each date, by chance and the weight of the day. */
function planDays(
  random: Random,
  total: number,
  { dates, last }: { dates: readonly string[]; last: string },
): number[] {
  let sum = 0
  const ends = dates.map((date) => {
    const chance = 0.8 + random.next() * 0.4
    sum += date > last ? 0 : Math.max(1e-6, dayWeight(date)) * chance
    return sum
  })
  const counts = dates.map(() => 0)
  for (let count = 0; count < total && sum > 0; count++) {
    const target = random.next() * sum
    const day = ends.findIndex((end) => end > target)
    counts[day] = (counts[day] ?? 0) + 1
  }
  return counts
}

function planDesk(
  agency: PlannedAgency,
  figures: AgencyFigures,
  people: readonly PlannedPerson[],
  days: { dates: readonly string[]; last: string },
): Desk {
  const random = createRandom(`declared ${agency.key} ${days.dates[0]}`)
  const outcomes = planOutcomes(random, figures)
  const officials = people.filter((person) => person.roles.includes('official'))
  return {
    agency,
    random,
    outcomes,
    perDay: planDays(random, outcomes.length, days),
    signers: officials.map((person, index) => [person, index === 0 ? 3 : 2] as const),
    drafters: people.filter((person) => person.roles.includes('staff') || person.roles.includes('clerk')),
    next: 0,
  }
}

const URGENCIES: readonly (readonly [OutgoingFields['urgency'], number])[] = [
  ['normal', 930],
  ['urgent', 58],
  ['very-urgent', 9],
  ['express', 3],
]
const REASONS = {
  recalled: ['Sai thể thức, thay bằng văn bản khác', 'Nội dung chưa chính xác', 'Gửi nhầm nơi nhận'],
  cancelled: ['Không ban hành sau khi đã cấp số', 'Trùng nội dung với văn bản đã ban hành'],
} as const

function stateOf(outcome: Outcome, random: Random): DeclaredDocument['state'] {
  if (outcome === 'recalled' || outcome === 'cancelled') return outcome
  return random.next() < 0.82 ? 'archived' : 'issued'
}

function write(desk: Desk, issuedDate: string): DeclaredDocument {
  const { agency, random } = desk
  const ordinal = desk.next++
  const outcome = desk.outcomes[ordinal] ?? 'full'
  const type = planType(random)
  const signer = random.weighted(desk.signers)
  const state = stateOf(outcome, random)
  return {
    agencyKey: agency.key,
    ordinal,
    issuedDate,
    type,
    subject: planSubject(random, agency, type, issuedDate),
    unitSymbol: type === 'cong-van' ? random.pick(agency.units) : '',
    state,
    leaderSigned: outcome === 'full' || outcome === 'leader-only' || outcome === 'recalled',
    agencySigned: outcome === 'full' || outcome === 'agency-only' || outcome === 'recalled',
    signerKey: signer.key,
    drafterKey: random.pick(desk.drafters).key,
    competence: signer.competence,
    urgency: random.weighted(URGENCIES),
    reason: state === 'recalled' || state === 'cancelled' ? random.pick<string>(REASONS[state]) : '',
  }
}

/** Days on which somebody works; where all fall on holidays the first one takes everything. */
function openDates(from: string, to: string): string[] {
  const dates = datesBetween(from, to)
  const open = dates.filter((date) => dayWeight(date) > 0)
  return open.length > 0 ? open : dates
}

/**
 * The documents of a period, day by day and within the day agency by agency, so that numbers rise with dates
 * (NĐ 30/2020, Điều 15.1). They add up to `figures`, agency by agency, exactly.
 */
export function* planDeclared(
  agencies: readonly PlannedAgency[],
  people: ReadonlyMap<string, readonly PlannedPerson[]>,
  {
    figures,
    from,
    to,
    lastDateOf,
  }: {
    figures: readonly AgencyFigures[]
    from: string
    to: string
    /** Where an agency's documents end earlier than the period. */
    lastDateOf?: (agencyKey: string) => string
  },
): Generator<DeclaredDocument> {
  const dates = openDates(from, to)
  const desks = agencies.map((agency, index) =>
    planDesk(agency, figures[index] ?? { due: 0, full: 0, excluded: 0 }, people.get(agency.key) ?? [], {
      dates,
      last: lastDateOf?.(agency.key) ?? to,
    }),
  )
  for (const [day, date] of dates.entries()) {
    for (const desk of desks) {
      for (let count = desk.perDay[day] ?? 0; count > 0; count--) yield write(desk, date)
    }
  }
}
