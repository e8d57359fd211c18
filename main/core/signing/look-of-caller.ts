import type { DocumentId, ImageOwner, SigningRole } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { writtenCode } from '#core/register/symbol'
import type { LookSigner } from './role-look.ts'

type Office = Pick<OfficePorts, 'store' | 'images'>

/** What an appearance says of the person, the agency and the document, and whose image it shows: the office's part. */
export async function lookOfCaller(
  { store, images }: Office,
  caller: Caller,
  { id, role }: { id: DocumentId; role: SigningRole },
): Promise<Pick<LookSigner, 'words' | 'image'>> {
  const [person, agency, document] = await Promise.all([
    store.people.get(caller.personId),
    store.agencies.get(caller.agencyId),
    store.documents.get(id),
  ])
  return {
    image: await images.get(imageOwner(caller, role)),
    words: {
      position: person?.position ?? '',
      agency: agency?.name ?? '',
      number: document ? writtenCode(document.codeNumber ?? '', document.codeNotation ?? '') : '',
    },
  }
}

/** Leaders, initials and comments are signed as a person; everything else as the agency. */
export function imageOwner(caller: Caller, role: SigningRole): ImageOwner {
  const isPerson = role === 'leader' || role === 'initial' || role === 'comment'
  return isPerson ? { kind: 'person', id: caller.personId } : { kind: 'agency', id: caller.agencyId }
}
