import { useState } from 'react'
import type { DocumentId, SigningPlace } from '#contract'
import type { FrozenDocument } from '#renderer/components/signing/use-frozen-list.ts'

export type Places = {
  /** The document whose page is shown; null: the first one. */
  picked: DocumentId | null
  pick: (id: DocumentId) => void
  of: (id: DocumentId) => SigningPlace | undefined
  /** `undefined` goes back to what is proposed. */
  choose: (id: DocumentId, place: SigningPlace | undefined) => void
  withPlaces: (documents: readonly FrozenDocument[]) => FrozenDocument[]
}

/** Places that were chosen by hand; every other document is signed where it is proposed. */
export function usePlaces(): Places {
  const [places, setPlaces] = useState<ReadonlyMap<DocumentId, SigningPlace>>(new Map())
  const [picked, setPicked] = useState<DocumentId | null>(null)
  return {
    picked,
    pick: setPicked,
    of: (id) => places.get(id),
    choose: (id, place) => {
      setPlaces((before) => {
        const after = new Map(before)
        if (place) after.set(id, place)
        else after.delete(id)
        return after
      })
    },
    withPlaces: (documents) =>
      documents.map((document) => {
        const place = places.get(document.id)
        return place ? { ...document, place } : document
      }),
  }
}
