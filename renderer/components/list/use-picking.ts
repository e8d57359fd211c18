import { useMemo, useState } from 'react'

export type Picked = {
  picked: ReadonlySet<string>
  toggle: (id: string) => void
  set: (ids: readonly string[]) => void
  clear: () => void
}

/** Which rows are picked; rows that left the list (signed, returned) leave the pick too. */
export function usePicking(ids: readonly string[]): Picked {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = useMemo(() => new Set(ids.filter((id) => chosen.has(id))), [ids, chosen])
  return {
    picked,
    toggle: (id) => {
      setChosen((before) => {
        const after = new Set(before)
        if (!after.delete(id)) after.add(id)
        return after
      })
    },
    set: (all) => {
      setChosen(new Set(all))
    },
    clear: () => {
      setChosen(new Set())
    },
  }
}
