import {
  type AnchorCandidate,
  type AnchorPurpose,
  AppError,
  type Sha256,
  type TrustAnchor,
  type TrustSettings,
} from '#contract'
import { type Certificate, readCertificate } from '#core/certificates/certificate'
import { isIssuedBy } from '#core/certificates/chain'
import { EXPIRY_STEPS } from '#core/certificates/check-before-signing'
import { isOfDemo } from '#core/certificates/demo-authority'
import { isSameName } from '#core/certificates/names'
import type { OfficePorts } from '#core/office-ports'
import type { WorkspaceSettings } from '#core/ports'
import { type Caller, requireRole } from './caller.ts'
import { note, ready } from './office-settings.ts'

type Ports = Pick<OfficePorts, 'store' | 'settings' | 'clock' | 'certificates'>
type Kept = WorkspaceSettings['trustAnchors'][number]

const certificateOf = ({ der }: Pick<Kept, 'der'>): Certificate => readCertificate(Buffer.from(der, 'base64'))

/** For what an anchor is trusted; for both where it was added before there were purposes. */
const purposeOf = ({ purpose = 'both' }: Pick<Kept, 'purpose'>): AnchorPurpose => purpose

/**
 * The anchors that the office's checks may lead to. Those of a demo office count nowhere else, however they came into the
 * file.
 */
export function anchorsInForce(
  workspace: WorkspaceSettings | undefined,
): { der: Uint8Array; purpose: AnchorPurpose }[] {
  const anchors = workspace?.trustAnchors ?? []
  return anchors
    .map((anchor) => ({ certificate: certificateOf(anchor), purpose: purposeOf(anchor) }))
    .filter(({ certificate }) => workspace?.demo === true || !isOfDemo(certificate))
    .map(({ certificate, purpose }) => ({ der: certificate.der, purpose }))
}

/** RFC 5280, 4.2.1.9 and 4.2.1.3: an authority says that it is one, and may sign certificates. */
function kindOf(certificate: Certificate): AnchorCandidate['kind'] {
  const { basicConstraints, keyUsage } = certificate.extensions
  const isAuthority = basicConstraints?.ca === true && (keyUsage === undefined || keyUsage.has('keyCertSign'))
  if (!isAuthority) return 'not-an-authority'
  const isSelfSigned = isSameName(certificate.subject, certificate.issuer) && isIssuedBy(certificate, certificate)
  return isSelfSigned ? 'root' : 'intermediate'
}

const DAY_MS = 86_400_000
const SOON_DAYS = Math.max(...EXPIRY_STEPS)

function validityOf({ notBefore, notAfter }: Certificate, now: Date): AnchorCandidate['validity'] {
  if (now < notBefore) return 'not-yet-valid'
  if (now > notAfter) return 'expired'
  return notAfter.getTime() - now.getTime() <= SOON_DAYS * DAY_MS ? 'ends-soon' : 'valid'
}

const describe = (certificate: Certificate, now: Date): AnchorCandidate => ({
  sha256: certificate.facts.sha256,
  facts: certificate.facts,
  kind: kindOf(certificate),
  validity: validityOf(certificate, now),
  isDemo: isOfDemo(certificate),
})

export async function listAnchors({ settings, clock }: Pick<Ports, 'settings' | 'clock'>): Promise<TrustAnchor[]> {
  const workspace = await settings.get()
  return (workspace?.trustAnchors ?? []).map((anchor) => {
    const described = describe(certificateOf(anchor), clock.now())
    const { addedAt, addedBy } = anchor
    const isInForce = workspace?.demo === true || !described.isDemo
    return { ...described, purpose: purposeOf(anchor), addedAt, addedBy, isInForce }
  })
}

/** Reads certificates so that their fingerprints can be compared before they are trusted. Throws `certificate-unreadable`. */
export function inspectAnchors({ certificates, clock }: Ports, caller: Caller, data: string): AnchorCandidate[] {
  requireRole(caller, 'admin')
  const found = certificates.split(Buffer.from(data, 'base64')).map(readCertificate)
  return found.map((certificate) => describe(certificate, clock.now()))
}

type Added = { data: string; confirmed: readonly Sha256[]; purposes?: Readonly<Record<string, AnchorPurpose>> }

