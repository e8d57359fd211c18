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

/** 1: white space, 2: delimiter, 0: regular. 7.2.2. */
const CLASSES = new Uint8Array(256)
for (const white of '\0\t\n\f\r ') CLASSES[white.charCodeAt(0)] = 1
for (const delimiter of '()<>[]{}/%') CLASSES[delimiter.charCodeAt(0)] = 2

const LINE_END = /[\r\n]/g
/** The end of an inline image's data. */
const IMAGE_END = /[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)/g
const HEXADECIMAL = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y
const ESCAPE = /\\(?:[0-7]{1,3}|\r\n|[^]|$)/y
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }

const [PERCENT, OPENING, CLOSING, BACKSLASH] = [0x25, 0x28, 0x29, 0x5c] as const
const [SLASH, LESS, GREATER, OPENING_ARRAY, CLOSING_ARRAY] = [0x2f, 0x3c, 0x3e, 0x5b, 0x5d] as const
const [PLUS, MINUS, POINT, ZERO, NINE] = [0x2b, 0x2d, 0x2e, 0x30, 0x39] as const

/** Operands of one operator; more of them are an array of rubbish. */
const MAX_OPERANDS = 10_000

type Operands = { numbers: number[]; names: string[]; parts: (string | number)[]; isInArray: boolean; isCut: boolean }
const noOperands = (): Operands => ({ numbers: [], names: [], parts: [], isInArray: false, isCut: false })

/**
 * Reads a content stream, one byte a letter, instruction by instruction; what it cannot read it passes over. It goes by
 * single letters: content streams are long.
 *
 * @param only Operators; before any other it ends.
 */
export function* instructionsOf(content: string, only?: ReadonlySet<string>): Generator<Instruction, void> {
  let operands = noOperands()
  for (let at = 0; at < content.length; ) {
    const after = afterSpaceOrOperand(content, at, operands)
    if (after > at) {
      at = after
      const isTooMuch = operands.numbers.length + operands.parts.length > MAX_OPERANDS
      if (isTooMuch) operands = { ...noOperands(), isCut: true }
      continue
    }
    const end = endOfWord(content, at)
    const operator = content.slice(at, end)
    at = Math.max(end, at + 1)
    if (operator === '') continue
    if (only?.has(operator) === false) return
    const { numbers, names, parts, isCut, isInArray } = operands
    yield { operator, numbers, names, parts, isCut: isCut || isInArray }
    operands = noOperands()
    if (operator === 'ID') at = afterMatch(IMAGE_END, content, at)
  }
}

/** Adds an operand that stands here to the others, and tells where it ends: here, where neither it nor space is here. */
function afterSpaceOrOperand(content: string, at: number, operands: Operands): number {
  const first = content.charCodeAt(at)
  switch (CLASSES[first]) {
    case 0:
      return readNumber(content, at, operands)
    case 1:
      return at + 1
    default:
      return first === PERCENT ? afterMatch(LINE_END, content, at) : readDelimited(content, at, operands)
  }
}

function readDelimited(content: string, at: number, operands: Operands): number {
  const first = content.charCodeAt(at)
  switch (first) {
    case OPENING:
      return readLiteral(content, at, operands)
    case LESS:
      return readHexadecimal(content, at, operands)
    case SLASH: {
      const end = endOfWord(content, at + 1)
      operands.names.push(content.slice(at + 1, end))
      return end
    }
    case CLOSING:
      return at
    case GREATER:
      return content.charCodeAt(at + 1) === GREATER ? afterBracket(at + 2, first, operands) : at
    default:
      return afterBracket(at + 1, first, operands)
  }
}

function afterBracket(end: number, bracket: number, operands: Operands): number {
  operands.isInArray = bracket === OPENING_ARRAY || (operands.isInArray && bracket !== CLOSING_ARRAY)
  return end
}

function endOfWord(content: string, from: number): number {
  let at = from
  while (CLASSES[content.charCodeAt(at)] === 0) at += 1
  return at
}

/** 7.3.3; letters close behind it begin a word of their own. */
function readNumber(content: string, from: number, { numbers, parts, isInArray }: Operands): number {
  const sign = content.charCodeAt(from)
  const start = sign === PLUS || sign === MINUS ? from + 1 : from
  const point = endOfDigits(content, start)
  const hasPoint = content.charCodeAt(point) === POINT
  const end = hasPoint ? endOfDigits(content, point + 1) : point
  const digits = end - start - (hasPoint ? 1 : 0)
  if (digits === 0) return from
  const list = isInArray ? parts : numbers
  list.push(Number(content.slice(from, end)))
  return end
}

function endOfDigits(content: string, from: number): number {
  let at = from
  for (let code = content.charCodeAt(at); code >= ZERO && code <= NINE; code = content.charCodeAt(at)) at += 1
  return at
}

/** 7.3.4.3: a last digit that is missing is 0. What begins so and is no string is a dictionary's bracket, or nothing. */
function readHexadecimal(content: string, at: number, operands: Operands): number {
  HEXADECIMAL.lastIndex = at
  const text = HEXADECIMAL.exec(content)?.[0]
  if (text === undefined) return content.charCodeAt(at + 1) === LESS ? afterBracket(at + 2, LESS, operands) : at
  const digits = text.slice(1, -1).replace(/[^0-9A-Fa-f]/g, '')
  const pairs = digits.length % 2 === 0 ? digits : `${digits}0`
  operands.parts.push(Buffer.from(pairs, 'hex').toString('latin1'))
  return at + text.length
}

/** 7.3.4.2; each escape is one letter, or an end of a line that does not count. */
function readLiteral(content: string, from: number, { parts }: Operands): number {
  let text = ''
  let copied = from + 1
  let at = from
  for (let depth = 0; at < content.length; ) {
    const code = content.charCodeAt(at)
    if (code === BACKSLASH) {
      ESCAPE.lastIndex = at
      const escape = ESCAPE.exec(content)?.[0] ?? ''
      text += content.slice(copied, at) + unescaped(escape.slice(1))
      at += escape.length
      copied = at
      continue
    }
    if (code === OPENING) depth += 1
    if (code === CLOSING) depth -= 1
    if (depth === 0) break
    at += 1
  }
  parts.push(text + content.slice(copied, at))
  return Math.min(at + 1, content.length)
}

function unescaped(escape: string): string {
  if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 255)
  return ESCAPED[escape.slice(0, 1)] ?? escape
}

/** Behind the next match; at the end of the content where there is none. */
function afterMatch(pattern: RegExp, content: string, at: number): number {
  pattern.lastIndex = at
  const found = pattern.exec(content)
  return found ? found.index + found[0].length : content.length
}
