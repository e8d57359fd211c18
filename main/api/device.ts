import type { Appearance, CertificateCheck, DeviceInfo, DocumentId, PlaceProposal, SigningRole } from '#contract'
import type { Caller } from '#core/people/caller'
import type { KeyStore, PreferencesStore, StoredKey, TokenDevices } from '#core/ports'
import type { BatchPorts, ChooseLook, Confirmed } from '#core/signing/batch'
import type { BatchJournal } from '#core/signing/batch-journal'
import type { KeySessions } from '#core/signing/key-session'

/** What this workstation has: its door, its preferences, its keys and the hand that signs with them. */
export type Device = {
  readonly info: DeviceInfo
  readonly preferences: PreferencesStore
  readonly keys: KeyStore
  readonly tokens: TokenDevices
  readonly keySessions: KeySessions
  readonly signing: Pick<BatchPorts, 'signPdf'> & DeviceLooks
  /** What the signer has to see about a certificate before it signs; services that do not answer are a finding. */
  readonly checkCertificate: (key: Pick<StoredKey, 'certificate' | 'chain'>) => Promise<CertificateCheck>
  /** Asks the office before the key signs; reached like `handIn`. */
  readonly requireMaySign: (caller: Caller, confirmed: Confirmed) => Promise<void>
  /** Asks the office whether a document of a broken-off batch was handed in after all; reached like `handIn`. */
  readonly isSigned: (caller: Caller, confirmed: Confirmed) => Promise<boolean>
  readonly journal: BatchJournal
  /** Appendices that the agency signs with their document: the office lists them and takes them. */
  readonly appendices: {
    openOf: (caller: Caller, id: DocumentId) => ReturnType<BatchPorts['appendices']['openOf']>
    handIn: (caller: Caller, appendix: Parameters<BatchPorts['appendices']['handIn']>[0]) => Promise<unknown>
  }
  /** Hands a signed revision to the office: in process here, over the network once the office is a server. */
  readonly handIn: (caller: Caller, revision: Parameters<BatchPorts['handIn']>[0]) => Promise<unknown>
}

/** How signatures look and where they stand, with the office's word on who signs. */
type DeviceLooks = {
  chooseLook: (caller: Caller, ...rest: Parameters<ChooseLook>) => ReturnType<ChooseLook>
  appendixLook: (
    caller: Caller,
    ...rest: Parameters<BatchPorts['appendices']['chooseLook']>
  ) => ReturnType<BatchPorts['appendices']['chooseLook']>
  proposePlace: (caller: Caller, confirmed: Confirmed) => Promise<PlaceProposal>
  /** A page with one appearance, as a PDF. */
  previewLook: (caller: Caller, look: { role: SigningRole; appearance: Appearance }) => Promise<Uint8Array>
}
