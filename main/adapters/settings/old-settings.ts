import { type Appearance, DEFAULT_APPEARANCES } from '#contract'

/** A role's look as the first version wrote it: name and time were two switches. */
type OldAppearance = { showImage: boolean; showName: boolean; showTime: boolean; widthMm: number; heightMm: number }

/**
 * Brings a `workspace.json` of an earlier version up to the present one: roles that it does not know yet get the law's
 * look, switches become lines. What is not as it should be is left for the schema to refuse.
 */
export function upgraded(settings: unknown): unknown {
  if (!isRecord(settings) || !isRecord(settings['appearances'])) return settings
  const present = Object.entries(settings['appearances']).map(([role, look]) => [
    role,
    isOld(look) ? fromOld(look, role === 'agency' ? 'red' : 'blue') : look,
  ])
  const appearances = { ...DEFAULT_APPEARANCES, ...(Object.fromEntries(present) as Record<string, unknown>) }
  return { signingTime: 'iso', ...settings, appearances }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isOld = (look: unknown): look is OldAppearance => isRecord(look) && 'showName' in look && !('lines' in look)

/** Name and time stood where there was no image; with an image that is shown it stood alone. */
function fromOld(
  { showImage, showName, showTime, widthMm, heightMm }: OldAppearance,
  colour: 'red' | 'blue',
): Appearance {
  const lines = [...(showName ? ['Ký bởi: {name}'] : []), ...(showTime ? ['Thời gian ký: {time}'] : [])]
  return { showImage, lines: showImage ? [] : lines, colour, framed: false, widthMm, heightMm }
}
