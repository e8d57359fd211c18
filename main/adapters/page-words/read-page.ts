import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import {
  AnnotationMode,
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Word } from '#core/placement/words'
import { wordsOf } from './text-operators.ts'
import type { Font } from './text-state.ts'

const RANGE = 64 * 1024

/** A file behind a door: pdf.js asks for ranges and is handed them. */
export type OpenedFile = {
  task: PDFDocumentLoadingTask
  hand: (from: number, bytes: Uint8Array) => void
}

class AskedFor extends PDFDataRangeTransport {
  private readonly ask: (from: number, to: number) => void

  constructor(size: number, ask: (from: number, to: number) => void) {
    super(size, null)
    this.ask = ask
  }

  override requestDataRange(from: number, to: number): void {
    this.ask(from, to)
  }
}

/** Opens a file by ranges. No script runs, no image is decoded, no font of the system is looked for. */
export function openByRanges(size: number, ask: (from: number, to: number) => void, password?: string): OpenedFile {
  const transport = new AskedFor(size, ask)
  const parts = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    range: transport,
    ...(password === undefined ? {} : { password }),
    rangeChunkSize: RANGE,
    disableAutoFetch: true,
    disableStream: true,
    maxImageSize: 1,
    useSystemFonts: false,
    disableFontFace: true,
    fontExtraProperties: true,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: join(parts, 'cmaps') + sep,
    standardFontDataUrl: join(parts, 'standard_fonts') + sep,
    wasmUrl: join(parts, 'wasm') + sep,
  })
  return {
    task,
    hand: (from, bytes) => {
      transport.onDataRange(from, bytes)
    },
  }
}

/** The words of one page, without those of its annotations. */
export async function readWords(page: PDFPageProxy): Promise<Word[]> {
  const operators = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
  const fonts = new Map<string, Font | null>()
  const fontOf = (loadedName: string): Font | null => {
    const known = fonts.get(loadedName)
    if (known !== undefined) return known
    const font = page.commonObjs.has(loadedName) ? toFont(page.commonObjs.get(loadedName) as SaidFont) : null
    fonts.set(loadedName, font)
    return font
  }
  const words = wordsOf(operators, fontOf)
  page.cleanup()
  return words
}

/** What pdf.js says of a font; most of it only where the file does. */
type SaidFont = {
  name?: string
  bold?: boolean
  black?: boolean
  italic?: boolean
  vertical?: boolean
  fontMatrix?: number[]
}

function toFont(said: SaidFont): Font {
  const name = (said.name ?? '').replace(/^[A-Z]{6}\+/, '')
  return {
    name,
    bold: said.bold === true || said.black === true || /bold|black|heavy/i.test(name),
    italic: said.italic === true || /italic|oblique/i.test(name),
    vertical: said.vertical === true,
    unit: said.fontMatrix?.[0] ?? 0.001,
  }
}
