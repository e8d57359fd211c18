import type { ReactNode } from 'react'

export type CommandGroup = 'go' | 'list' | 'document' | 'batch' | 'app'

/** One thing the user can do: it appears in the palette, answers its keys, and stands in the help sheet. */
export type Command = {
  id: string
  group: CommandGroup
  /** Already in the user's language. */
  label: string
  /** `mod+k`, `j`, `shift+ArrowDown`, or a sequence such as `g h`. The first one is shown. */
  keys?: readonly string[]
  icon?: ReactNode
  /** Works while an input field has the focus; only for keys with a modifier. */
  whileTyping?: boolean
  /** Works while a dialog is open. Others rest then. */
  inDialog?: boolean
  /** Stands in the help sheet, not in the palette. */
  keysOnly?: boolean
  run: () => void
}

type Owner = symbol
const registered = new Map<Owner, readonly Command[]>()
const listeners = new Set<() => void>()
let all: readonly Command[] = []

function changed(): void {
  all = [...registered.values()].flat()
  for (const listener of listeners) listener()
}

/** What is mounted later stands later, and wins where two commands have the same key. */
export const commandStore = {
  put: (owner: Owner, commands: readonly Command[]): void => {
    registered.set(owner, commands)
    changed()
  },
  drop: (owner: Owner): void => {
    registered.delete(owner)
    changed()
  },
  all: (): readonly Command[] => all,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
