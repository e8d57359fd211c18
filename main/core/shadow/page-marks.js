import { AppError } from '#contract'
import { decodeStructure } from '#core/pdf/filters'
import { isArray, isDict, isName, isRef, isStream } from '#core/pdf/objects'
import { rectangle } from '#core/pdf/pages'
import { instructionsOf } from './content-tokens.ts'
import { boxAround, cornersOf, IDENTITY, multiply, transform } from './geometry.ts'
import { addToPath, clipped, endPath, INITIAL, moveText } from './graphics-state.ts'

/** Forms within forms. */
const MAX_DEPTH = 6
const MAX_CONTENT = 4 << 20
/** What a page or an appearance paints, in its order, as far as the budget goes and its streams can be read. */
export function marksOf(view, { dict, resources }, budget) {
  const painter = new Painter(view, budget)
  const contents = view.entry(dict, 'Contents')
  const streams = isArray(contents) ? contents.map((one) => view.resolve(one)) : [contents]
  // Several streams are one (7.8.2).
  const content = streams.map((stream) => (isStream(stream) ? painter.read(stream) : '')).join('\n')
  painter.paint(content, resources, { ...INITIAL })
  return painter.marks
}
/** The same of a form XObject. */
export function marksOfForm(view, form, budget) {
  const painter = new Painter(view, budget)
  painter.paintForm(form, null, { ...INITIAL })
  return painter.marks
}
class Painter {
  marks = { texts: [], pictures: [] }
  view
  budget
  depth = 0
  order = 0
  constructor(view, budget) {
    this.view = view
    this.budget = budget
  }
  /** A stream's instructions; empty where its filter is another, or it is damaged or too long. */
  read(stream) {
    if (stream.end - stream.start > MAX_CONTENT || !this.budget.take('bytes', stream.end - stream.start)) return ''
    try {
      const data = decodeStructure(this.view.source, stream)
      return data.length <= MAX_CONTENT && this.budget.take('bytes', data.length)
        ? Buffer.from(data).toString('latin1')
        : ''
    } catch (error) {
      if (error instanceof AppError) return ''
      throw error
    }
  }
  paint(content, resources, initial) {
    const stack = []
    const path = { points: [], isClip: false }
    let state = initial
    let position = { line: IDENTITY, at: IDENTITY }
    for (const instruction of instructionsOf(content)) {
      const { operator, numbers } = instruction
      if (operator === 'q') stack.push(state)
      else if (operator === 'Q') state = stack.pop() ?? state
      else if (!this.paintObject(instruction, resources, state) && !addToPath(path, state.matrix, operator, numbers)) {
        state = endPath(path, this.changed(state, instruction, resources), operator)
        position = this.text(position, instruction, state)
      }
      if (this.budget.isSpent) return
    }
  }
  /** Pictures and forms; says whether it was one. */
  paintObject(instruction, resources, state) {
    if (instruction.operator === 'ID') this.picture(state, null)
    else if (instruction.operator === 'Do') this.paintNamed(instruction, resources, state)
    else return false
    return true
  }
  changed(state, { operator, numbers, names }, resources) {
    const first = numbers[0] ?? 0
    switch (operator) {
      case 'cm':
        return { ...state, matrix: multiply(matrixOf(numbers), state.matrix) }
      case 'Tf':
        return { ...state, fontSize: first, font: names[0] ?? '' }
      case 'TL':
        return { ...state, leading: first }
      case 'TD':
        return { ...state, leading: -(numbers[1] ?? 0) }
      case 'Tr':
        return { ...state, renderMode: first }
      case 'gs':
        return { ...state, ...this.transparency(this.named(resources, 'ExtGState', names[0])) }
      default:
        return state
    }
  }
  transparency(chosen) {
    const alpha = isDict(chosen) ? this.view.entry(chosen, 'ca') : null
    const mask = isDict(chosen) ? this.view.entry(chosen, 'SMask') : null
    if (typeof alpha !== 'number' && mask === null) return {}
    return { isTransparent: (typeof alpha === 'number' && alpha < 1) || isDict(mask) }
  }
  text(position, instruction, state) {
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
        return this.show(position, instruction.texts.join(''), state)
      case "'":
      case '"':
        return this.show(moveText(position, 0, -state.leading), instruction.texts.join(''), state)
      default:
        return position
    }
  }
  show(position, text, state) {
    const isPainted = state.renderMode !== 3 && state.renderMode !== 7 && text.trim() !== ''
    if (isPainted && this.budget.take('marks')) {
      const at = transform(multiply(position.at, state.matrix), [0, 0])
      this.order += 1
      this.marks.texts.push({ at, text, font: state.font, order: this.order })
    }
    // How wide letters are would need their font: half the size is near enough to tell covered from not covered.
    return { ...position, at: multiply([1, 0, 0, 1, text.length * state.fontSize * 0.5, 0], position.at) }
  }
  paintNamed({ names }, resources, state) {
    const found = this.named(resources, 'XObject', names[0])
    const reference = this.reference(resources, names[0])
    if (!isStream(found)) return
    if (isName(this.view.entry(found.dict, 'Subtype'), 'Form')) this.paintForm(found, resources, state)
    else if (!MASKS.some((key) => found.dict.entries.has(key))) this.picture(state, reference)
  }
  paintForm(form, outer, state) {
    if (this.depth >= MAX_DEPTH || !this.budget.take('marks')) return
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
  picture(state, object) {
    if (state.isTransparent || !this.budget.take('marks')) return
    const corners = cornersOf([0, 0, 1, 1]).map((corner) => transform(state.matrix, corner))
    const { clip } = clipped(state, boxAround(corners))
    this.order += 1
    if (clip) this.marks.pictures.push({ box: clip, object, order: this.order })
  }
  named(resources, kind, name) {
    const category = resources ? this.view.entry(resources, kind) : null
    return isDict(category) && name !== undefined ? this.view.entry(category, name) : null
  }
  reference(resources, name) {
    const category = resources ? this.view.entry(resources, 'XObject') : null
    const value = isDict(category) && name !== undefined ? category.entries.get(name) : null
    return isRef(value) ? value.num : null
  }
}
/** Pictures with one of these let what is below shine through. */
const MASKS = ['SMask', 'Mask', 'ImageMask']
function matrixOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]) {
  return [a, b, c, d, e, f]
}
