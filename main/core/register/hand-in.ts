import { createHash } from 'node:crypto'
import {
  AppError,
  type DocumentAction,
  type DocumentDetail,
  type DocumentId,
  type FileReport,
  type Sha256,
  type SignatureReport,
} from '#contract'
import { levelForRole, levelSettings } from '#core/levels/office-levels'
import { noteLevel } from '#core/levels/waiting-documents'
import type { Caller } from '#core/people/caller'
import type { CertificateRecord } from '#core/people/store'
import { actWithin, getDocument, visibleDocument } from './act.ts'
import { isUnanswered, noteCheck, verdictOf } from './checks.ts'
import type { DocumentRecord } from './document.ts'
import { byKnownRevocations } from './known-revocations.ts'
import { requireOnlySigned } from './only-signed.ts'
import { requireRule } from './rights.ts'
import { isBroken, isVerified } from './standing.ts'
import { type VerifyPorts, verifyRevision } from './verify-revision.ts'

export type HandedIn = { id: DocumentId; expected: Sha256; signed: Sha256; role: 'leader' | 'agency' }

const ACTION_OF = { leader: 'sign-leader', agency: 'sign-agency' } as const satisfies Record<string, DocumentAction>

/**
 * Takes a signed revision of exactly the bytes that were confirmed. The office believes nobody: it checks that the old
 * bytes are the new file's beginning, that only signatures stand behind them and none has been broken since, that the last
 * one covers all of it and passes, and that its certificate is this signer's (leader) or this agency's, which signs only
 * what its leader still vouches for; only then the state changes. What is refused is removed.
 *
 * @throws AppError `wrong-state`, `forbidden`, `separation-of-duties`, `file-changed`, `not-an-incremental-revision`,
 *   `signature-not-valid`, `number-changed`, `changed-besides-signature`, `certificate-untrusted`,
 *   `certificate-not-yours`.
 * @see NĐ 30/2020/NĐ-CP, Điều 5.1, 32.2.d.
 */
export async function handIn(ports: VerifyPorts, caller: Caller, handedIn: HandedIn): Promise<DocumentDetail> {
  const { id, signed, role } = handedIn
  const document = await visibleDocument(ports.store, caller, id)
  requireRule(caller, ACTION_OF[role], document)
  requireSameBytes(document, handedIn)
  try {
    const size = await requireRevision(ports, { id, length: document.fileSize ?? 0 }, handedIn)
    const found = await verifyRevision(ports, { sha256: signed, fileName: document.fileName })
    const report = await byKnownRevocations(ports.store, { id, sha256: signed }, found)
    const signature = requirePassed(report)
    await requireOnlySigned(ports, { id, signed, confirmedSize: document.fileSize ?? 0 }, signature)
    if (role === 'agency') {
      await requireLeader(ports, document, report)
      await requireAppendices(ports, document)
    }
    const certificate = await requireOwnCertificate(ports, caller, { document, role, signature })
    await accept(ports, caller, { handedIn, size, report, signature, certificate })
  } catch (error) {
    await ports.files.discard(signed)
    throw error
  }
  return getDocument(ports, caller, id)
}

function requireSameBytes({ id, sha256 }: DocumentRecord, { expected }: HandedIn): void {
  if (sha256 !== expected) throw new AppError('file-changed', { id })
}

/** The old revision's bytes are the first of the new one's, and there are more. ISO 32000-1, 7.5.6. */
export async function requireRevision(
  { files }: Pick<VerifyPorts, 'files'>,
  { id, length }: { id: DocumentId; length: number },
  { signed, expected }: Pick<HandedIn, 'signed' | 'expected'>,
): Promise<number> {
  const file = await files.open(signed)
  try {
    const hash = createHash('sha256')
    if (file.size > length) for await (const chunk of file.chunks(0, length)) hash.update(chunk)
    const continues = file.size > length && hash.digest('hex') === expected
    if (!continues) throw new AppError('not-an-incremental-revision', { id })
    return file.size
  } finally {
    file.close()
  }
}

export type Certified = SignatureReport & { certificate: NonNullable<SignatureReport['certificate']> }

/** The signature over the whole file; it passes, and neither bytes nor what is shown of any other have been changed. */
export function requirePassed({ signatures }: FileReport): Certified {
  const broken = signatures.find(isBroken)
  if (broken) throw notValid(broken)
  const last = signatures.findLast(({ kind }) => kind === 'signature')
  if (!last?.certificate || !isLastWord(last)) throw notValid(last)
  const { certificate } = last
  if (!last.trusted) throw new AppError('certificate-untrusted', { subject: certificate.subject })
  if (!isAccepted(last)) throw notValid(last)
  return { ...last, certificate }
}

