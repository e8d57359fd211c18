import type { ObjectView } from '#core/pdf/object-view'
import {
  isArray,
  isDict,
  isName,
  isRef,
  isStream,
  type PdfDict,
  type PdfObject,
  type PdfStream,
} from '#core/pdf/objects'
import { type PdfPage, rectangle } from '#core/pdf/pages'
import type { Budget } from './budget.ts'
import { chosenState } from './chosen-state.ts'
import { contentOf } from './content-of-stream.ts'
import { type Instruction, instructionsOf } from './content-tokens.ts'
import { NO_FONT, widthsOf } from './font-widths.ts'
import { type Box, boxAround, cornersOf, IDENTITY, type Matrix, multiply, type Point, transform } from './geometry.ts'
import {
  addToPath,
  clipped,
  endPath,
  filledBy,
  type GraphicsState,
  hidesBelow,
  INITIAL,
  isPainting,
  linesHideBelow,
  moveText,
  type Path,
  SETTERS,
  type TextPosition,
} from './graphics-state.ts'
import { layText, placedRun } from './shown-text.ts'
import { shadedBy, strokedBy } from './strokes.ts'

/** Letters that are painted close to each other: where they begin and end, how high they are, the how manyth mark of its page. */
export type TextMark = {
  at: Point
  end: Point
  size: number
  /** Without spaces. */
  text: string
  letters: number
  font: string
  order: number
  /** Whether it hides what is below, if it is large enough. */
  isPlain: boolean
}
/** A picture that hides what is below it: no mask, no transparency. */
export type PictureMark = { box: Box; object: number | null; order: number }
/** Areas that are filled with a colour nothing shines through, as far as the box of what clips them goes. */
export type FillMark = {
  areas: readonly (readonly Point[])[]
  isEvenOdd: boolean
  clip: Box | null
  /** Whether a soft mask leaves more or less of it. */
  isMasked: boolean
}
/** A picture whose mask says what of it hides what is below: the unit square under `matrix`. */
type MaskedMark = { matrix: Matrix; mask: PdfObject }
export type PageMarks = {
  texts: readonly TextMark[]
  pictures: readonly PictureMark[]
  fills: readonly FillMark[]
  masked: readonly MaskedMark[]
  /** Whether everything could be read: its streams are not damaged, and not too much work. */
  isWhole: boolean
}

/** Forms within forms. */
const MAX_DEPTH = 6

/** What a page or an appearance paints, in its order, as far as the budget goes and its streams can be read. */
export function marksOf(
  view: ObjectView,
  { dict, resources }: Pick<PdfPage, 'dict' | 'resources'>,
  budget: Budget,
): PageMarks {
  const painter = new Painter(view, budget)
  const contents = view.entry(dict, 'Contents')
  const streams = isArray(contents) ? contents.map((one) => view.resolve(one)) : [contents]
  // Several streams are one (7.8.2).
  const content = streams.map((stream) => (isStream(stream) ? painter.read(stream) : '')).join('\n')
  painter.paint(content, resources, { ...INITIAL })
  return painter.marks
}

/** The same of a form XObject, under `matrix`. `only`: as far as nothing stands in it but these operators. */
export function marksOfForm(
  view: ObjectView,
  form: PdfStream,
  budget: Budget,
  { matrix = IDENTITY, only }: { matrix?: Matrix; only?: ReadonlySet<string> } = {},
): PageMarks {
  const painter = new Painter(view, budget, only)
  painter.paintForm(form, null, { ...INITIAL, matrix })
  return painter.marks
}

type Marks = {
  texts: TextMark[]
  pictures: PictureMark[]
  fills: FillMark[]
  masked: MaskedMark[]
  isWhole: boolean
}

class Painter {
  readonly marks: Marks = { texts: [], pictures: [], fills: [], masked: [], isWhole: true }
  private readonly view: ObjectView
  private readonly budget: Budget
  private depth = 0
  private order = 0
  private readonly only: ReadonlySet<string> | undefined

