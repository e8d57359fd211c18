import type { ReactNode } from 'react'
import classes from '#renderer/components/signing/place.module.css'
import { PlacePanel } from '#renderer/components/signing/place-panel.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import type { Places } from '#renderer/components/signing/use-places.ts'

type SheetColumnsProps = {
  documents: readonly FrozenDocument[]
  role: SigningAs
  places: Places
  what: ReactNode
  ask: ReactNode
}

/**
 * What will be signed, the page of one document with the place of its signature, and what is asked: nobody comes to the key
 * before the page. Where there is room the page stands at the right of both.
 */
export function SheetColumns({ documents, role, places, what, ask }: SheetColumnsProps) {
  const placed = documents.find(({ id }) => id === places.picked) ?? documents[0]
  return (
    <div className={classes['columns']}>
      <div>{what}</div>
      {placed && (
        <div className={classes['place']}>
          <PlacePanel
            key={placed.id}
            document={placed}
            role={role}
            chosen={places.of(placed.id)}
            onChoose={(place) => {
              places.choose(placed.id, place)
            }}
          />
        </div>
      )}
      <div>{ask}</div>
    </div>
  )
}
