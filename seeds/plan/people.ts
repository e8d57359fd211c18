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

/** The posts of an agency in the order in which they are filled. */
function postsOf(agency: PlannedAgency, index: number): Post {
  const headCompetence = agency.symbol === 'UBND' ? 'TM.' : ''
  const isCommune = agency.level === 'commune'
  const clerk = isCommune ? 'Công chức Văn phòng - Thống kê' : 'Văn thư'
  const fixed: Post[] = [
    official(agency.head, headCompetence),
    other(clerk, 'clerk'),
    other(isCommune ? (COMMUNE_STAFF[0] ?? '') : 'Chuyên viên', 'staff'),
  ]
  if (!isCommune) fixed.push(other('Quản trị hệ thống', 'admin', 'staff'))
  fixed.push(official(agency.deputy, 'KT.'))
  if (!isCommune) fixed.push(official(agency.deputy, 'KT.'), other('Văn thư', 'clerk'))
  const post = fixed[index]
  if (post) return post
  const staff = isCommune ? COMMUNE_STAFF : OFFICE_STAFF
  return other(staff[(index - fixed.length + (isCommune ? 1 : 0)) % staff.length] ?? 'Chuyên viên', 'staff')
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
      ...postsOf(agency, post),
    })),
  )
  const featured = FEATURED_ORDER.flatMap((key) => people.filter((person) => person.agencyKey === key))
  return [...featured, ...people.filter((person) => !FEATURED_ORDER.includes(person.agencyKey))]
}