  constructor(view: ObjectView, budget: Budget, only?: ReadonlySet<string>) {
    this.view = view
    this.budget = budget
    this.only = only
  }

  /** A stream's instructions; empty, and told, where its filter is another, or it is damaged or too long. */
  read(stream: PdfStream): string {
    const content = contentOf(this.view, stream, this.budget)
    if (content === undefined) this.marks.isWhole = false
    return content ?? ''
  }

  paint(content: string, resources: PdfDict | null, initial: GraphicsState): void {
    const stack: GraphicsState[] = []
    const path: Path = { points: [], starts: [], isClip: false }
    let state = initial
    let position: TextPosition = { line: IDENTITY, at: IDENTITY }
    for (const instruction of instructionsOf(content, this.only)) {
      const { operator, numbers } = instruction
      if (instruction.isCut) this.marks.isWhole = false
      if (operator === 'q') stack.push(state)
      else if (operator === 'Q') state = stack.pop() ?? state
      else if (!this.paintObject(instruction, resources, state) && !addToPath(path, state.matrix, operator, numbers)) {
        if (isPainting(operator)) this.fill(path, state, operator)
        state = endPath(path, this.changed(state, instruction, resources), operator)
        position = this.text(position, instruction, state)
      }
      if (this.budget.isSpent) {
        this.marks.isWhole = false
        return
      }
    }
  }

  private fill(path: Path, state: GraphicsState, operator: string): void {
    if (hidesBelow(state)) this.area(filledBy(path, operator), state, operator.endsWith('*'))
    if (linesHideBelow(state)) this.area(strokedBy(path, state, operator), state)
    if (operator === 'sh' && hidesBelow(state)) this.area(shadedBy(state), state)
  }

  private area(areas: FillMark['areas'], { clip, isMasked }: GraphicsState, isEvenOdd = false): void {
    if (areas.length === 0) return
    if (this.budget.take('marks')) this.marks.fills.push({ areas, isEvenOdd, clip, isMasked })
    else this.marks.isWhole = false
  }

  /** Pictures and forms; says whether it was one. */
  private paintObject(instruction: Instruction, resources: PdfDict | null, state: GraphicsState): boolean {
    if (instruction.operator === 'ID') this.picture(state, null)
    else if (instruction.operator === 'Do') this.paintNamed(instruction, resources, state)
    else return false
    return true
  }

  private changed(
    state: GraphicsState,
    { operator, numbers, names }: Instruction,
    resources: PdfDict | null,
  ): GraphicsState {
    const set = SETTERS.get(operator)
    if (set) return { ...state, ...set(numbers) }
    switch (operator) {
      case 'cm':
        return { ...state, matrix: multiply(matrixOf(numbers), state.matrix) }
      case 'Tf':
        return { ...state, ...this.font(this.named(resources, 'Font', names[0]), numbers[0]), fontName: names[0] ?? '' }
      case 'gs':
        return this.chosen(state, this.named(resources, 'ExtGState', names[0]))
      default:
        return state
    }
  }

  private chosen(state: GraphicsState, chosen: PdfObject): GraphicsState {
    const font = isDict(chosen) ? this.view.entry(chosen, 'Font') : null
    const [object, size] = isArray(font) ? font.map((one) => this.view.resolve(one)) : []
    const next = { ...state, ...chosenState(this.view, chosen) }
    return object === undefined ? next : { ...next, ...this.font(object, typeof size === 'number' ? size : 0) }
  }

  private font(object: PdfObject, fontSize = 0): Pick<GraphicsState, 'font' | 'fontSize'> {
    const font = widthsOf(this.view, object, this.budget)
    if (!font) this.marks.isWhole = false
    return { font: font ?? NO_FONT, fontSize }
  }

