import { AppError, isErrorCode } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { prepareSigning } from '#core/register/prepare'
import type { Confirmed } from './batch.ts'

/**
 * The rule by which documents are frozen for signing, asked again: what calls with other documents or other bytes than
 * it was shown gets no signature over any stored file.
 *
 * @throws AppError `file-changed` where these are not the document's bytes; `not-found`, `forbidden`, `wrong-state`,
 *   `separation-of-duties`, `file-missing`.
 */
export async function requireMaySign(
  office: Pick<OfficePorts, 'store'>,
  caller: Caller,
  { id, expected, role }: Confirmed,
): Promise<void> {
  const { documents, refused } = await prepareSigning(office, caller, { ids: [id], role })
  const code = refused[0]?.code
  if (code !== undefined) throw new AppError(isErrorCode(code) ? code : 'forbidden', { id })
  if (documents[0]?.sha256 !== expected) throw new AppError('file-changed', { id })
}

/** True where the register has a revision that this role's signature made of exactly the confirmed bytes. */
export async function isSigned(
  { store: { documents } }: Pick<OfficePorts, 'store'>,
  caller: Caller,
  { id, expected, role }: Confirmed,
): Promise<boolean> {
  if (!(await documents.visible(id, caller))) return false
  // Appendices stand among the revisions: those that are signed first come between the confirmed bytes and the seal.
  const own = (await documents.revisions(id)).filter(({ cause }) => cause !== 'appendix')
  return own.some(({ cause }, index) => cause === role && own[index - 1]?.sha256 === expected)
}
