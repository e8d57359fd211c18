/** One operator of a content stream with what stands before it. ISO 32000-1:2008, 7.8.2. */
export type Instruction = {
  operator: string
  numbers: readonly number[]
  names: readonly string[]
  /** Strings as they stand, also those in an array. */
  texts: readonly string[]
}

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)+/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y
const HEXADECIMAL = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y
const BRACKET = /<<|>>|[[\]{}]/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
/** The end of an inline image's data. */
const IMAGE_END = /[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)/g

/** Operands of one operator; more of them are an array of rubbish. */
const MAX_OPERANDS = 10_000

/** Reads a content stream instruction by instruction; what it cannot read it passes over. */
export function* instructionsOf(content: string): Generator<Instruction, void> {
  let at = 0
  let operands = { numbers: [] as number[], names: [] as string[], texts: [] as string[] }
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(content)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  const reset = () => {
    operands = { numbers: [], names: [], texts: [] }
  }
  while (at < content.length) {
    if (take(SPACE) !== undefined) continue
    const operand = readOperand(content, at, take)
    if (operand === undefined) {
      const operator = take(WORD)
      if (operator === undefined) at += 1
      else {
        yield { operator, ...operands }
        reset()
        if (operator === 'ID') at = afterImage(content, at)
      }
      continue
    }
    at = operand.end
    if (operands.numbers.length + operands.texts.length > MAX_OPERANDS) reset()
    if (operand.number !== undefined) operands.numbers.push(operand.number)
    if (operand.name !== undefined) operands.names.push(operand.name)
    if (operand.text !== undefined) operands.texts.push(operand.text)
  }
}

type Operand = { end: number; number?: number; name?: string; text?: string }

/** By its first character, most of which begin no operand: content streams are long. */
function readOperand(content: string, at: number, take: Take): Operand | undefined {
  const first = content[at] ?? ''
  if (first === '(') return literal(content, at)
  if (first === '/') return nameFrom(at, take)
  if (first === '<') return hexadecimalFrom(at, take) ?? bracketFrom(at, take)
  if ('[]{}>'.includes(first)) return bracketFrom(at, take)
  const number = '+-.0123456789'.includes(first) ? take(NUMBER) : undefined
  return number === undefined ? undefined : { end: at + number.length, number: Number(number) }
}

type Take = (pattern: RegExp) => string | undefined

function nameFrom(at: number, take: Take): Operand | undefined {
  const name = take(NAME)
  return name === undefined ? undefined : { end: at + name.length, name: name.slice(1) }
}

function hexadecimalFrom(at: number, take: Take): Operand | undefined {
  const text = take(HEXADECIMAL)
  if (text === undefined) return undefined
  const digits = text.slice(1, -1).replace(/[^0-9A-Fa-f]/g, '')
  return { end: at + text.length, text: Buffer.from(digits, 'hex').toString('latin1') }
}

function bracketFrom(at: number, take: Take): Operand | undefined {
  const bracket = take(BRACKET)
  return bracket === undefined ? undefined : { end: at + bracket.length }
}

/** 7.3.4.2; escapes count as the letter they name, octal codes as one. */
function literal(content: string, from: number): Operand {
  let depth = 0
  let text = ''
  for (let at = from; at < content.length; at += 1) {
    const char = content[at] ?? ''
    if (char === '\\') {
      at += 1
      text += content[at] ?? ''
      continue
    }
    if (char === '(') depth += 1
    if (char === ')') depth -= 1
    if (depth === 0) return { end: at + 1, text: text.slice(1) }
    text += char
  }
  return { end: content.length, text: text.slice(1) }
}

function afterImage(content: string, at: number): number {
  IMAGE_END.lastIndex = at
  const found = IMAGE_END.exec(content)
  return found ? found.index + found[0].length : content.length
}