  private text(position: TextPosition, instruction: Instruction, state: GraphicsState): TextPosition {
    const { operator, numbers } = instruction
    switch (operator) {
      case 'BT':
        return { line: IDENTITY, at: IDENTITY }
      case 'Tm':
        return { line: matrixOf(numbers), at: matrixOf(numbers) }
      case 'Td':
      case 'TD':
        return moveText(position, numbers[0] ?? 0, numbers[1] ?? 0)
      case 'T*':
        return moveText(position, 0, -state.leading)
      case 'Tj':
      case 'TJ':
        return this.show(position, instruction.parts, state)
      case "'":
      case '"':
        return this.show(moveText(position, 0, -state.leading), instruction.parts, state)
      default:
        return position
    }
  }

  private show(position: TextPosition, parts: Instruction['parts'], state: GraphicsState): TextPosition {
    const { runs, advance } = layText(parts, state)
    const isPainted = state.renderMode !== 3 && state.renderMode !== 7
    const matrix = multiply(position.at, state.matrix)
    for (const run of isPainted ? runs : []) {
      if (!this.budget.take('marks')) break
      this.order += 1
      const [font, order, isPlain] = [state.fontName, this.order, hidesBelow(state)]
      this.marks.texts.push({ ...placedRun(run, state, matrix), font, order, isPlain })
    }
    const [x, y] = state.font.isVertical ? [0, advance] : [advance, 0]
    return { ...position, at: multiply([1, 0, 0, 1, x, y], position.at) }
  }

  private paintNamed({ names }: Instruction, resources: PdfDict | null, state: GraphicsState): void {
    const found = this.named(resources, 'XObject', names[0])
    const reference = this.reference(resources, names[0])
    if (!isStream(found)) return
    if (isName(this.view.entry(found.dict, 'Subtype'), 'Form')) this.paintForm(found, resources, state)
    else if (!MASKS.some((key) => found.dict.entries.has(key))) this.picture(state, reference)
    else if (hidesBelow(state) && this.budget.take('marks')) {
      const mask = found.dict.entries.get('SMask') ?? found.dict.entries.get('Mask') ?? found
      this.marks.masked.push({ matrix: state.matrix, mask: this.view.resolve(mask) })
    }
  }

  paintForm(form: PdfStream, outer: PdfDict | null, state: GraphicsState): void {
    if (this.depth >= MAX_DEPTH || !this.budget.take('marks')) {
      this.marks.isWhole = false
      return
    }
    const { dict } = form
    const given = this.view.entry(dict, 'Matrix')
    const matrix = multiply(
      isArray(given) ? matrixOf(given.filter((item) => typeof item === 'number')) : IDENTITY,
      state.matrix,
    )
    const box = rectangle(this.view, dict.entries.get('BBox'))
    const corners = box && cornersOf(box).map((corner) => transform(matrix, corner))
    const own = this.view.entry(dict, 'Resources')
    this.depth += 1
    this.paint(this.read(form), isDict(own) ? own : outer, clipped({ ...state, matrix }, corners && boxAround(corners)))
    this.depth -= 1
  }

  /** A picture fills the unit square (8.9.5.1). */
  private picture(state: GraphicsState, object: number | null): void {
    if (!hidesBelow(state) || !this.budget.take('marks')) return
    const corners = cornersOf([0, 0, 1, 1]).map((corner) => transform(state.matrix, corner))
    const { clip } = clipped(state, boxAround(corners))
    this.order += 1
    if (state.isMasked) this.area([corners], state)
    else if (clip) this.marks.pictures.push({ box: clip, object, order: this.order })
  }

  private named(resources: PdfDict | null, kind: string, name: string | undefined): PdfObject {
    const category = resources ? this.view.entry(resources, kind) : null
    return isDict(category) && name !== undefined ? this.view.entry(category, name) : null
  }

  private reference(resources: PdfDict | null, name: string | undefined): number | null {
    const category = resources ? this.view.entry(resources, 'XObject') : null
    const value = isDict(category) && name !== undefined ? category.entries.get(name) : null
    return isRef(value) ? value.num : null
  }
}

/** Pictures with one of these let what is below shine through. */
const MASKS = ['SMask', 'Mask', 'ImageMask'] as const

function matrixOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix {
  return [a, b, c, d, e, f]
}
