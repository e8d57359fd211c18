import { AppError, type ImageOwner, type SignatureImage } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { pngSize } from '#core/pdf/png-size'
import { type Caller, hasRole } from './caller.ts'

/** Written signatures of people and seals of agencies, each with its true size. */
export type SignatureImages = {
  get: (owner: ImageOwner) => Promise<SignatureImage | undefined>
  /** `null` takes it away. */
  set: (owner: ImageOwner, image: SignatureImage | null) => Promise<void>
}

type Ports = Pick<OfficePorts, 'store' | 'clock' | 'images'>

/** The image for whoever may change it: it is worth as much as a stamp in a drawer. Throws `forbidden`. */
export async function signatureImage(
  { images }: Pick<Ports, 'images'>,
  caller: Caller,
  owner: ImageOwner,
): Promise<SignatureImage | null> {
  requireOwner(caller, owner)
  return (await images.get(owner)) ?? null
}

/**
 * Keeps or takes away an image; who did it and when stays in the audit trail.
 *
 * @throws AppError `forbidden`, `image-unreadable`.
 * @see NĐ 30/2020/NĐ-CP, Điều 32 (custody of seals); PL I, Phần I, II.7.d and II.8.a (the images).
 */
export async function setSignatureImage(
  { images, store, clock }: Ports,
  caller: Caller,
  { owner, image }: { owner: ImageOwner; image: SignatureImage | null },
): Promise<SignatureImage | null> {
  requireOwner(caller, owner)
  if (image && !pngSize(Buffer.from(image.png, 'base64'))) throw new AppError('image-unreadable')
  await images.set(owner, image)
  const object = { kind: owner.kind, id: owner.id, agencyId: caller.agencyId }
  await store.transaction(({ events }) =>
    events.append({ action: 'change-signature-image', actorId: caller.personId, at: clock.now(), reason: '', object }),
  )
  return image
}

/** A person's own image, an agency's seal its clerk's; an admin either. */
function requireOwner(caller: Caller, owner: ImageOwner): void {
  if (hasRole(caller, 'admin')) return
  const isOwn =
    owner.kind === 'person' ? owner.id === caller.personId : owner.id === caller.agencyId && hasRole(caller, 'clerk')
  if (!isOwn) throw new AppError('forbidden', { action: 'change-signature-image' })
}
