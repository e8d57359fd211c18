import type { OfficePorts } from '#core/office-ports'
import type { Actors } from '#seeds/fill/cast'

/** As offices use today: a signature of 60 mm, a seal of 38 mm. */
const SIGNATURE = { widthMm: 60, heightMm: 28.2 }
const SEAL = { widthMm: 38, heightMm: 38 }

const base64 = (png: Uint8Array) => Buffer.from(png).toString('base64')

/** Keeps the written signatures of those who sign and their agencies' seals (NĐ 30/2020, PL I, I.II.7.d, II.8.a). */
export async function keepImages({ images }: Pick<OfficePorts, 'images'>, actors: Iterable<Actors>): Promise<void> {
  for (const { officials, handwriting, seal, callerOf } of actors) {
    for (const official of officials) {
      const { personId, agencyId } = callerOf(official)
      await images.set({ kind: 'person', id: personId }, { png: base64(handwriting(official)), ...SIGNATURE })
      await images.set({ kind: 'agency', id: agencyId }, { png: base64(seal), ...SEAL })
    }
  }
}
