import type { AgencyId, Png, Role } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { WorkspaceSettings } from '#core/ports'
import { keepImage } from './signature-images.ts'

type Ports = Pick<OfficePorts, 'store' | 'settings' | 'images' | 'clock'>

/** Whoever signs for an agency, or keeps its seal. */
const KEEPERS: readonly Role[] = ['clerk', 'admin']
const PAGE = 500

/**
 * Gives the seal that earlier versions kept once for the whole office to the agencies that signed with it: those without an
 * image of their own. It stands as large as before. Where each has its own, the old one is laid aside as a file. Whatever
 * fails before the end leaves the old seal where it was: the next start goes on.
 *
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.8.a (an agency's seal); Điều 32 (its custody).
 */
export async function moveOfficeSeal(ports: Ports): Promise<void> {
  const present = await ports.settings.get()
  if (present?.sealPng === undefined) return
  if (present.sealPng !== null) await handOut(ports, present.sealPng, present)
  await ports.settings.change((now) => {
    const { sealPng: _moved, ...settings } = now ?? present
    return settings
  })
}

async function handOut(ports: Ports, png: Png, { appearances: { agency } }: WorkspaceSettings): Promise<void> {
  const image = { png, widthMm: agency.widthMm, heightMm: agency.heightMm }
  let isKept = false
  for (const id of await agenciesWithKeepers(ports)) {
    const owner = { kind: 'agency', id } as const
    const own = await ports.images.get(owner)
    if (!own) await keepImage(ports, { owner, image, agencyId: id, actorId: null })
    isKept ||= (own ?? image).png === png
  }
  if (!isKept) await ports.images.layAside(png)
}

async function agenciesWithKeepers({ store }: Ports): Promise<ReadonlySet<AgencyId>> {
  const found = new Set<AgencyId>()
  for (const role of KEEPERS) {
    let cursor: string | undefined
    do {
      const { rows, nextCursor } = await store.people.list(null, { role, limit: PAGE, cursor })
      for (const { agencyId } of rows) found.add(agencyId)
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return found
}
