import { FEATURED, type PlannedAgency, planAgencies } from '#seeds/plan/agencies'
import { addDays, dayNumber } from '#seeds/plan/calendar'
import { type KeyHolders, type PlannedCertificate, planCertificates } from '#seeds/plan/certificates'
import { type DeclaredDocument, planDeclared } from '#seeds/plan/declared'
import { type PlannedPerson, planPeople } from '#seeds/plan/people'
import { type AgencyFigures, PUBLISHED, planFigures } from '#seeds/plan/rates'
import { planStories, type Story } from '#seeds/plan/stories'
import { vietnamDate } from '#seeds/plan/work-time'

/** Everything the demo will hold, as data; nothing of it is in a register yet. */
export type DemoPlan = {
  agencies: PlannedAgency[]
  people: PlannedPerson[]
  peopleOf: ReadonlyMap<string, readonly PlannedPerson[]>
  certificates: PlannedCertificate[]
  holders: KeyHolders
  /** The published half-year, agency by agency. */
  figures: AgencyFigures[]
  declaredCount: number
  /** Documents without files, in the order of their dates: the half-year, then the last two months. */
  declared: () => Generator<DeclaredDocument>
  stories: Story[]
}

/** Of the half-year's volume a day, the last two months bring so much: enough for a rate, and quick to fill. */
const RECENT_SHARE = 0.25
const HALF_YEAR_DAYS = 181

const signs = ({ roles }: PlannedPerson) => roles.includes('official')

/** The first two officials of each featured agency, and these agencies themselves. */
function holdersOf(peopleOf: DemoPlan['peopleOf']): KeyHolders {
  const featured = Object.values(FEATURED)
  const people = featured.flatMap((key) => (peopleOf.get(key) ?? []).filter(signs).slice(0, 2))
  return { people: new Set(people.map(({ key }) => key)), agencies: new Set(featured) }
}

const total = (figures: readonly AgencyFigures[]) => figures.reduce((sum, { due, excluded }) => sum + due + excluded, 0)

/** First day of the month before the month of `date`. */
const monthBefore = (date: string): string => `${addDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7)}-01`

/**
 * The month before and this one up to today. Featured agencies stop the day before their real documents begin: those
 * take the numbers that follow.
 */
function planRecent(
  agencies: readonly PlannedAgency[],
  peopleOf: DemoPlan['peopleOf'],
  { scale, today, firstStory }: { scale: number; today: string; firstStory: string },
) {
  const from = monthBefore(today)
  const days = dayNumber(today) - dayNumber(from) + 1
  const figures = planFigures(agencies, Math.min(0.99, scale * RECENT_SHARE * (days / HALF_YEAR_DAYS)))
  const featured = new Set<string>(Object.values(FEATURED))
  const lastDateOf = (key: string) => (featured.has(key) ? addDays(firstStory, -1) : today)
  const documents = () => planDeclared(agencies, peopleOf, { figures, from, to: today, lastDateOf })
  return { documents, count: total(figures) }
}

function groupPeople(people: readonly PlannedPerson[]): Map<string, PlannedPerson[]> {
  const groups = new Map<string, PlannedPerson[]>()
  for (const person of people) groups.set(person.agencyKey, [...(groups.get(person.agencyKey) ?? []), person])
  return groups
}

/**
 * Plans the demo office: pure data, the same for the same scale and instant. What happens after `now` is not planned,
 * and nothing but the published half-year falls into it.
 */
export function planDemo({ scale, now }: { scale: number; now: Date }): DemoPlan {
  const today = vietnamDate(now)
  const agencies = planAgencies()
  const people = planPeople(agencies, scale)
  const peopleOf = groupPeople(people)
  const holders = holdersOf(peopleOf)
  const figures = planFigures(agencies, scale)
  const stories = planStories(agencies, scale, now)
  const firstStory = stories
    .flatMap(({ steps }) => steps.map(({ at }) => vietnamDate(at)))
    .reduce((left, right) => (left < right ? left : right), today)
  const recent = planRecent(agencies, peopleOf, { scale, today, firstStory })
  return {
    ...{ agencies, people, peopleOf, holders, figures, stories },
    certificates: planCertificates({ agencies, people }, { scale, today, keys: holders }),
    declaredCount: total(figures) + recent.count,
    declared: function* () {
      yield* planDeclared(agencies, peopleOf, { figures, from: PUBLISHED.from, to: PUBLISHED.to })
      yield* recent.documents()
    },
  }
}
