import type {
  AnchorPurpose,
  KeyId,
  LevelSettings,
  OfficeSettings,
  Png,
  Preferences,
  Sha256,
  TokenModuleFile,
  TokenOfKey,
  TokenOverview,
} from '#contract'

/**
 * Bytes that are read where they are needed: a file of any size costs the memory of what is read.
 * Reading is synchronous because parsing jumps about in small steps; long runs go through `chunks`.
 */
export type ByteSource = {
  readonly size: number
  /** Of an encrypted file: its user's or owner's password. Stays in memory, and is told to nobody. */
  readonly password?: string | undefined
  /**
   * Of a file of this computer: the number of the open file, from which another thread of this process reads while the
   * source is open. Absent for bytes in memory; a store elsewhere opens a copy of its own here.
   */
  readonly descriptor?: number | undefined
  /** Bytes from `offset`; shorter than `length` only at the end of the file. */
  read: (offset: number, length: number) => Uint8Array
  /** The bytes from..to (end exclusive) in order, in pieces of at most 1 MiB; the piece is valid until the next. */
  chunks: (from: number, to: number) => AsyncIterable<Uint8Array>
}

/** Takes bytes in order. Throws AppError `disk-full` where there is no room. */
export type ByteSink = { write: (chunk: Uint8Array) => void | Promise<void> }

export type Clock = { now: () => Date }

