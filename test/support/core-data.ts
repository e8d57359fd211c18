import type { AgencyId, PersonId, Role } from '#contract'

/** An office as data, for tests and for the processes that they start. */
export const PROVINCE = 'agency-province' as AgencyId
export const COMMUNE = 'agency-commune' as AgencyId
/** Not under the province. */
export const ELSEWHERE = 'agency-elsewhere' as AgencyId

export const agency = (id: AgencyId, parentId: AgencyId | null, name: string) => ({
  id,
  parentId,
  name,
  organId: '',
  symbol: 'UBND',
  level: parentId === null ? ('province' as const) : ('commune' as const),
  place: 'Vĩnh Yên',
  validFrom: '2020-01-01',
  validTo: null,
})

const person = (id: string, agencyId: AgencyId, roles: Role[]) => ({
  id: id as PersonId,
  agencyId,
  name: `Nguyễn Văn ${id}`,
  position: '',
  roles,
  active: true,
})

export const PEOPLE = {
  official: person('official', PROVINCE, ['official']),
  otherOfficial: person('otherOfficial', PROVINCE, ['official']),
  clerk: person('clerk', PROVINCE, ['clerk']),
  staff: person('staff', PROVINCE, ['staff']),
  otherStaff: person('otherStaff', PROVINCE, ['staff']),
  admin: person('admin', PROVINCE, ['admin']),
  /** Signs and keeps the book: what separation of duties is about. */
  both: person('both', PROVINCE, ['official', 'clerk', 'staff']),
  communeClerk: person('communeClerk', COMMUNE, ['clerk']),
  communeOfficial: person('communeOfficial', COMMUNE, ['official']),
  communeStaff: person('communeStaff', COMMUNE, ['staff']),
  stranger: person('stranger', ELSEWHERE, ['admin', 'clerk', 'official', 'staff']),
}
export type PersonName = keyof typeof PEOPLE

export const outgoingFields = (more: { subject?: string; signerId?: PersonId } = {}) => ({
  type: 'quyet-dinh' as const,
  subject: more.subject ?? 'Về việc phân công nhiệm vụ',
  unitSymbol: '',
  signerId: more.signerId ?? PEOPLE.official.id,
  competence: '' as const,
  urgency: 'normal' as const,
  secrecy: 'none' as const,
  recipients: ['Như trên'],
  issuedAmount: 1,
  dueDate: null,
  language: 'Tiếng Việt',
  description: '',
})

export const incomingFields = (more: { codeNumber?: string; arrivalDate?: string } = {}) => ({
  arrivalDate: more.arrivalDate ?? '2026-07-01',
  organName: 'Bộ Nội vụ',
  organId: '',
  codeNumber: more.codeNumber ?? '15',
  codeNotation: 'QĐ-BNV',
  issuedDate: '2026-06-30',
  type: 'quyet-dinh' as const,
  subject: 'Về công tác văn thư',
  urgency: 'urgent' as const,
  secrecy: 'none' as const,
  signerName: 'Trần Văn Ký',
  signerPosition: 'Bộ trưởng',
  dueDate: null,
  toPlaces: '',
  description: '',
})
