import type { OutgoingFields, Role } from '#contract'
import {
  FAMILY_NAMES,
  FEATURED_NAMES,
  GIVEN_NAMES_MEN,
  GIVEN_NAMES_WOMEN,
  MIDDLE_NAMES_MEN,
  MIDDLE_NAMES_WOMEN,
} from '#seeds/data/names'
import { FEATURED, type PlannedAgency } from '#seeds/plan/agencies'
import { createRandom, type Random, shareOut } from '#seeds/plan/random'

export type PlannedPerson = {
  key: string
  agencyKey: string
  name: string
  position: string
  roles: Role[]
  /** Authority with which an official signs: `TM.` for the committee, `KT.` for the head. NĐ 30/2020, PL I, I.II.7.b. */
  competence: OutgoingFields['competence']
}

/** People at scale 1; more than certificates, because not everybody signs. */
const PEOPLE = 1_700
const MEN_SHARE = 0.56

/** An invented name; the same generator never gives one twice. */
function createNames(random: Random): () => string {
  const used = new Set<string>()
  return () => {
    for (;;) {
      const isMan = random.next() < MEN_SHARE
      const middle = random.pick<string>(isMan ? MIDDLE_NAMES_MEN : MIDDLE_NAMES_WOMEN)
      const given = random.pick<string>(isMan ? GIVEN_NAMES_MEN : GIVEN_NAMES_WOMEN)
      const name = `${random.weighted(FAMILY_NAMES)} ${middle} ${given}`
      if (middle === given || used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

type Post = Pick<PlannedPerson, 'position' | 'roles' | 'competence'>

const official = (position: string, competence: PlannedPerson['competence']): Post => ({
  position,
  roles: ['official'],
  competence,
})
const other = (position: string, ...roles: Role[]): Post => ({ position, roles, competence: '' })

const COMMUNE_STAFF = [
  'Công chức Địa chính - Xây dựng',
  'Công chức Tư pháp - Hộ tịch',
  'Công chức Tài chính - Kế toán',
  'Công chức Văn hóa - Xã hội',
  'Chỉ huy trưởng Ban Chỉ huy Quân sự',
] as const
const OFFICE_STAFF = ['Chuyên viên', 'Chuyên viên', 'Chuyên viên chính', 'Phó Trưởng phòng', 'Trưởng phòng'] as const

/** Posts that every commune has, in the order in which they are filled. */
const communePosts = ({ head, deputy }: PlannedAgency): Post[] => [
  official(head, 'TM.'),
  other('Công chức Văn phòng - Thống kê', 'clerk'),
  other(COMMUNE_STAFF[0], 'staff'),
  official(deputy, 'KT.'),
]

/** The same above the communes. A committee's head signs on its behalf, the head of a department in their own right. */
const officePosts = ({ head, deputy, symbol }: PlannedAgency): Post[] => [
  official(head, symbol === 'UBND' ? 'TM.' : ''),
  other('Văn thư', 'clerk'),
  other('Chuyên viên', 'staff'),
  other('Quản trị hệ thống', 'admin', 'staff'),
  official(deputy, 'KT.'),
  official(deputy, 'KT.'),
  other('Văn thư', 'clerk'),
]

/** The post that is filled as number `index`; after the fixed ones come staff of every kind in turn. */
function postOf(agency: PlannedAgency, index: number): Post {
  const isCommune = agency.level === 'commune'
  const fixed = isCommune ? communePosts(agency) : officePosts(agency)
  const staff = isCommune ? COMMUNE_STAFF.slice(1) : OFFICE_STAFF
  return fixed[index] ?? other(staff[(index - fixed.length) % staff.length] ?? 'Chuyên viên', 'staff')
}

/** Fewest people of an agency: its head, its clerk, somebody who drafts, and an admin above the communes. */
const fewest = (agency: PlannedAgency): number => (agency.level === 'commune' ? 3 : 4)

function sizes(agencies: readonly PlannedAgency[], scale: number): number[] {
  const least = agencies.map(fewest)
  const total = Math.max(
    Math.round(PEOPLE * Math.min(scale, 1)),
    least.reduce((sum, size) => sum + size, 0),
  )
  const rest = total - least.reduce((sum, size) => sum + size, 0)
  const shares = shareOut(
    rest,
    agencies.map((agency) => (agency.level === 'commune' ? 4.3 : 10 + agency.weight / 4)),
  )
  return least.map((size, index) => size + (shares[index] ?? 0))
}

const FEATURED_ORDER: readonly string[] = [FEATURED.province, FEATURED.district, FEATURED.commune]

function featuredName(agencyKey: string, post: number): string | undefined {
  return FEATURED_NAMES[FEATURED_ORDER.indexOf(agencyKey)]?.[post]
}

/** Everybody of the demo province; the people of the featured agencies stand first, heads before their staff. */
export function planPeople(agencies: readonly PlannedAgency[], scale: number): PlannedPerson[] {
  const nextName = createNames(createRandom('people'))
  const size = sizes(agencies, scale)
  const people = agencies.flatMap((agency, index) =>
    Array.from({ length: size[index] ?? 0 }, (_, post) => ({
      key: `${agency.key}/${post}`,
      agencyKey: agency.key,
      name: featuredName(agency.key, post) ?? nextName(),
      ...postOf(agency, post),
    })),
  )
  const featured = FEATURED_ORDER.flatMap((key) => people.filter((person) => person.agencyKey === key))
  return [...featured, ...people.filter((person) => !FEATURED_ORDER.includes(person.agencyKey))]
}
