import type { PlannedAgency } from '#seeds/plan/agencies'
import { addDays } from '#seeds/plan/calendar'
import type { PlannedPerson } from '#seeds/plan/people'
import { createRandom, type Random, shareOut } from '#seeds/plan/random'
import { PUBLISHED } from '#seeds/plan/rates'

export type PlannedCertificate = {
  kind: 'personal' | 'agency'
  agencyKey: string
  /** Owner of a personal one; null on an agency's. */
  personKey: string | null
  /** Common name: the person, the agency, or a unit of it. */
  commonName: string
  /** Managing unit. */
  organisation: string
  validFrom: string
  validTo: string
  /** The one that its owner signs with today. */
  current: boolean
}

type Standing = 'valid' | 'expiring' | 'expired' | 'upcoming'
const YEARS = [3, 3, 3, 5] as const

/** Dates of validity around today, so that a page of certificates has something to warn of. */
function validity(random: Random, today: string, standing: Standing): { validFrom: string; validTo: string } {
  const days = random.pick(YEARS) * 365
  const left = { valid: [95, days - 20], expiring: [2, 59], expired: [-420, -1], upcoming: [days + 3, days + 40] }
  const [least = 0, most = 0] = left[standing]
  const validTo = addDays(today, random.int(least, most))
  return { validFrom: addDays(validTo, -days), validTo }
}

const STANDINGS: readonly (readonly [Standing, number])[] = [
  ['valid', 93],
  ['expiring', 5],
  ['expired', 2],
]

function personal(
  random: Random,
  { person, agency }: { person: PlannedPerson; agency: PlannedAgency },
  today: string,
  standing: Standing,
): PlannedCertificate {
  return {
    kind: 'personal',
    agencyKey: agency.key,
    personKey: person.key,
    commonName: person.name,
    organisation: agency.name,
    ...validity(random, today, standing),
    current: standing === 'valid' || standing === 'expiring',
  }
}

/** Officials and clerks first: whoever signs has a certificate before somebody who only drafts. */
function holdersFirst(people: readonly PlannedPerson[]): PlannedPerson[] {
  const rank = ({ roles }: PlannedPerson) => (roles.includes('official') ? 0 : roles.includes('clerk') ? 1 : 2)
  return [...people].sort((left, right) => rank(left) - rank(right))
}

/** People whose signatures are made for real always have a valid certificate. */
export type KeyHolders = { people: ReadonlySet<string>; agencies: ReadonlySet<string> }

function personalCertificates(
  people: readonly PlannedPerson[],
  agencyOf: ReadonlyMap<string, PlannedAgency>,
  { total, today, keys }: { total: number; today: string; keys: KeyHolders },
): PlannedCertificate[] {
  const random = createRandom(`personal certificates ${today}`)
  const signers = people.filter((person) => keys.people.has(person.key))
  const others = holdersFirst(people.filter((person) => !keys.people.has(person.key)))
  const old = Math.floor(total * 0.035)
  const holders = [...signers, ...others].slice(0, Math.max(signers.length, total - old))
  const certificateOf = (person: PlannedPerson, standing: Standing) => {
    const agency = agencyOf.get(person.agencyKey)
    return agency ? [personal(random, { person, agency }, today, standing)] : []
  }
  const present = holders.flatMap((person) =>
    certificateOf(person, keys.people.has(person.key) ? 'valid' : random.weighted(STANDINGS)),
  )
  const before = random
    .shuffle(holders)
    .slice(0, Math.max(0, total - present.length))
    .flatMap((person, index) => certificateOf(person, index % 4 === 0 ? 'upcoming' : 'expired'))
  return [...present, ...before]
}

const UNITS_OF_LEVEL = {
  province: ['Trung tâm trực thuộc', 'Chi cục trực thuộc', 'Phòng Tổ chức cán bộ', 'Phòng Kế hoạch - Tài chính'],
  district: [
    'Phòng Nội vụ',
    'Phòng Tài chính - Kế hoạch',
    'Phòng Giáo dục và Đào tạo',
    'Phòng Tài nguyên và Môi trường',
    'Phòng Văn hóa và Thông tin',
    'Phòng Lao động - Thương binh và Xã hội',
  ],
  commune: ['Trạm Y tế', 'Trường Tiểu học', 'Trường Trung học cơ sở', 'Trường Mầm non'],
} as const

function agencyCertificates(
  agencies: readonly PlannedAgency[],
  { total, today, keys }: { total: number; today: string; keys: KeyHolders },
): PlannedCertificate[] {
  const random = createRandom(`agency certificates ${today}`)
  const own = [...agencies].sort(
    (left, right) => Number(keys.agencies.has(right.key)) - Number(keys.agencies.has(left.key)),
  )
  const make = (agency: PlannedAgency, commonName: string, standing: Standing): PlannedCertificate => ({
    kind: 'agency',
    agencyKey: agency.key,
    personKey: null,
    commonName,
    organisation: agency.name,
    ...validity(random, today, standing),
    current: commonName === agency.name && standing !== 'expired',
  })
  const first = own
    .slice(0, Math.max(keys.agencies.size, total))
    .map((agency) => make(agency, agency.name, keys.agencies.has(agency.key) ? 'valid' : random.weighted(STANDINGS)))
  const shares = shareOut(
    Math.max(0, total - first.length),
    agencies.map((agency) => ({ province: 3.2, district: 6, commune: 1 })[agency.level]),
  )
  const units = agencies.flatMap((agency, index) =>
    Array.from({ length: shares[index] ?? 0 }, (_, unit) => {
      const names = UNITS_OF_LEVEL[agency.level]
      return make(agency, `${names[unit % names.length]} - ${agency.name}`, random.weighted(STANDINGS))
    }),
  )
  return [...first, ...units]
}

/** The published 1,687 personal and 436 agency certificates at scale 1; in proportion below it. */
export function planCertificates(
  plan: { agencies: readonly PlannedAgency[]; people: readonly PlannedPerson[] },
  { scale, today, keys }: { scale: number; today: string; keys: KeyHolders },
): PlannedCertificate[] {
  const agencyOf = new Map(plan.agencies.map((agency) => [agency.key, agency]))
  const share = Math.min(scale, 1)
  const people = Math.max(keys.people.size, Math.round(PUBLISHED.personalCertificates * share))
  const offices = Math.max(keys.agencies.size, Math.round(PUBLISHED.agencyCertificates * share))
  return [
    ...personalCertificates(plan.people, agencyOf, { total: people, today, keys }),
    ...agencyCertificates(plan.agencies, { total: offices, today, keys }),
  ]
}
