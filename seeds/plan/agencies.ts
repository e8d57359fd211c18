import type { AgencyLevel } from '#contract'
import { BODIES, type Field, PROVINCE } from '#seeds/data/bodies'
import { DISTRICTS, type District } from '#seeds/data/places'
import { createRandom } from '#seeds/plan/random'

export type PlannedAgency = {
  /** Name inside the plan; the register gives the real id. */
  key: string
  parentKey: string | null
  name: string
  /** Simulated code: the province's `H62` is real, what follows is counted up. */
  organId: string
  symbol: string
  level: AgencyLevel
  /** Place name before the date. */
  place: string
  /** As it stands in sentences: "trên địa bàn …". */
  area: string
  /** Position of its head. */
  head: string
  deputy: string
  field: Field | null
  units: readonly string[]
  /** Share of the province's outgoing documents. */
  weight: number
}

const two = (value: number) => String(value).padStart(2, '0')

function provincialAgencies(): PlannedAgency[] {
  return [PROVINCE, ...BODIES].map((body, index) => ({
    key: index === 0 ? 'province' : `body-${two(index)}`,
    parentKey: index === 0 ? null : 'province',
    name: body.name,
    organId: index === 0 ? 'H62' : `H62.${two(index)}`,
    symbol: body.symbol,
    level: 'province',
    place: 'Vĩnh Phúc',
    area: 'tỉnh',
    head: body.head,
    deputy: `Phó ${body.head}`,
    field: index === 0 ? null : body.field,
    units: body.units,
    weight: body.weight,
  }))
}

function districtAgency(district: District, index: number): PlannedAgency {
  const area = `${district.kind} ${district.name}`
  return {
    key: `district-${two(index + 1)}`,
    parentKey: 'province',
    name: `UBND ${area}`,
    organId: `H62.${two(index + 31)}`,
    symbol: 'UBND',
    level: 'district',
    place: district.name,
    area,
    head: 'Chủ tịch',
    deputy: 'Phó Chủ tịch',
    field: null,
    units: ['VP', 'NV', 'TCKH', 'TNMT', 'VHTT', 'LĐTBXH', 'KTHT'],
    weight: 30 * district.weight,
  }
}

/** `P. Tích Sơn` is phường Tích Sơn, `TT Hoa Sơn` thị trấn Hoa Sơn, `Cao Minh` xã Cao Minh. */
export function communeArea(short: string): { kind: string; name: string } {
  if (short.startsWith('P. ')) return { kind: 'phường', name: short.slice(3) }
  if (short.startsWith('TT ')) return { kind: 'thị trấn', name: short.slice(3) }
  return { kind: 'xã', name: short }
}

function communeAgencies(district: District, index: number): PlannedAgency[] {
  const random = createRandom(`communes ${district.name}`)
  return district.communes.map((short, commune) => {
    const { kind, name } = communeArea(short)
    const size = kind === 'xã' ? 1 : 1.3
    return {
      key: `commune-${two(index + 1)}-${two(commune + 1)}`,
      parentKey: `district-${two(index + 1)}`,
      name: `UBND ${kind} ${name}`,
      organId: `H62.${two(index + 31)}.${two(commune + 1)}`,
      symbol: 'UBND',
      level: 'commune',
      place: name,
      area: `${kind} ${name}`,
      head: 'Chủ tịch',
      deputy: 'Phó Chủ tịch',
      field: null,
      units: ['VP', 'ĐC', 'TP', 'VHXH', 'TC'],
      weight: 3.6 * district.weight * size * (0.72 + random.next() * 0.6),
    }
  })
}

/** The 169 agencies: 24 provincial bodies, 9 districts, 136 communes; a parent stands before its children. */
export function planAgencies(): PlannedAgency[] {
  return [
    ...provincialAgencies(),
    ...DISTRICTS.map(districtAgency),
    ...DISTRICTS.flatMap((district, index) => communeAgencies(district, index)),
  ]
}

/** Agencies whose people are shown first and whose documents are real PDFs. */
export const FEATURED = { province: 'province', district: 'district-06', commune: 'commune-06-01' } as const
