import { createHash } from 'node:crypto'
import type { DocumentCheck, DocumentId, Instant, Sha256 } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { DocumentRecord } from './document.ts'
import type { OfficeTransaction } from './store.ts'

/** What the register knew when a check began. */
export type Seen = { document: DocumentRecord; before: DocumentCheck | undefined; checkedAt: Instant | null }

/** Undefined where there is no such document. */
export async function look(
  { documents, checks }: Pick<OfficeTransaction, 'documents' | 'checks'>,
  id: DocumentId,
): Promise<Seen | undefined> {
  const document = await documents.get(id)
  if (!document) return undefined
  const [before] = await checks.list(id, 1)
  const { checkedAt = null } = (await checks.planOf(id)) ?? {}
  return { document, before, checkedAt }
}

/** Undefined where the bytes or the last check are others by now: a slow check does not undo what a later one found. */
export async function unmoved(stores: OfficeTransaction, seen: Seen): Promise<DocumentRecord | undefined> {
  const now = await look(stores, seen.document.id)
  const isSame =
    now?.document.sha256 === seen.document.sha256 &&
    now.before?.number === seen.before?.number &&
    now.checkedAt === seen.checkedAt
  return isSame ? now.document : undefined
}

/** Damage of the disk is no verdict on a signature: the bytes still have the digest that names them. */
export async function isWhole({ files }: Pick<OfficePorts, 'files'>, sha256: Sha256): Promise<boolean> {
  const file = await files.open(sha256)
  try {
    const hash = createHash('sha256')
    for await (const chunk of file.chunks(0, file.size)) hash.update(chunk)
    return hash.digest('hex') === sha256
  } finally {
    file.close()
  }
}
