import { createHash } from 'node:crypto'
import { type AgencyId, AppError, type ImageOwner, type PersonId, type Png, type SignatureImage } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { pngSize } from '#core/pdf/png-size'
import { type Caller, hasRole } from './caller.ts'

/** Written signatures of people and seals of agencies, each with its true size. */
export type SignatureImages = {
  get: (owner: ImageOwner) => Promise<SignatureImage | undefined>
  /** `null` takes it away. */
  set: (owner: ImageOwner, image: SignatureImage | null) => Promise<void>
  /** A picture that is nobody's any more, as a file for whoever looks for it. */
  layAside: (png: Png) => Promise<void>
}

type Ports = Pick<OfficePorts, 'store' | 'clock' | 'images'>

/** The image for whoever may change it: it is worth as much as a stamp in a drawer. Throws `forbidden`. */
export async function signatureImage(
  ports: Pick<Ports, 'images' | 'store'>,
  caller: Caller,
  owner: ImageOwner,
): Promise<SignatureImage | null> {
  await requireOwner(ports, caller, owner)
  return (await ports.images.get(owner)) ?? null
}

/**
 * Keeps or takes away an image; who did it, when, and the image's SHA-256 stay in the audit trail.
 *
 * @throws AppError `forbidden`, `image-unreadable`.
 * @see NĐ 30/2020/NĐ-CP, Điều 32 (custody of seals); PL I, Phần I, II.7.d and II.8.a (the images).
 */
export async function setSignatureImage(
  ports: Ports,
  caller: Caller,
  { owner, image }: { owner: ImageOwner; image: SignatureImage | null },
): Promise<SignatureImage | null> {
  await requireOwner(ports, caller, owner)
  if (image && !pngSize(Buffer.from(image.png, 'base64'))) throw new AppError('image-unreadable')
  await keepImage(ports, { owner, image, agencyId: caller.agencyId, actorId: caller.personId })
  return image
}

type Kept = { owner: ImageOwner; image: SignatureImage | null; agencyId: AgencyId; actorId: PersonId | null }

/** Keeps an image together with its event; nobody's rights are asked. */
export async function keepImage({ images, store, clock }: Ports, { owner, image, agencyId, actorId }: Kept) {
  const object = { kind: owner.kind, id: owner.id, agencyId }
  const reason = image ? `SHA-256 ${createHash('sha256').update(image.png, 'base64').digest('hex')}` : ''
  await store.transaction(async ({ events }) => {
    await events.append({ action: 'change-signature-image', actorId, at: clock.now(), reason, object })
    // Last: an image that cannot be kept takes its event back.
    await images.set(owner, image)
  })
}

/** A person's own image, an agency's seal its clerk's; an admin's either, as far as the admin's scope goes. */
async function requireOwner({ store }: Pick<Ports, 'store'>, caller: Caller, { kind, id }: ImageOwner): Promise<void> {
  const isOwn = kind === 'person' ? id === caller.personId : id === caller.agencyId && hasRole(caller, 'clerk')
  if (isOwn) return
  if (!hasRole(caller, 'admin')) throw new AppError('forbidden', { action: 'change-signature-image' })
  const agencyId = kind === 'person' ? (await store.people.get(id as PersonId))?.agencyId : (id as AgencyId)
  const isInScope = agencyId !== undefined && (await store.agencies.isUnder(agencyId, caller.agencyId))
  if (!isInScope) throw new AppError('not-found', { id })
}
