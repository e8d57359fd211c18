import type { Command } from '#renderer/frame/command-store.ts'

/** How long the second key of a sequence such as `g h` may take. */
const SEQUENCE_MS = 1500
const NOT_A_KEY = new Set(['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Process', 'Unidentified'])

type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'timeStamp'
> & { keyCode: number }
export type Situation = { typing: boolean; dialog: boolean; onControl: boolean; singleKeys: boolean }

/** The name of a key press, as commands write it. Letters ignore Shift only when they are symbols such as `?`. */
export function nameOf(press: Press): string {
  const key = press.key === ' ' ? 'Space' : press.key.length === 1 ? press.key.toLowerCase() : press.key
  const isSymbol = press.key.length === 1 && !/[a-z0-9 ]/i.test(press.key)
  return [
    press.ctrlKey || press.metaKey ? 'mod' : '',
    press.altKey ? 'alt' : '',
    press.shiftKey && !isSymbol ? 'shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+')
}

/**
 * Finds the command of a key press. Keys that belong to a Vietnamese input method (composing, keyCode 229)
 * are never taken; single keys rest in fields, and Enter and Space belong to a focused control.
 */
export function createKeyReader(): (press: Press, commands: readonly Command[], now: Situation) => Command | undefined {
  let before = ''
  let beforeAt = 0

  return (press, commands, now) => {
    if (press.isComposing || press.keyCode === 229 || NOT_A_KEY.has(press.key)) return undefined
    const name = nameOf(press)
    const sequence = before !== '' && press.timeStamp - beforeAt < SEQUENCE_MS ? `${before} ${name}` : name
    const usable = commands.filter((command) => mayRun(command, now))
    const found = lastWith(usable, sequence, now) ?? lastWith(usable, name, now)
    before = found || now.typing ? '' : name
    beforeAt = press.timeStamp
    return found
  }
}

function mayRun(command: Command, { typing, dialog }: Situation): boolean {
  if (dialog && command.inDialog !== true) return false
  return !typing || command.whileTyping === true
}

function lastWith(commands: readonly Command[], keys: string, now: Situation): Command | undefined {
  if (now.typing && !keys.includes('mod+')) return undefined
  const single = !/mod\+|alt\+|Arrow|Enter|Escape|F\d|Page|Home|End|Space/.test(keys)
  if (single && !now.singleKeys && keys !== '?') return undefined
  if (now.onControl && (keys === 'Enter' || keys === 'Space')) return undefined
  return commands.findLast((command) => command.keys?.includes(keys))
}

/** Keys as a person reads them: `Ctrl+K`, `G` then `H`. */
export function shownKeys(keys: string): string[][] {
  return keys.split(' ').map((press) => press.split('+').map(shownKey))
}

function shownKey(part: string): string {
  const names: Record<string, string> = {
    mod: 'Ctrl',
    alt: 'Alt',
    shift: 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  }
  return names[part] ?? (part.length === 1 ? part.toUpperCase() : part)
}