/** One line per call; event names are constants, fields are scalars; no secrets and no names. */
export type Logger = {
  info: (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void
  error: (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>, cause?: unknown) => void
}

export type OpenFile = ByteSource & { close: () => void }

/**
 * Content-addressed PDF revisions. A file is staged first and kept only when the register takes it:
 * what is refused (a state secret, a wrong type) leaves nothing behind.
 */
export type FileStore = {
  /** Writes a temporary file, fsyncs and names it by its SHA-256 in the staging folder. Throws `file-too-large`, `disk-full`. */
  stage: (bytes: AsyncIterable<Uint8Array>) => Promise<{ sha256: Sha256; size: number }>
  /** A sink of a staged file; `finish` names it. `abandon` leaves nothing. */
  stageSink: () => Promise<
    ByteSink & { finish: () => Promise<{ sha256: Sha256; size: number }>; abandon: () => Promise<void> }
  >
  /** Moves a staged file into the store (rename, then fsync of the folder). One that is there already stays as it is. Throws `file-missing`. */
  keep: (sha256: Sha256) => Promise<void>
  /** Removes a kept file. Only for one that no revision names, asked in the same transaction. */
  remove: (sha256: Sha256) => Promise<void>
  /** Removes a staged file; a kept one stays. */
  discard: (sha256: Sha256) => Promise<void>
  /** Opens a kept or staged file. Throws `file-missing`. */
  open: (sha256: Sha256) => Promise<OpenFile>
  /** Every kept file's name and size, for the integrity check. */
  list: () => AsyncIterable<{ sha256: Sha256; size: number }>
}

export type SignatureScheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa'
export type DigestName = 'sha256' | 'sha384' | 'sha512'

/** An opened private key with its certificate; `close` wipes what can be wiped. */
export type SigningKey = {
  /** DER of the signer's certificate. */
  certificate: Uint8Array
  /** DER of the issuers that came with the key, in any order. */
  chain: readonly Uint8Array[]
  scheme: SignatureScheme
  digest: DigestName
  /** Signs `data` (hashing it first); ECDSA as DER SEQUENCE (RFC 3279, 2.2.3). */
  sign: (data: Uint8Array) => Promise<Uint8Array>
  close: () => void
}

/** A call to a service of a public key infrastructure; its kind decides method, media types, limits of size and time. */
export type TrustServiceCall = {
  kind: 'timestamp' | 'ocsp' | 'crl' | 'certificate'
  url: string
  /** DER of the request; absent for what is only fetched. */
  body?: Uint8Array
}

/** Time-stamping authorities, OCSP responders, revocation lists and issuers' certificates, over the network. */
export type TrustServices = {
  /**
   * The answer's bytes as they came. Nothing of them has been checked.
   *
   * @throws AppError `service-unreachable` {host, status}, `service-answer-unreadable` {host, reason}, `cancelled`.
   */
  call: (call: TrustServiceCall) => Promise<Uint8Array>
}

/** Bytes of an OCSP response or a revocation list; `kept`: from an earlier question, not asked for now. */
export type OutsideEvidence = { kind: 'ocsp' | 'crl'; der: Uint8Array; kept: boolean }

/**
 * What the validation of a signature asks of the world: DER in, DER out, so that it can cross to another thread. Absent
 * where validation is to stay offline. What comes back is judged by the one who asked.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.2.5 and 5.2.6.
 */
export type ValidationServices = {
  /**
   * What its services say of a certificate, and why others said nothing (one code each). Never rejects for a service.
   *
   * @param certificate DER.
   * @param issuer DER of the certificate above it.
   */
  evidence: (certificate: Uint8Array, issuer: Uint8Array) => Promise<{ answers: OutsideEvidence[]; problems: string[] }>
  /** DER of what stands where the certificate says that its issuer's certificate is (AIA); nothing where nobody answers. */
  issuers: (certificate: Uint8Array) => Promise<Uint8Array[]>
}

/** A time-stamping authority whose tokens have been verified before anybody gets them. */
export type Timestamper = {
  /** Digest of the imprint, chosen apart from the signature's: some authorities take only one. */
  digest: DigestName
  /** Bytes that a token needs at most, as far as is known: what has to be kept free for it. */
  readonly tokenSize: number
  /**
   * DER of a token over data of which `imprint` is the digest.
   *
   * @throws AppError `tsa-unreachable`, `tsa-answer-unreadable`, `tsa-refused`, `tsa-answer-wrong`.
   */
  stamp: (imprint: Uint8Array) => Promise<Uint8Array>
}

/** The same for a signature that may also be made without: `undefined` leaves the token out. */
export type SignatureTimestamp = Pick<Timestamper, 'digest' | 'tokenSize'> & {
  stamp: (imprint: Uint8Array) => Promise<Uint8Array | undefined>
}

/** A key of this workstation before it is opened. */
export type StoredKey = {
  id: KeyId
  store: 'pkcs12' | 'pkcs11'
  label: string
  certificate: Uint8Array
  /** Certificates of issuers that came with it, in any order; trusted no more than any other. */
  chain?: readonly Uint8Array[]
  /** The token it is on. */
  token?: TokenOfKey
}

export type KeyStore = {
  list: () => Promise<StoredKey[]>
  /** Throws `wrong-key-password`, `key-unreadable`, `key-unsupported`. */
  importPkcs12: (file: { label: string; data: Uint8Array; password: string }) => Promise<StoredKey>
  /** Throws `wrong-key-password`, `key-not-found`, `key-locked`; for a key on a token `token-*`. A secret is tried once. */
  open: (id: KeyId, secret: string) => Promise<SigningKey>
  /** Throws `forbidden` for a key on a token: only its maker's program may remove that. */
  remove: (id: KeyId) => Promise<void>
}

/** Tokens (USB, smart cards) of this workstation and the middleware that reaches them. */
export type TokenDevices = {
  /** Never throws for a module: what is wrong with it stands beside it. */
  overview: () => Promise<TokenOverview>
  /** What would be loaded; runs none of its code. Throws `token-module-*`. */
  inspectModule: (path: string) => Promise<TokenModuleFile>
  /** Loads a module and remembers it; one that is used already starts anew, which closes its keys. Throws `token-module-*`, `token-driver-*`. */
  addModule: (path: string) => Promise<TokenOverview>
  removeModule: (path: string) => Promise<TokenOverview>
  /** Ends the modules' processes; their keys are closed. */
  close: () => Promise<void>
}

/** A certificate that chains may end at, DER, and for what it is trusted; for everything where nothing is said. */
export type TrustedAnchor = Uint8Array | { der: Uint8Array; purpose: AnchorPurpose }

/** `workspace.json`: small, readable, exportable. Trust anchors are DER, base64. */
export type WorkspaceSettings = OfficeSettings & {
  trustAnchors: { der: string; addedAt: string; addedBy: string; purpose?: AnchorPurpose | undefined }[]
  /** Absent in workspaces from before there were levels. */
  levels?: LevelSettings | undefined
  /** Whether services outside may be asked when a file is checked; absent: they may. */
  askServices?: boolean | undefined
  /** The office's seal as earlier versions kept it, until it is moved to its agencies (`moveOfficeSeal`). */
  sealPng?: Png | null | undefined
  /** Paths of PKCS#11 modules that an office server may load; only whoever runs the server writes them here. */
  tokenModules?: string[] | undefined
}
export type SettingsStore = {
  get: () => Promise<WorkspaceSettings | undefined>
  set: (settings: WorkspaceSettings) => Promise<void>
  /** Reads, changes and writes with nobody in between. */
  change: (work: (present: WorkspaceSettings | undefined) => WorkspaceSettings) => Promise<void>
}

export type PreferencesStore = { get: () => Preferences; set: (preferences: Preferences) => void }
