/** One operator of a content stream with what stands before it. ISO 32000-1:2008, 7.8.2. */
export type Instruction = {
  operator: string
  numbers: readonly number[]
  names: readonly string[]
  /** Strings, and the numbers of an array between them (9.4.3, TJ). */
  parts: readonly (string | number)[]
  /** Whether operands are missing: there were too many, or an array has no end. */
  isCut: boolean
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
  let operands = noOperands()
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(content)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  while (at < content.length) {
    if (take(SPACE) !== undefined) continue
    const operand = readOperand(content, at, take)
    if (operand === undefined) {
      const operator = take(WORD)
      if (operator === undefined) at += 1
      else {
        yield { operator, ...operands, isCut: operands.isCut || operands.isInArray }
        operands = noOperands()
        if (operator === 'ID') at = afterImage(content, at)
      }
      continue
    }
    at = operand.end
    if (operands.numbers.length + operands.parts.length > MAX_OPERANDS) operands = { ...noOperands(), isCut: true }
    keep(operands, operand, content[at - 1])
  }
}

type Operands = { numbers: number[]; names: string[]; parts: (string | number)[]; isInArray: boolean; isCut: boolean }
const noOperands = (): Operands => ({ numbers: [], names: [], parts: [], isInArray: false, isCut: false })

function keep(operands: Operands, { number, text, name }: Operand, last: string | undefined): void {
  const { isInArray, numbers, parts, names } = operands
  if (number !== undefined) (isInArray ? parts : numbers).push(number)
  else if (text !== undefined) parts.push(text)
  else if (name !== undefined) names.push(name)
  else operands.isInArray = last === '[' || (isInArray && last !== ']')
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
  // 7.3.4.3: a last digit that is missing is 0.
  const pairs = digits.length % 2 === 0 ? digits : `${digits}0`
  return { end: at + text.length, text: Buffer.from(pairs, 'hex').toString('latin1') }
}

function bracketFrom(at: number, take: Take): Operand | undefined {
  const bracket = take(BRACKET)
  return bracket === undefined ? undefined : { end: at + bracket.length }
}

const PARTS = /\\(?:[0-7]{1,3}|\r\n|[^]|$)|[()]|[^()\\]+/y
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }

/** 7.3.4.2; each escape is one letter, or an end of a line that does not count. */
function literal(content: string, from: number): Operand {
  let depth = 1
  let text = ''
  PARTS.lastIndex = from + 1
  for (let part = PARTS.exec(content)?.[0]; part !== undefined; part = PARTS.exec(content)?.[0]) {
    if (part === '(') depth += 1
    if (part === ')') depth -= 1
    if (depth === 0) return { end: PARTS.lastIndex, text }
    text += part.startsWith('\\') ? unescaped(part.slice(1)) : part
  }
  return { end: content.length, text }
}

function unescaped(escape: string): string {
  if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 255)
  return ESCAPED[escape.slice(0, 1)] ?? escape
}

function afterImage(content: string, at: number): number {
  IMAGE_END.lastIndex = at
  const found = IMAGE_END.exec(content)
  return found ? found.index + found[0].length : content.length
}
