import { AppError, type CertificateCheck, type DeviceKey, type KeyId, type Sha256 } from '#contract'
import { displayNameOf, readCertificate } from '#core/certificates/certificate'
import { requireNotRevoked } from '#core/certificates/check-before-signing'
import { isForSigning, requireUsableForSigning } from '#core/certificates/usable'
import { type Caller, hasRole } from '#core/people/caller'
import type { StoredKey } from '#core/ports'
import { type BatchPorts, type ChooseLook, type Confirmed, signBatch } from '#core/signing/batch'
import { unfinishedBatch } from '#core/signing/batch-journal'
import { inspectBeforeSigning } from '#core/signing/inspect-before'
import { openingWith } from '#core/signing/protected-files'
import { type CallContext, os } from './context.ts'
import type { Device } from './device.ts'
import { requireCaller } from './require-caller.ts'
import { tokenProcedures } from './token-procedures.ts'

const { device } = os

/** What belongs to this workstation. Language and colours may be asked for by anyone; keys by whoever is working. */
export const deviceProcedures = {
  info: device.info.handler(({ context }) => context.runtime.device.info),
  preferences: {
    get: device.preferences.get.handler(({ context }) => context.runtime.device.preferences.get()),
    set: device.preferences.set.handler(({ input, context }) => {
      context.runtime.device.preferences.set(input)
      return input
    }),
  },
  keys: {
    list: device.keys.list.handler(({ context }) => listKeys(context)),
    importPkcs12: device.keys.importPkcs12.handler(async ({ input, context }) => {
      requireCaller(context)
      const data = Buffer.from(input.data, 'base64')
      const stored = await context.runtime.device.keys.importPkcs12({ ...input, data })
      return describe(context, stored)
    }),
    certificate: device.keys.certificate.handler(async ({ input, context }) => {
      const { certificate } = await findKey(context, input.id)
      return { der: Buffer.from(certificate).toString('base64') }
    }),
    remove: device.keys.remove.handler(async ({ input, context }) => {
      const { id, certificate } = await findKey(context, input.id)
      await requireOwnKey(context, readCertificate(certificate).facts.sha256)
      context.runtime.device.keySessions.closeAll()
      await context.runtime.device.keys.remove(id)
      return listKeys(context)
    }),
    open: device.keys.open.handler(({ input, context }) => openKey(context, input)),
    lock: device.keys.lock.handler(({ context }) => {
      context.runtime.device.keySessions.closeAll()
      return listKeys(context)
    }),
  },
  tokens: tokenProcedures,
  signing: {
    checkCertificate: device.signing.checkCertificate.handler(({ input, context }) => checkKey(context, input.id)),
    batch: device.signing.batch.handler(async ({ input, context, signal }) => {
      const caller = requireCaller(context)
      requireNotRevoked(await checkKey(context, input.keyId))
      const { keySessions, signing, requireMaySign, handIn, journal } = context.runtime.device
      const { personId } = caller
      const ports = {
        signPdf: signing.signPdf,
        chooseLook: (...look: Parameters<ChooseLook>) => signing.chooseLook(caller, ...look),
        keySessions,
        files: openingWith(context.ports.files, input.filePassword),
        clock: context.ports.clock,
        log: context.ports.log,
        requestId: context.requestId,
        requireUsable: requireUsableForSigning,
        requireMaySign: (confirmed: Confirmed) => requireMaySign(caller, confirmed),
        handIn: (revision: Parameters<typeof handIn>[1]) => handIn(caller, revision),
        appendices: appendicesFor(context.runtime.device, caller),
        beginJournal: (documents: typeof input.documents) =>
          journal.begin({ personId, role: input.role, startedAt: context.ports.clock.now(), documents }),
      }
      return signBatch(ports, { clientId: context.clientId, input }, signal)
    }),
    inspect: device.signing.inspect.handler(({ input: { id, sha256, role }, context }) => {
      const caller = requireCaller(context)
      const requireMaySign = (confirmed: Confirmed) => context.runtime.device.requireMaySign(caller, confirmed)
      const openAppendices = (one: typeof id) => context.runtime.device.appendices.openOf(caller, one)
      const ports = { files: context.ports.files, requireMaySign, openAppendices }
      return inspectBeforeSigning(ports, { id, expected: sha256, role })
    }),
    unfinished: device.signing.unfinished.handler(async ({ context }) => {
      const caller = requireCaller(context)
      return (await unfinishedBatch(context.runtime.device, caller)) ?? null
    }),
    forget: device.signing.forget.handler(({ context }) => {
      context.runtime.device.journal.forget(requireCaller(context).personId)
      return null
    }),
    proposePlace: device.signing.proposePlace.handler(({ input: { id, sha256, role }, context }) =>
      context.runtime.device.signing.proposePlace(requireCaller(context), { id, expected: sha256, role }),
    ),
    preview: device.signing.preview.handler(async ({ input, context }) => {
      const pdf = await context.runtime.device.signing.previewLook(requireCaller(context), input)
      return { pdf: Buffer.from(pdf).toString('base64') }
    }),
  },
}

