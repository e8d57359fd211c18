import { describe, expect, test } from 'vitest'
import type { Command } from '#renderer/frame/command-store.ts'
import { createKeyReader, shownKeys } from '#renderer/frame/keys.ts'

const command = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({
  id,
  group: 'app',
  label: id,
  keys,
  run: () => undefined,
  ...more,
})

const COMMANDS = [
  command('next', ['j', 'ArrowDown']),
  command('today', ['g h']),
  command('return', ['h']),
  command('sign', ['mod+Enter'], { whileTyping: true }),
  command('search', ['mod+k', '/'], { whileTyping: true }),
  command('help', ['?']),
  command('read', ['Space']),
  command('confirm', ['mod+s'], { inDialog: true, whileTyping: true }),
]
const FREE = { typing: false, dialog: false, onControl: false, singleKeys: true }

let clock = 0
const press = (key: string, more: Partial<KeyboardEvent> = {}) => {
  clock += 100
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0 }
  return { key, ...plain, timeStamp: clock, ...more }
}

const found = (key: string, now = FREE, more: Partial<KeyboardEvent> = {}) =>
  createKeyReader()(press(key, more), COMMANDS, now)?.id

describe('a key', () => {
  test('gives its command where nobody is typing', () => {
    expect(found('j')).toBe('next')
    expect(found('ArrowDown')).toBe('next')
    expect(found(' ')).toBe('read')
    expect(found('?', FREE, { shiftKey: true })).toBe('help')
  })

  test('of a Vietnamese input method is never taken', () => {
    expect(found('j', FREE, { isComposing: true })).toBeUndefined()
    expect(found('j', FREE, { keyCode: 229 })).toBeUndefined()
    expect(found('Process')).toBeUndefined()
  })

  test('in a field belongs to the field, unless it is held with Ctrl', () => {
    const typing = { ...FREE, typing: true }
    expect(found('j', typing)).toBeUndefined()
    expect(found('/', typing)).toBeUndefined()
    expect(found('k', typing, { ctrlKey: true })).toBe('search')
    expect(found('Enter', typing, { ctrlKey: true })).toBe('sign')
  })

  test('single letters rest where the person has switched them off; the help stays', () => {
    const off = { ...FREE, singleKeys: false }
    expect(found('j', off)).toBeUndefined()
    expect(found('ArrowDown', off)).toBe('next')
    expect(found('?', off, { shiftKey: true })).toBe('help')
  })

  test('in a dialog reaches only the dialog’s own commands', () => {
    const dialog = { ...FREE, dialog: true }
    expect(found('j', dialog)).toBeUndefined()
    expect(found('s', dialog, { ctrlKey: true })).toBe('confirm')
  })

  test('Space on a button presses the button', () => {
    expect(found(' ', { ...FREE, onControl: true })).toBeUndefined()
  })
})

describe('a sequence', () => {
  test('of two keys is one command, and the second key alone is another', () => {
    const read = createKeyReader()
    expect(read(press('g'), COMMANDS, FREE)).toBeUndefined()
    expect(read(press('h'), COMMANDS, FREE)?.id).toBe('today')
    expect(read(press('h'), COMMANDS, FREE)?.id).toBe('return')
  })

  test('that takes too long is forgotten', () => {
    const read = createKeyReader()
    read(press('g'), COMMANDS, FREE)
    clock += 5000
    expect(read(press('h'), COMMANDS, FREE)?.id).toBe('return')
  })
})

test('keys are shown as they stand on the keyboard', () => {
  expect(shownKeys('mod+Enter')).toEqual([['Ctrl', 'Enter']])
  expect(shownKeys('g h')).toEqual([['G'], ['H']])
})
