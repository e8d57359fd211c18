import type { ReactNode } from 'react'
import classes from '#renderer/components/signing/place.module.css'
import { PlacePanel } from '#renderer/components/signing/place-panel.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import type { Places } from '#renderer/components/signing/use-places.ts'

type SheetColumnsProps = {
  documents: readonly FrozenDocument[]
  role: SigningAs
  places: Places
  children: ReactNode
}

/** What is asked on the left; on the right the page of one document with the place of its signature. */
export function SheetColumns({ documents, role, places, children }: SheetColumnsProps) {
  const placed = documents.find(({ id }) => id === places.picked) ?? documents[0]
  return (
    <div className={classes['columns']}>
      <div>{children}</div>
      {placed && (
        <div>
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
    </div>
  )
}