async function listKeys(context: CallContext): Promise<DeviceKey[]> {
  requireCaller(context)
  const keys = await context.runtime.device.keys.list()
  return keys.map((key) => describe(context, key))
}

async function findKey(context: CallContext, id: KeyId): Promise<StoredKey> {
  requireCaller(context)
  const key = (await context.runtime.device.keys.list()).find((stored) => stored.id === id)
  if (!key) throw new AppError('key-not-found')
  return key
}

function appendicesFor({ signing, appendices }: Device, caller: Caller): BatchPorts['appendices'] {
  return {
    openOf: (id) => appendices.openOf(caller, id),
    chooseLook: (...look) => signing.appendixLook(caller, ...look),
    handIn: (appendix) => appendices.handIn(caller, appendix),
  }
}

/** The key is asked before anything depends on it: a wrong PIN costs no number of the book. */
async function openKey(
  context: CallContext,
  { id, secret }: { id: KeyId; secret?: string | undefined },
): Promise<DeviceKey> {
  const { clientId, ports, runtime } = context
  requireNotRevoked(await checkKey(context, id))
  await runtime.device.keySessions.use({ clientId, keyId: id }, secret, async ({ certificate }) => {
    requireUsableForSigning(certificate, ports.clock.now())
  })
  return describe(context, await findKey(context, id))
}

async function checkKey(context: CallContext, id: KeyId): Promise<CertificateCheck> {
  return context.runtime.device.checkCertificate(await findKey(context, id))
}

/** A key is removed by an admin, by the person whose certificate it has, or by a clerk where it is the agency's. */
async function requireOwnKey(context: CallContext, sha256: Sha256): Promise<void> {
  const caller = requireCaller(context)
  if (hasRole(caller, 'admin')) return
  const known = await context.ports.store.certificates.bySha256(sha256)
  const isOwn =
    known?.kind === 'agency'
      ? hasRole(caller, 'clerk') && known.agencyId === caller.agencyId
      : known?.personId === caller.personId
  if (!isOwn) throw new AppError('forbidden', { action: 'remove-key' })
}

function describe({ clientId, ports, runtime }: CallContext, key: StoredKey): DeviceKey {
  const certificate = readCertificate(key.certificate)
  const until = runtime.device.keySessions.openUntil({ clientId, keyId: key.id })
  return {
    id: key.id,
    store: key.store,
    label: key.label || displayNameOf(certificate),
    facts: certificate.facts,
    token: key.token ?? null,
    status: statusOf(certificate, ports.clock.now()),
    openUntil: until === null ? null : until.toISOString(),
  }
}

function statusOf(certificate: ReturnType<typeof readCertificate>, now: Date): DeviceKey['status'] {
  if (now > certificate.notAfter) return 'expired'
  if (now < certificate.notBefore) return 'not-yet-valid'
  return isForSigning(certificate) ? 'valid' : 'not-for-signing'
}
