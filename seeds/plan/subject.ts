import type { DocumentTypeCode } from '#contract/document-types'
import { SUBJECTS, TYPE_SHARES } from '#seeds/data/subjects'
import { LOCAL_FIELDS, TOPICS } from '#seeds/data/topics'
import type { PlannedAgency } from '#seeds/plan/agencies'
import type { Random } from '#seeds/plan/random'

const REPORT_PERIODS = ['tháng {m}', 'quý {q}', 'năm {y}', 'tháng {m} năm {y}', 'quý {q} năm {y}'] as const
const QUARTERS = ['I', 'II', 'III', 'IV'] as const

/** A type of document by the usual shares. */
export function planType(random: Random): DocumentTypeCode {
  return random.weighted(TYPE_SHARES)
}

function period(random: Random, date: string): string {
  const month = Number(date.slice(5, 7))
  return random
    .pick(REPORT_PERIODS)
    .replace('{m}', String(month))
    .replace('{q}', QUARTERS[Math.floor((month - 1) / 3)] ?? 'I')
    .replace('{y}', date.slice(0, 4))
}

function area(agency: PlannedAgency): string {
  return agency.level === 'province' ? 'tỉnh' : agency.area
}

/** A subject (trích yếu) such as an agency of this field would write on that date. NĐ 30/2020, PL I, I.II.5. */
export function planSubject(random: Random, agency: PlannedAgency, type: DocumentTypeCode, date: string): string {
  const own = agency.field !== null && random.next() < 0.8 ? agency.field : random.weighted(LOCAL_FIELDS)
  const topic = random.pick(TOPICS[own])
  const text = random.pick(SUBJECTS[type] ?? ['Về công tác {topic}'])
  return text
    .replace('{topic}', topic)
    .replace('{period}', text.includes('{period}') ? period(random, date) : '')
    .replace('{year}', date.slice(0, 4))
    .replace('{place}', area(agency))
    .replace('{agency}', 'đơn vị liên quan')
}