/**
 * An issuer's service that is silent keeps no office from working; its signer was told before signing (TT 15/2025/TT-BKHCN,
 * Phụ lục II). The document counts as verified only when a later check has heard the answer.
 */
const isAccepted = ({ indication, findings }: SignatureReport): boolean =>
  indication === 'TOTAL-PASSED' || isUnanswered(indication, findings[0] ?? null)

const AFTER_THE_LAST_WORD: ReadonlySet<string> = new Set(['validation-data-added', 'document-timestamp-added'])

/** It covers all of the file, but for what raises its level: validation data and timestamps (EN 319 142-1, 5.4). */
function isLastWord({ coversWholeDocument, modification, changesAfter }: SignatureReport): boolean {
  const isOnlyRaised = changesAfter.length > 0 && changesAfter.every(({ kind }) => AFTER_THE_LAST_WORD.has(kind))
  return coversWholeDocument || (modification === 'permitted' && isOnlyRaised)
}

function notValid(signature: SignatureReport | undefined): AppError {
  if (!signature) return new AppError('signature-not-valid', { indication: null, subIndication: null, finding: null })
  const { indication, subIndication, findings } = signature
  return new AppError('signature-not-valid', { indication, subIndication, finding: findings[0] ?? null })
}

/** The signature that the office accepted from the leader stands in the file and still passes. */
async function requireLeader({ store }: VerifyPorts, { id }: DocumentRecord, { signatures }: FileReport) {
  const leaders = (await store.documents.signatures(id)).filter(({ role }) => role === 'leader')
  for (const { field, certificateSha256 } of leaders) {
    const found = signatures.find((signature) => signature.field === field)
    const isSame = found?.certificate?.sha256 === certificateSha256
    if (!isSame || !isAccepted(found)) throw notValid(found)
  }
}

/** NĐ 30/2020, PL I, Phần I, II.8.b: the agency signs each appendix that is a file of its own. They come first. */
async function requireAppendices({ store }: VerifyPorts, { id }: DocumentRecord): Promise<void> {
  const open = (await store.documents.appendices(id)).find(({ signed }) => !signed)
  if (open) throw new AppError('appendix-not-signed', { name: open.name })
}

type Claimed = { document: Pick<DocumentRecord, 'agencyId'>; role: HandedIn['role']; signature: Certified }

/** A leader signs with the own certificate, the agency with the agency's; both are known to the office. */
export async function requireOwnCertificate(
  { store }: VerifyPorts,
  caller: Caller,
  { document, role, signature }: Claimed,
): Promise<CertificateRecord> {
  const certificate = await store.certificates.bySha256(signature.certificate.sha256)
  const isOwn =
    role === 'leader'
      ? certificate?.kind === 'personal' && certificate.personId === caller.personId
      : certificate?.kind === 'agency' && certificate.agencyId === document.agencyId
  if (!certificate || !isOwn)
    throw new AppError('certificate-not-yours', { subject: signature.certificate.subject, role })
  return certificate
}

/** Both stand in the file once the agency has signed. */
const LEAST = { leader: 1, agency: 2 } as const

type Accepted = {
  handedIn: HandedIn
  size: number
  report: FileReport
  signature: Certified
  certificate: CertificateRecord
}

async function accept(ports: VerifyPorts, caller: Caller, accepted: Accepted): Promise<void> {
  const { store, files, clock } = ports
  const { handedIn, size, report, signature, certificate } = accepted
  const { level: wanted } = await levelSettings(ports)
  const { id, signed, role } = handedIn
  const at = clock.now()
  const who = role === 'leader' ? { leaderSignedBy: caller.personId } : { agencySignedBy: caller.personId }
  const evidence = isVerified(report, LEAST[role]) ? 'verified' : 'none'
  await store.transaction(async (stores) => {
    const document = await actWithin(stores, {
      id,
      action: ACTION_OF[role],
      caller,
      at,
      set: (present) => {
        requireSameBytes(present, handedIn)
        const flag = role === 'leader' ? { leaderSigned: true } : { agencySigned: true }
        return { ...flag, ...who, sha256: signed, fileSize: size, ...verdictOf(report), evidence }
      },
    })
    await files.keep(signed)
    await stores.documents.addRevision(id, { sha256: signed, size, at: at.toISOString(), cause: role })
    await stores.documents.addSignature(id, {
      revision: signed,
      role,
      personId: caller.personId,
      certificateSha256: certificate.facts.sha256,
      field: signature.field,
      signedAt: signature.signedAt,
      indication: signature.indication,
      at: at.toISOString(),
    })
    await noteCheck(stores, { document, sha256: signed, report, cause: role, evidence, at })
    await noteLevel(stores, { id, report, wanted: levelForRole(wanted, role), at })
  })
}
