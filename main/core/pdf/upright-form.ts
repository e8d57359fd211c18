import type { PdfObject } from './objects.ts'

type Size = { width: number; height: number }

/** Of a page's rotation, clockwise: how a form stands upright in a widget of that page. */
const ROTATIONS: Readonly<Record<number, readonly number[]>> = {
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
}

/** Size of a widget's rectangle as its reader sees it, on a page that may be turned. */
export const shownSize = ({ width, height }: Size, rotate: number): Size =>
  rotate % 180 === 0 ? { width, height } : { width: height, height: width }

/**
 * BBox and Matrix of an appearance that stands upright as its page is shown.
 *
 * @see ISO 32000-1:2008, 12.5.5 (algorithm 8.1), Table 30 (Rotate).
 */
export const uprightEntries = ({ width, height }: Size, rotate: number): Record<string, PdfObject> => ({
  BBox: [0, 0, width, height],
  ...(ROTATIONS[rotate] ? { Matrix: ROTATIONS[rotate] } : {}),
})
