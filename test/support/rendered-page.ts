import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'

/** A page as poppler draws it: RGB pixels, upright as its reader sees it. */
export type Rendered = { width: number; height: number; dotsPerMm: number; at: (x: number, y: number) => Rgb }
export type Rgb = readonly [red: number, green: number, blue: number]
/** Edges of what was found, in millimetres from the page's top left corner. */
export type Found = { left: number; top: number; right: number; bottom: number; count: number }

const DPI = 150

/** Draws a page with pdftoppm (binary PPM, P6). */
export async function render(pdf: Uint8Array, page: number, name = 'page'): Promise<Rendered> {
  return inTemporaryFolder(async (folder) => {
    const [input, output] = [join(folder, 'in.pdf'), join(folder, name)]
    await writeFile(input, pdf)
    const pages = ['-f', String(page), '-l', String(page), '-r', String(DPI), '-cropbox', '-singlefile']
    const { code, output: said } = await judge('pdftoppm', [...pages, input, output])
    if (code !== 0) throw new Error(`pdftoppm: ${said}`)
    return fromPpm(readFileSync(`${output}.ppm`))
  })
}

function fromPpm(file: Buffer): Rendered {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'))
  if (!header) throw new Error('not a PPM of eight bits')
  const [width, height, start] = [Number(header[1]), Number(header[2]), header[0].length]
  const at = (x: number, y: number): Rgb => {
    const from = start + 3 * (y * width + x)
    return [file[from] ?? 0, file[from + 1] ?? 0, file[from + 2] ?? 0]
  }
  return { width, height, dotsPerMm: DPI / 25.4, at }
}

export const isBlue = ([red, green, blue]: Rgb): boolean => blue > 90 && blue - red > 60 && blue - green > 30
export const isRed = ([red, green, blue]: Rgb): boolean => red > 120 && red - green > 80 && red - blue > 60
export const isDark = ([red, green, blue]: Rgb): boolean => Math.max(red, green, blue) < 110

/** The box around every pixel of a kind, within an area in millimetres if one is given. */
export function findPixels(
  { width, height, dotsPerMm, at }: Rendered,
  isWanted: (pixel: Rgb) => boolean,
  area: Omit<Found, 'count'> = { left: 0, top: 0, right: Infinity, bottom: Infinity },
): Found {
  let [left, top, right, bottom, count] = [width, height, -1, -1, 0]
  const clamp = (mm: number, most: number) => Math.max(0, Math.min(most, Math.round(mm * dotsPerMm)))
  for (let y = clamp(area.top, height); y < clamp(area.bottom, height); y++) {
    for (let x = clamp(area.left, width); x < clamp(area.right, width); x++) {
      if (!isWanted(at(x, y))) continue
      count += 1
      ;[left, right] = [Math.min(left, x), Math.max(right, x)]
      ;[top, bottom] = [Math.min(top, y), Math.max(bottom, y)]
    }
  }
  const mm = (pixels: number) => pixels / dotsPerMm
  return { left: mm(left), top: mm(top), right: mm(right + 1), bottom: mm(bottom + 1), count }
}

export type PlacedWord = { text: string; left: number; top: number; right: number; bottom: number }

/** Words with their boxes in millimetres from the top left, by pdftotext. */
export async function placedWords(pdf: Uint8Array, page: number): Promise<PlacedWord[]> {
  return inTemporaryFolder(async (folder) => {
    const input = join(folder, 'in.pdf')
    await writeFile(input, pdf)
    const { output } = await judge('pdftotext', [
      '-bbox',
      '-cropbox',
      '-f',
      String(page),
      '-l',
      String(page),
      input,
      '-',
    ])
    const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g
    return [...output.matchAll(WORD)].map(([, left, top, right, bottom, text = '']) => ({
      text: text.replaceAll('&amp;', '&'),
      left: toMm(left),
      top: toMm(top),
      right: toMm(right),
      bottom: toMm(bottom),
    }))
  })
}

const toMm = (points: string | undefined): number => (Number(points) / 72) * 25.4

/** Where words that follow each other stand; it is an error if they do not. */
export const lineOf = (words: readonly PlacedWord[], text: string) => {
  const parts = text.split(' ')
  const at = words.findIndex((_, index) => parts.every((part, next) => words[index + next]?.text === part))
  const line = words.slice(at, at + parts.length)
  if (at < 0) throw new Error(`no words "${text}" on the page`)
  return {
    left: Math.min(...line.map(({ left }) => left)),
    right: Math.max(...line.map(({ right }) => right)),
    top: Math.min(...line.map(({ top }) => top)),
    bottom: Math.max(...line.map(({ bottom }) => bottom)),
  }
}
export const middleOf = ({ left, right }: { left: number; right: number }) => (left + right) / 2
