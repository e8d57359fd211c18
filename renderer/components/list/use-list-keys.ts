import { useTranslation } from 'react-i18next'
import type { Command } from '#renderer/frame/command-store.ts'
import { useCommands } from '#renderer/frame/use-commands.ts'

type ListKeys = {
  ids: readonly string[]
  currentId: string | null
  onCurrent: (id: string) => void
  onOpen?: ((id: string) => void) | undefined
  onPick?: ((id: string) => void) | undefined
  onPickAll?: (() => void) | undefined
  onClear?: (() => void) | undefined
}

/** J/K and the arrows move, Enter opens, X picks, Ctrl+A picks all, Esc clears: in every list the same. */
export function useListKeys(list: ListKeys): void {
  const { t } = useTranslation()
  const { ids, currentId, onCurrent, onOpen, onPick, onPickAll, onClear } = list
  const move = (by: number) => {
    const at = currentId === null ? (by > 0 ? -1 : ids.length) : ids.indexOf(currentId)
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))]
    if (next !== undefined) onCurrent(next)
  }
  const at = (act: ((id: string) => void) | undefined) => () => {
    if (currentId !== null) act?.(currentId)
  }
  const base = { group: 'list', keysOnly: true } as const
  const commands: Command[] = [
    {
      ...base,
      id: 'list.next',
      label: t('list.next'),
      keys: ['j', 'ArrowDown'],
      run: () => {
        move(1)
      },
    },
    {
      ...base,
      id: 'list.previous',
      label: t('list.previous'),
      keys: ['k', 'ArrowUp'],
      run: () => {
        move(-1)
      },
    },
  ]
  if (onOpen) commands.push({ ...base, id: 'list.open', label: t('list.open'), keys: ['Enter'], run: at(onOpen) })
  if (onPick) commands.push({ ...base, id: 'list.pick', label: t('list.pick'), keys: ['x'], run: at(onPick) })
  if (onPick) {
    const extend = () => {
      at(onPick)()
      move(1)
    }
    commands.push({ ...base, id: 'list.extend', label: t('list.extend'), keys: ['shift+ArrowDown'], run: extend })
  }
  if (onPickAll) commands.push({ ...base, id: 'list.all', label: t('list.all'), keys: ['mod+a'], run: onPickAll })
  if (onClear) commands.push({ ...base, id: 'list.clear', label: t('list.clear'), keys: ['Escape'], run: onClear })
  useCommands(commands)
}
