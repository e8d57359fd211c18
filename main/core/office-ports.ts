import type { CertificateFacts, FileReport } from '#contract'
import type { FaceOf } from '#core/fields/prepare-fields'
import type { TrustPorts } from '#core/levels/trust-ports'
import type { Sessions } from '#core/people/sessions'
import type { SignatureImages } from '#core/people/signature-images'
import type { ReadPageWords } from '#core/placement/words'
import type {
  ByteSource,
  Clock,
  FileStore,
  Logger,
  SettingsStore,
  TrustedAnchor,
  ValidationServices,
} from '#core/ports'
import type { OfficeStore } from '#core/register/store'

/** Structure of a whole PDF. Throws `not-a-pdf`, `pdf-empty`, `pdf-damaged`, `pdf-encrypted`, `pdf-unsupported`, `pdf-too-complex`. */
export type InspectPdf = (source: ByteSource) => { pages: number } | Promise<{ pages: number }>

/**
 * Verdicts of a file's signatures against the office's anchors (DER). Without `services` nobody outside is asked. A file
 * that takes too much time or memory is `pdf-too-complex`; one whose check is no longer wanted `cancelled`.
 */
export type VerifyPdf = (source: ByteSource, options: VerifyOptions) => Promise<FileReport>
export type VerifyOptions = {
  anchors: readonly TrustedAnchor[]
  at: Date
  file: string
  services?: ValidationServices | undefined
  signal?: AbortSignal | undefined
  /** Nobody waits for it: it leaves room for what a person waits for. */
  inBackground?: boolean
}

/** Reading of certificates. Both throw `certificate-unreadable`. */
export type CertificateReader = {
  facts: (der: Uint8Array) => CertificateFacts
  /** Every certificate in PEM, DER or P7B data, as DER. */
  split: (data: Uint8Array) => readonly Uint8Array[]
}

export type DemoProgress = { step: string; done: number; of: number }

/** The demo office of `seeds/`, loaded at run time where it is there. */
export type DemoOffice = {
  fillDemo: (
    office: OfficePorts,
    options: { scale: number; signal?: AbortSignal },
    onProgress: (progress: DemoProgress) => void,
  ) => Promise<void>
}

/** What the office's side of the product asks of the world. */
export type OfficePorts = {
  store: OfficeStore
  files: FileStore
  settings: SettingsStore
  clock: Clock
  log: Logger
  sessions: Sessions
  inspectPdf: InspectPdf
  readPageWords: ReadPageWords
  /** The Times-metric font that is written with. */
  faces: FaceOf
  verifyPdf: VerifyPdf
  certificates: CertificateReader
  images: SignatureImages
  trust: TrustPorts
  /** Undefined where the demo office is not shipped. */
  demo: DemoOffice | undefined
}
