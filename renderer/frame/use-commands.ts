import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type Command, commandStore } from '#renderer/frame/command-store.ts'

/** Registers commands for as long as the component is mounted. `run` always is the latest one. */
export function useCommands(commands: readonly Command[]): void {
  const [owner] = useState(() => Symbol('commands'))
  const latest = useRef(commands)
  const signature = commands.map((command) => `${command.id}|${command.label}|${command.keys?.join() ?? ''}`).join('\n')

  useEffect(() => {
    latest.current = commands
  })

  useEffect(() => {
    commandStore.put(
      owner,
      latest.current.map((command) => ({ ...command, run: () => latest.current.find(same(command))?.run() })),
    )
    return () => {
      commandStore.drop(owner)
    }
  }, [owner, signature])
}

/** Every command that can be given now. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(commandStore.subscribe, commandStore.all)
}

function same(command: Command): (other: Command) => boolean {
  return (other) => other.id === command.id
}
