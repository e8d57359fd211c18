import { AppError, type Appendix, type DocumentDetail, type DocumentId, type Sha256 } from '#contract'
import type { Caller } from '#core/people/caller'
import { getDocument, type Ports, visibleDocument } from './act.ts'
import type { DocumentRecord } from './document.ts'
import { requireOwnCertificate, requirePassed, requireRevision } from './hand-in.ts'
import { requireOnlySigned } from './only-signed.ts'
import type { FilePorts } from './outgoing.ts'
import { requireRule, wrongState } from './rights.ts'
import { checkPdfToSign } from './staged-pdf.ts'
import type { OfficeTransaction } from './store.ts'
import { type VerifyPorts, verifyRevision } from './verify-revision.ts'

/** Of one document: the agency signs each with a signature of its own. */
const MOST = 50

/** Adds an appendix that is a file of its own. Throws what `replaceFile` throws, and `too-many-appendices`. */
export async function addAppendix(
  ports: FilePorts,
  caller: Caller,
  { id, sha256, fileName }: { id: DocumentId; sha256: Sha256; fileName: string },
): Promise<DocumentDetail> {
  const { store, files, clock } = ports
  requireRule(caller, 'replace-file', await visibleDocument(store, caller, id))
  const { size } = await checkPdfToSign(ports, sha256)
  const at = clock.now()
  await store.transaction(async (stores) => {
    await noteEvent(stores, caller, { id, action: 'add-appendix', at, reason: fileName })
    if ((await stores.documents.appendices(id)).length >= MOST)
      throw new AppError('too-many-appendices', { most: MOST })
    await files.keep(sha256)
    await stores.documents.addAppendix(id, { name: fileName, sha256, size, at })
    await stores.documents.addRevision(id, { sha256, size, at: at.toISOString(), cause: 'appendix' })
  })
  return getDocument(ports, caller, id)
}

/** Takes an appendix from the document; its bytes stay among the revisions. Throws `not-found`. */
export async function removeAppendix(
  ports: Ports,
  caller: Caller,
  { id, number }: { id: DocumentId; number: number },
): Promise<DocumentDetail> {
  const { store, clock } = ports
  const at = clock.now()
  await store.transaction(async (stores) => {
    const found = (await stores.documents.appendices(id)).find((one) => one.number === number)
    await noteEvent(stores, caller, { id, action: 'remove-appendix', at, reason: found?.name ?? '' })
    if (!(await stores.documents.removeAppendix(id, { number, at }))) throw new AppError('not-found', { id })
  })
  return getDocument(ports, caller, id)
}

type Noted = { id: DocumentId; action: 'add-appendix' | 'remove-appendix'; at: Date; reason: string }

/** By the rule of the file itself: who may replace it may change its appendices, in the same states. */
async function noteEvent(stores: OfficeTransaction, caller: Caller, { id, ...event }: Noted): Promise<void> {
  const document = await visibleDocument(stores, caller, id)
  const { from } = requireRule(caller, 'replace-file', document)
  const change = { from, set: {}, event: { ...event, actorId: caller.personId } }
  if (!(await stores.documents.change(id, change))) throw wrongState('replace-file', document)
}

/** Appendices that the agency has still to sign before the document itself. Throws `not-found`. */
export async function openAppendices(
  { store }: Pick<Ports, 'store'>,
  caller: Caller,
  id: DocumentId,
): Promise<Pick<Appendix, 'number' | 'sha256'>[]> {
  const document = await visibleDocument(store, caller, id)
  return (await store.documents.appendices(document.id)).filter(({ signed }) => !signed)
}

export type HandedInAppendix = { id: DocumentId; number: number; expected: Sha256; signed: Sha256 }

/**
 * Takes an appendix that the agency has signed: the confirmed bytes with a signature behind them that covers all, passes and
 * is this agency's. What is refused is removed.
 *
 * @throws AppError `wrong-state`, `forbidden`, `separation-of-duties`, `file-changed`, `not-an-incremental-revision`,
 *   `signature-not-valid`, `number-changed`, `changed-besides-signature`, `certificate-untrusted`, `certificate-not-yours`.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, II.8.b and III.1.d.
 */
export async function handInAppendix(ports: VerifyPorts, caller: Caller, handedIn: HandedInAppendix): Promise<void> {
  const { id, signed } = handedIn
  const document = await visibleDocument(ports.store, caller, id)
  requireRule(caller, 'sign-agency', document)
  try {
    await accept(ports, caller, { document, handedIn })
  } catch (error) {
    await ports.files.discard(signed)
    throw error
  }
}

type Accepting = { document: DocumentRecord; handedIn: HandedInAppendix }

async function accept(ports: VerifyPorts, caller: Caller, { document, handedIn }: Accepting): Promise<void> {
  const { store, files, clock } = ports
  const { id, number, expected, signed } = handedIn
  const present = (await store.documents.appendices(id)).find((one) => one.number === number && !one.signed)
  if (present?.sha256 !== expected) throw new AppError('file-changed', { id })
  const size = await requireRevision(ports, { id, length: present.size }, handedIn)
  const signature = requirePassed(await verifyRevision(ports, { sha256: signed, fileName: present.name }))
  await requireOnlySigned(ports, { id, signed, confirmedSize: present.size }, signature)
  const certificate = await requireOwnCertificate(ports, caller, { document, role: 'agency', signature })
  const at = clock.now()
  await store.transaction(async ({ documents }) => {
    const { from } = requireRule(caller, 'sign-agency', document)
    const event = { action: 'sign-appendix', actorId: caller.personId, at, reason: present.name }
    const isOpen = await documents.change(id, { from, set: {}, event })
    if (!isOpen || !(await documents.signAppendix(id, { number, expected, sha256: signed, size, at })))
      throw wrongState('sign-agency', document)
    await files.keep(signed)
    await documents.addRevision(id, { sha256: signed, size, at: at.toISOString(), cause: 'appendix' })
    await documents.addSignature(id, {
      ...{ revision: signed, role: 'agency' as const, personId: caller.personId, field: signature.field },
      ...{ certificateSha256: certificate.facts.sha256, signedAt: signature.signedAt },
      ...{ indication: signature.indication, at: at.toISOString() },
    })
  })
}
