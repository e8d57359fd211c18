/**
 * Every expected failure of the product, as a state of affairs. The page has a sentence for each one
 * (`renderer/text`), the command line too; a new code without words does not compile.
 */
export const ERROR_CODES = [
  // files
  'not-a-pdf',
  'pdf-empty',
  'pdf-damaged',
  'pdf-encrypted',
  'pdf-password-wrong',
  'pdf-permission-missing',
  'pdf-form-without-pages',
  'pdf-unsupported',
  'pdf-too-complex',
  'file-too-large',
  'file-changed',
  'stored-file-changed',
  'file-missing',
  'file-unreadable',
  'output-exists',
  'not-an-incremental-revision',
  // signing
  'signature-not-valid',
  'signature-too-large',
  'signing-forbidden-by-document',
  'field-not-found',
  'field-already-signed',
  'field-locked',
  'field-not-fillable',
  'certification-not-first',
  'number-changed',
  'number-field-foreign',
  'changed-besides-signature',
  'date-differs-from-page',
  'appendix-not-signed',
  'too-many-appendices',
  'page-not-found',
  'page-unreadable',
  'place-off-page',
  'image-unreadable',
  // keys and certificates
  'wrong-key-password',
  'key-locked',
  'key-unreadable',
  'key-not-found',
  'key-session-closed',
  'key-unsupported',
  // tokens
  'token-module-missing',
  'token-module-not-listed',
  'token-module-not-confirmed',
  'token-module-not-a-library',
  'token-module-wrong-architecture',
  'token-module-unusable',
  'token-driver-crashed',
  'token-driver-silent',
  'token-not-found',
  'token-removed',
  'token-pin-wrong',
  'token-pin-last-try',
  'token-pin-locked',
  'token-pin-not-set',
  'token-key-missing',
  'token-key-ambiguous',
  'token-certificate-missing',
  'token-signature-wrong',
  'token-refused',
  // certificates
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-not-for-signing',
  'certificate-untrusted',
  'certificate-not-yours',
  'certificate-unreadable',
  'anchor-of-demo',
  'certificate-known',
  'certificate-changed',
  // trust services
  'tsa-not-set',
  'tsa-unreachable',
  'tsa-answer-unreadable',
  'tsa-refused',
  'tsa-answer-wrong',
  'service-unreachable',
  'service-answer-unreadable',
  'certificate-revoked',
  'issuer-revoked',
  'issuer-not-found',
  'revocation-unavailable',
  'validation-data-too-large',
  'no-signature',
  'level-not-reached',
  // register
  'state-secret',
  'wrong-state',
  'not-found',
  'duplicate-document',
  'number-taken',
  'book-not-suitable',
  'type-numbered-elsewhere',
  'date-not-allowed',
  // people
  'sign-in-required',
  'wrong-credentials',
  'too-many-attempts',
  'forbidden',
  'separation-of-duties',
  'last-admin',
  // the machine
  'disk-full',
  'workspace-in-use',
  'workspace-newer',
  'workspace-not-ready',
  'settings-unreadable',
  'workspace-not-empty',
  'demo-not-available',
  // calls
  'invalid-input',
  'cancelled',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What a sentence about the failure may need: a state, an instant, an offset. Never file content or a secret. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** An expected failure. Anything else that is thrown is a bug and reaches the page as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** True where `code` is one of ours: a plain look-up on an object would also find `constructor`. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && (ERROR_CODES as readonly string[]).includes(code)
}