/**
 * Adds those whose fingerprints were confirmed; one that is there already stays as it is.
 *
 * @throws AppError `forbidden`, `certificate-unreadable`, `anchor-of-demo`.
 */
export async function addAnchors(
  ports: Ports,
  caller: Caller,
  { data, confirmed, purposes = {} }: Added,
): Promise<TrustAnchor[]> {
  requireRole(caller, 'admin')
  const found = ports.certificates.split(Buffer.from(data, 'base64')).map(readCertificate)
  const wanted = found.filter(({ facts }) => confirmed.includes(facts.sha256))
  const addedAt = ports.clock.now().toISOString()
  let added: Certificate[] = []
  await ports.settings.change((present) => {
    const workspace = ready(present)
    refuseDemo(workspace, wanted)
    const known = new Set(workspace.trustAnchors.map((anchor) => certificateOf(anchor).facts.sha256))
    added = wanted.filter(({ facts }) => !known.has(facts.sha256))
    const anchors = added.map(({ der, facts }) => ({
      ...{ der: Buffer.from(der).toString('base64'), addedAt, addedBy: caller.name },
      purpose: purposes[facts.sha256] ?? ('both' as const),
    }))
    return { ...workspace, trustAnchors: [...workspace.trustAnchors, ...anchors] }
  })
  for (const { facts } of added)
    await note(ports, caller, { action: 'add-trust-anchor', id: facts.sha256, reason: facts.subject })
  return listAnchors(ports)
}

/** The keys of a demo office are in everybody's hands. */
function refuseDemo({ demo }: WorkspaceSettings, wanted: readonly Certificate[]): void {
  const found = demo ? undefined : wanted.find(isOfDemo)
  if (found) throw new AppError('anchor-of-demo', { subject: found.facts.subject })
}

/** Removes one, with a reason. Throws `not-found`. */
export async function removeAnchor(
  ports: Ports,
  caller: Caller,
  { sha256, reason }: { sha256: Sha256; reason: string },
): Promise<TrustAnchor[]> {
  const { subject } = await changeAnchors(ports, caller, { sha256, change: () => undefined })
  await note(ports, caller, { action: 'remove-trust-anchor', id: sha256, reason: `${reason} (${subject})` })
  return listAnchors(ports)
}

/** Says anew for what one is trusted. Throws `not-found`. */
export async function changeAnchorPurpose(
  ports: Ports,
  caller: Caller,
  { sha256, purpose }: { sha256: Sha256; purpose: AnchorPurpose },
): Promise<TrustAnchor[]> {
  const change = (anchor: Kept) => ({ ...anchor, purpose })
  const { subject } = await changeAnchors(ports, caller, { sha256, change })
  await note(ports, caller, { action: 'change-trust-anchor', id: sha256, reason: `${purpose} (${subject})` })
  return listAnchors(ports)
}

type Change = { sha256: Sha256; change: (anchor: Kept) => Kept | undefined }

async function changeAnchors(ports: Ports, caller: Caller, { sha256, change }: Change) {
  requireRole(caller, 'admin')
  let subject = ''
  await ports.settings.change((present) => {
    const workspace = ready(present)
    const trustAnchors = workspace.trustAnchors.flatMap((anchor) => {
      const { facts } = certificateOf(anchor)
      if (facts.sha256 !== sha256) return [anchor]
      subject = facts.subject
      return change(anchor) ?? []
    })
    if (subject === '') throw new AppError('not-found', { id: sha256 })
    return { ...workspace, trustAnchors }
  })
  return { subject }
}

export async function getTrustSettings({ settings }: Pick<Ports, 'settings'>): Promise<TrustSettings> {
  return { askServices: (await settings.get())?.askServices ?? true }
}

/** Whether services outside may be asked when a file is checked. Throws `forbidden`. */
export async function changeTrustSettings(
  ports: Ports,
  caller: Caller,
  { askServices }: TrustSettings,
): Promise<TrustSettings> {
  requireRole(caller, 'admin')
  await ports.settings.change((present) => ({ ...ready(present), askServices }))
  const reason = askServices ? 'online' : 'offline'
  await note(ports, caller, { action: 'change-trust-settings', id: 'trust', reason })
  return getTrustSettings(ports)
}
