import type { DeviceInfo } from '#contract'
import type { KeyStore, PreferencesStore } from '#core/ports'
import type { SignPdf } from '#core/signing/sign-pdf'

/** What this workstation has: its door, its preferences, its keys and the hand that signs with them. */
export type Device = {
  readonly info: DeviceInfo
  readonly preferences: PreferencesStore
  readonly keys: KeyStore
  readonly signPdf: SignPdf
}
