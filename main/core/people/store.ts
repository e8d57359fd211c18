import type {
  AgencyId,
  CertificateFacts,
  CertificateId,
  OfficeCertificate,
  Person,
  PersonId,
  Role,
  Sha256,
} from '#contract'
import type { Caller } from './caller.ts'

export type PeopleQuery = {
  cursor?: string | undefined
  limit: number
  q?: string | undefined
  role?: Role | undefined
  agencyId?: AgencyId | undefined
  /** This person only, if in scope. */
  id?: PersonId
  /** Only people who still work here. */
  activeOnly?: boolean
}

export type PeopleStore = {
  get: (id: PersonId) => Promise<Person | undefined>
  /** Without caller: everybody, for the question "who is working?". */
  list: (
    caller: Caller | null,
    query: PeopleQuery,
  ) => Promise<{ rows: Person[]; nextCursor: string | null; total: number }>
  save: (person: Omit<Person, 'agencyName' | 'hasPassword'>) => Promise<void>
  /** Self-describing hash; `null`: no password; `undefined`: no such person. */
  passwordHash: (id: PersonId) => Promise<string | null | undefined>
  setPasswordHash: (id: PersonId, hash: string | null) => Promise<void>
  /** Active admins other than this person. */
  otherAdmins: (id: PersonId) => Promise<number>
  isAlone: (agencyId: AgencyId) => Promise<boolean>
}

/** A certificate whose owner the office knows; `der` is base64. */
export type CertificateRecord = {
  id: CertificateId
  kind: OfficeCertificate['kind']
  personId: PersonId | null
  agencyId: AgencyId
  der: string
  facts: CertificateFacts
}
export type NamedCertificate = CertificateRecord & { ownerName: string; agencyName: string }

export type CertificateQuery = {
  cursor?: string | undefined
  limit: number
  q?: string | undefined
  status?: OfficeCertificate['status'] | undefined
  kind?: OfficeCertificate['kind'] | undefined
  agencyId?: AgencyId | undefined
}

export type CertificateCounts = { personal: number; agency: number; expiring: number; expired: number }

export type CertificateStore = {
  bySha256: (sha256: Sha256) => Promise<CertificateRecord | undefined>
  insert: (certificate: CertificateRecord) => Promise<void>
  named: (id: CertificateId) => Promise<NamedCertificate | undefined>
  /** `now` and `soon` (instants) decide what is expired and expiring. */
  list: (
    caller: Caller,
    query: CertificateQuery,
    limits: { now: string; soon: string },
  ) => Promise<{ rows: NamedCertificate[]; nextCursor: string | null; total: number }>
  counts: (caller: Caller, limits: { now: string; soon: string }) => Promise<CertificateCounts>
}
