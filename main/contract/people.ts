import { z } from 'zod'
import { AgencyId, CivilDate, PersonId } from './basics.ts'

/** Three tiers of government before 1/7/2025; the level is data of the agency, never a constant of the code. */
export const AgencyLevel = z.enum(['province', 'district', 'commune'])
export type AgencyLevel = z.infer<typeof AgencyLevel>

export const Agency = z.object({
  id: AgencyId,
  parentId: AgencyId.nullable(),
  name: z.string().min(1).max(200),
  /** OrganId (mã định danh); wider than the 13 characters of NĐ 30/2020 PL VI, because codes after QĐ 20/2020 are longer. */
  organId: z.string().max(35),
  /** Abbreviation used in symbols: `UBND`, `SNV` (NĐ 30/2020, PL I, I.II.3.b: fixed by the head of the agency). */
  symbol: z.string().min(1).max(20),
  level: AgencyLevel,
  /** Place name (địa danh) that stands before the date. */
  place: z.string().max(100),
  validFrom: CivilDate,
  /** Last day the agency exists; null while it does. */
  validTo: CivilDate.nullable(),
})
export type Agency = z.infer<typeof Agency>

/** `official` lãnh đạo ký, `clerk` văn thư, `staff` chuyên viên, `admin` quản trị. A person may hold several. */
export const Role = z.enum(['official', 'clerk', 'staff', 'admin'])
export type Role = z.infer<typeof Role>

export const Person = z.object({
  id: PersonId,
  agencyId: AgencyId,
  agencyName: z.string(),
  name: z.string().min(1).max(50),
  /** Position (chức vụ), SignerInfo.Position of NĐ 30/2020 PL VI 12.1. */
  position: z.string().max(100),
  roles: z.array(Role).min(1),
  hasPassword: z.boolean(),
  active: z.boolean(),
})
export type Person = z.infer<typeof Person>

export const PersonInput = z.object({
  /** Absent: a new person. */
  id: PersonId.optional(),
  agencyId: AgencyId,
  name: z.string().trim().min(1).max(50),
  position: z.string().trim().max(100).default(''),
  roles: z.array(Role).min(1),
  active: z.boolean().default(true),
})
export type PersonInput = z.infer<typeof PersonInput>

export const Me = z.object({ person: Person, agency: Agency, demo: z.boolean(), officeName: z.string() })
export type Me = z.infer<typeof Me>
