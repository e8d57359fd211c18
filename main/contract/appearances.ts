import { z } from 'zod'
import { SigningRole } from './keys.ts'

/** What a line of an appearance may name; the rest of it is shown as it stands. */
export const PLACEHOLDERS = [
  'name',
  'position',
  'agency',
  'time',
  'number',
  'form',
  'comment',
  'arrivalNumber',
  'arrivalDate',
  'routedTo',
  'fileNotation',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

const known = new Set<string>(PLACEHOLDERS)

/** A line of text with `{name}` and its like; braces around anything else are refused. */
export const AppearanceLine = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((line) => [...line.matchAll(/\{([^}]*)\}/g)].every(([, word]) => known.has(word ?? '')), 'placeholder')

/** How a role's signature looks. Millimetres on the page. NĐ 30/2020, PL I, I.II.7.d, I.II.8.a. */
export const Appearance = z.object({
  /** The person's or the agency's image, where there is one; the lines then stand below it. */
  showImage: z.boolean(),
  lines: z.array(AppearanceLine).max(8),
  colour: z.enum(['black', 'blue', 'red']),
  /** A rectangle around it, its lines from the left below a heading: a stamp. */
  framed: z.boolean(),
  widthMm: z.number().min(5).max(200),
  heightMm: z.number().min(5).max(200),
})
export type Appearance = z.infer<typeof Appearance>

export const Appearances = z.record(SigningRole, Appearance)
export type Appearances = z.infer<typeof Appearances>

const text = { showImage: false, colour: 'black', framed: false } as const
const WHO_AND_WHEN = ['Ký bởi: {name}', 'Thời gian ký: {time}']

/**
 * What the law says of each role, and sizes that offices use today. NĐ 30/2020/NĐ-CP, PL I, I.II.7.d (leader: blue
 * image), I.II.8.a (agency: red seal in true size), I.II.8.b and III.1.d (attachments: number and time, 10 pt, black),
 * Phần II, I.3 (copies: form, agency, time); PL IV, V (ĐẾN: 35 × 50 mm and its lines).
 */
export const DEFAULT_APPEARANCES: Appearances = {
  plain: { ...text, lines: WHO_AND_WHEN, widthMm: 60, heightMm: 12 },
  initial: { ...text, showImage: true, lines: [], colour: 'blue', widthMm: 14.1, heightMm: 7.1 },
  leader: { ...text, showImage: true, lines: [], colour: 'blue', widthMm: 63.5, heightMm: 31.8 },
  agency: { ...text, showImage: true, lines: [], colour: 'red', widthMm: 38.8, heightMm: 38.8 },
  incoming: {
    ...text,
    framed: true,
    colour: 'red',
    lines: [
      '{agency}',
      'ĐẾN',
      'Số: {arrivalNumber}',
      'Ngày: {arrivalDate}',
      'Chuyển: {routedTo}',
      'Số và ký hiệu HS: {fileNotation}',
    ],
    widthMm: 50,
    heightMm: 35,
  },
  comment: { ...text, colour: 'blue', lines: ['{comment}', '{name}', '{time}'], widthMm: 70, heightMm: 20 },
  appendix: { ...text, lines: ['{number}', '{time}'], widthMm: 60, heightMm: 10.6 },
  copy: { ...text, lines: ['{form}', '{agency}', '{time}'], widthMm: 60, heightMm: 14 },
}

/** How the signing time is written: ISO 8601 in Vietnam’s zone as the law says, or as the government’s tools print it. */
export const SigningTimeFormat = z.enum(['iso', 'dotted'])
export type SigningTimeFormat = z.infer<typeof SigningTimeFormat>

/** A PNG as base64, at most 1 MB of file. */
export const Png = z
  .string()
  .max(1_400_000)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
export type Png = z.infer<typeof Png>

/** An agency's seal or a person's written signature, with its true size on paper. */
export const SignatureImage = z.object({
  png: Png,
  widthMm: z.number().min(5).max(200),
  heightMm: z.number().min(5).max(200),
})
export type SignatureImage = z.infer<typeof SignatureImage>

/** Whose image: a person's written signature, an agency's seal. */
export const ImageOwner = z.object({ kind: z.enum(['person', 'agency']), id: z.string().regex(/^[\w-]{1,64}$/) })
export type ImageOwner = z.infer<typeof ImageOwner>
