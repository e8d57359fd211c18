import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { Appearance } from './appearances.ts'
import { DocumentId, KeyId, Sha256 } from './basics.ts'
import { BatchEvent, BatchInput, UnfinishedBatch } from './batches.ts'
import { CertificateCheck } from './certificate-check.ts'
import { DeviceKey, SigningRole } from './keys.ts'
import { PlaceProposal } from './placement.ts'
import { DeviceInfo, Preferences } from './preferences.ts'
import { SigningWarning } from './signing-warnings.ts'
import { ModulePath, TokenModuleFile, TokenOverview } from './tokens.ts'

/** What belongs to this workstation: keys never leave it, even when the office is a server. */
export const device = {
  info: oc.route({ summary: 'Which door this is, and of which version' }).output(DeviceInfo),
  preferences: {
    get: oc.route({ summary: 'Language, colours and shortcuts of this workstation' }).output(Preferences),
    set: oc.route({ summary: 'Changes them' }).input(Preferences).output(Preferences),
  },
  keys: {
    list: oc.route({ summary: 'Keys of this workstation' }).output(z.array(DeviceKey)),
    importPkcs12: oc
      .route({
        summary:
          'Copies a PKCS#12 file (base64) into the key store; the password opens it once to read the certificate',
      })
      .input(
        z.object({ label: z.string().trim().max(100), data: z.base64().max(400_000), password: z.string().max(200) }),
      )
      .output(DeviceKey),
    /** Public part, base64 DER, to be recorded by the office. */
    certificate: oc
      .route({ summary: 'The certificate of a key' })
      .input(z.object({ id: KeyId }))
      .output(z.object({ der: z.base64() })),
    remove: oc
      .route({ summary: 'Removes a key from this workstation' })
      .input(z.object({ id: KeyId }))
      .output(z.array(DeviceKey)),
    open: oc
      .route({ summary: 'Opens a key whose certificate may sign now; what is done next need not ask for its password' })
      .input(z.object({ id: KeyId, secret: BatchInput.shape.secret }))
      .output(DeviceKey),
    lock: oc.route({ summary: 'Closes every open key session at once' }).output(z.array(DeviceKey)),
  },
  tokens: {
    list: oc
      .route({ summary: 'Tokens in the slots of this workstation, its middleware and what more is installed' })
      .output(TokenOverview),
    inspectModule: oc
      .route({ summary: 'Name and SHA-256 of a PKCS#11 file, for confirmation; none of its code runs' })
      .input(z.object({ path: ModulePath }))
      .output(TokenModuleFile),
    addModule: oc
      .route({
        summary:
          'Uses a PKCS#11 module, or starts it anew: it is loaded into a process of its own, and its tokens appear',
      })
      .input(
        z.object({
          path: ModulePath,
          /** As confirmed; one that is used already needs none. */ sha256: Sha256.optional(),
        }),
      )
      .output(TokenOverview),
    removeModule: oc
      .route({ summary: 'Uses a PKCS#11 module no more; open keys of its tokens are closed' })
      .input(z.object({ path: ModulePath }))
      .output(TokenOverview),
  },
  signing: {
    checkCertificate: oc
      .route({ summary: 'Validity, purpose, chain and revocation of a key’s certificate, before it signs' })
      .input(z.object({ id: KeyId }))
      .output(CertificateCheck),
    batch: oc
      .route({ summary: 'Signs confirmed documents one after the other with one opened key' })
      .input(BatchInput)
      .output(eventIterator(BatchEvent)),
    inspect: oc
      .route({ summary: 'What a signer should know of a file before signing it: content that could be made to change' })
      .input(z.object({ id: DocumentId, sha256: Sha256, role: BatchInput.shape.role }))
      .output(z.array(SigningWarning)),
    unfinished: oc
      .route({ summary: 'The caller’s last batch on this workstation that was broken off, asked of the register anew' })
      .output(UnfinishedBatch.nullable()),
    forget: oc.route({ summary: 'Drops the record of batches that were broken off' }).output(z.null()),
    proposePlace: oc
      .route({
        summary: 'Where a document’s signature will stand: its own field, found in its text, or the usual place',
      })
      .input(z.object({ id: DocumentId, sha256: Sha256, role: BatchInput.shape.role }))
      .output(PlaceProposal),
    preview: oc
      .route({ summary: 'A page with one appearance, drawn as it will be signed (PDF, base64)' })
      .input(z.object({ role: SigningRole, appearance: Appearance }))
      .output(z.object({ pdf: z.base64() })),
  },
}
