import type { SigningRole } from '#contract'
import type { LookWords } from '#core/signing/look-lines'
import { UsageError } from './failures.ts'
import { type KeyFlags, type KeyOptions, readKeyOptions } from './key-options.ts'
import { type LevelFlags, type LevelOptions, readLevelOptions } from './level.ts'
import { type RoleFlags, readRole, readWords } from './role.ts'

/** Options of `vanthu sign` as they were typed. */
export type SignFlags = KeyFlags &
  LevelFlags &
  RoleFlags & {
    out?: string
    outDir?: string
    field?: string
    page?: string
    rect?: string
    image?: string
    reason?: string
    location?: string
    passwordPdfFile?: string
  }

export type SignOptions = {
  key: KeyOptions
  role: SigningRole
  words: LookWords
  place: { page: number; x: number; y: number; width: number; height: number } | undefined
  image: string | undefined
  field: string | undefined
  reason: string | undefined
  location: string | undefined
  level: LevelOptions
  passwordPdfFile: string | undefined
}

/** Refuses what this version cannot do and what contradicts itself, before any file is opened. */
export function readSignOptions(flags: SignFlags): SignOptions {
  const level = readLevelOptions(flags)
  const role = readRole(flags)
  const key = readKeyOptions(flags)
  return {
    key,
    role,
    words: readWords(flags),
    place: placeOf(flags),
    image: flags.image,
    field: flags.field,
    reason: flags.reason,
    location: flags.location,
    level,
    passwordPdfFile: flags.passwordPdfFile,
  }
}

export function notYet(what: string): UsageError {
  return new UsageError({ vi: `${what}: chưa có trong phiên bản này.`, en: `${what}: not in this version.` })
}

function wrongValue(flag: string, value: string): UsageError {
  return new UsageError({ vi: `${flag}: không hiểu “${value}”.`, en: `${flag}: “${value}” is not understood.` })
}

function placeOf({ page, rect }: SignFlags): SignOptions['place'] {
  if (rect !== undefined) return { page: pageOf(page ?? '1'), ...rectangleOf(rect) }
  if (page === undefined) return undefined
  throw new UsageError({ vi: '--page cần --rect.', en: '--page needs --rect.' })
}

function pageOf(page: string): number {
  const number = Number(page)
  if (!Number.isInteger(number) || number === 0) throw wrongValue('--page', page)
  return number
}

const RECTANGLE = /^(-?[\d.]+),(-?[\d.]+),([\d.]+),([\d.]+)$/

/** Points from the lower left corner; negative ones lie outside the page of most documents, but may be meant. */
function rectangleOf(rect: string): { x: number; y: number; width: number; height: number } {
  const match = RECTANGLE.exec(rect)
  const [x = 0, y = 0, width = 0, height = 0] = match?.slice(1).map(Number) ?? []
  if (![x, y, width, height].every(Number.isFinite) || width <= 0 || height <= 0) throw wrongValue('--rect', rect)
  return { x, y, width, height }
}
