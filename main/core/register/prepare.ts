import type { DocumentId, Sha256, Urgency } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { ruleFor } from './rights.ts'

export type Prepared = {
  documents: {
    id: DocumentId
    sha256: Sha256
    /** What the agency signs with the document; none for a leader. */
    appendices: Sha256[]
    codeNumber: string | null
    codeNotation: string | null
    subject: string
    agencyName: string
    urgency: Urgency
    size: number
  }[]
  refused: { id: DocumentId; code: string }[]
}

/**
 * Freezes what is about to be signed: each document with the digest of exactly the bytes that were shown, and those of
 * the appendices that are signed with it. A document that cannot be signed now is told with its reason and stops no other.
 */
export async function prepareSigning(
  { store }: Pick<OfficePorts, 'store'>,
  caller: Caller,
  { ids, role }: { ids: readonly DocumentId[]; role: 'leader' | 'agency' },
): Promise<Prepared> {
  const prepared: Prepared = { documents: [], refused: [] }
  for (const id of new Set(ids)) {
    const found = await one(store, caller, { id, role })
    if ('code' in found) prepared.refused.push(found)
    else prepared.documents.push(found)
  }
  return prepared
}

async function one(
  { documents, agencies }: OfficePorts['store'],
  caller: Caller,
  { id, role }: { id: DocumentId; role: 'leader' | 'agency' },
): Promise<Prepared['documents'][number] | Prepared['refused'][number]> {
  const document = await documents.visible(id, caller)
  if (!document) return { id, code: 'not-found' }
  const rule = ruleFor(caller, role === 'leader' ? 'sign-leader' : 'sign-agency', document)
  if (typeof rule === 'string') return { id, code: rule }
  const { sha256, fileSize, codeNumber, codeNotation, subject, urgency } = document
  if (sha256 === null || fileSize === null) return { id, code: 'file-missing' }
  const agency = await agencies.get(document.agencyId)
  const open = role === 'agency' ? (await documents.appendices(id)).filter(({ signed }) => !signed) : []
  const appendices = open.map((appendix) => appendix.sha256)
  const shown = { codeNumber, codeNotation, subject, urgency, agencyName: agency?.name ?? '', size: fileSize }
  return { id, sha256, appendices, ...shown }
}
