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
export function* instructionsOf(content) {
  let at = 0
  let operands = { numbers: [], names: [], texts: [] }
  const take = (pattern) => {
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
function readOperand(content, at, take) {
  const end = (text) => at + text.length
  if (content[at] === '(') return literal(content, at)
  const number = take(NUMBER)
  if (number !== undefined) return { end: end(number), number: Number(number) }
  const name = take(NAME)
  if (name !== undefined) return { end: end(name), name: name.slice(1) }
  const hexadecimal = take(HEXADECIMAL)
  if (hexadecimal !== undefined) {
    const digits = hexadecimal.slice(1, -1).replace(/[^0-9A-Fa-f]/g, '')
    return { end: end(hexadecimal), text: Buffer.from(digits, 'hex').toString('latin1') }
  }
  const bracket = take(BRACKET)
  return bracket === undefined ? undefined : { end: end(bracket) }
}
/** 7.3.4.2; escapes count as the letter they name, octal codes as one. */
function literal(content, from) {
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
function afterImage(content, at) {
  IMAGE_END.lastIndex = at
  const found = IMAGE_END.exec(content)
  return found ? found.index + found[0].length : content.length
}
