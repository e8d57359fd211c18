import type { ObjectView } from '#core/pdf/object-view'
import { isArray, isDict, isName, type PdfObject } from '#core/pdf/objects'
import type { GraphicsState } from './graphics-state.ts'

/** What a graphics state dictionary changes. ISO 32000-1:2008, 8.4.5. */
export function chosenState(view: ObjectView, chosen: PdfObject): Partial<GraphicsState> {
  if (!isDict(chosen)) return {}
  const [alpha, strokeAlpha, mask, width, cap] = ['ca', 'CA', 'SMask', 'LW', 'LC'].map((key) => view.entry(chosen, key))
  const mode = view.entry(chosen, 'BM')
  const blend = isArray(mode) ? view.resolve(mode[0]) : mode
  return {
    ...(typeof alpha === 'number' && { alpha }),
    ...(typeof strokeAlpha === 'number' && { strokeAlpha }),
    ...(typeof width === 'number' && { lineWidth: width }),
    ...(typeof cap === 'number' && { lineCap: cap }),
    ...(mask !== null && { isMasked: isDict(mask) }),
    ...(isName(blend) && { isBlended: DARKENING.has(blend.name) }),
  }
}

/** Blend modes that leave dark what is dark. ISO 32000-1:2008, Table 136. */
const DARKENING: ReadonlySet<string> = new Set(['Multiply', 'Darken', 'ColorBurn'])
