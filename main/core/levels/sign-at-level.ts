import { AppError, type PadesLevel } from '#contract'
import type { ByteSink, SignatureTimestamp, Timestamper } from '#core/ports'
import { type SignedFile, type SignRequest, signPdf } from '#core/signing/sign-pdf'
import { readCertificate } from '../certificates/certificate.ts'
import { growingFile } from './growing-file.ts'
import { isAtLeast, type Raised, type RaisingParts, raiseLevel, requireTimestamper } from './raise-level.ts'

export type SignedAtLevel = SignedFile & Raised

type Wanted = RaisingParts & {
  level: PadesLevel
  /** Without: a level that cannot be reached is an error. With: the signature stands at what was reached, and that is told. */
  acceptLower: boolean
}

/**
 * Signs and raises in one go. The key signs once; the levels above B-T are further updates behind the signature, so that
 * what fails there leaves a whole signature of the level before.
 *
 * @throws AppError What `signPdf` throws, and `certificate-revoked`; without `acceptLower` also `tsa-*`, `issuer-not-found`,
 *   `revocation-unavailable`, `validation-data-too-large`.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3; TT 15/2025/TT-BKHCN, Điều 5.1.a.
 */
export async function signAtLevel(
  request: Omit<SignRequest, 'timestamp'>,
  wanted: Wanted,
  sink: ByteSink,
): Promise<SignedAtLevel> {
  const { level } = wanted
  if (level === 'B-B') return { ...(await signPdf(request, sink)), level, shortfall: undefined }
  const stamped = await signWithTimestamp(request, wanted, sink)
  if (stamped.shortfall && !mayStandLower(stamped.shortfall, wanted)) throw stamped.shortfall
  return stamped
}

/** A service that is down may leave a lower level; a certificate that is found revoked must not sign at any. */
const mayStandLower = ({ code }: AppError, { acceptLower }: Wanted): boolean =>
  acceptLower && code !== 'certificate-revoked'

async function signWithTimestamp(
  request: Omit<SignRequest, 'timestamp'>,
  wanted: Wanted,
  sink: ByteSink,
): Promise<SignedAtLevel> {
  const { level, acceptLower } = wanted
  const goesOn = isAtLeast(level, 'B-LT')
  const file = goesOn ? growingFile(request.source, sink) : undefined
  const attempt = timestampOf(wanted.timestamper, acceptLower)
  const signing = { ...request, ...openForLevel(request, goesOn), ...(attempt ? { timestamp: attempt.timestamp } : {}) }
  const signed = await signPdf(signing, file ?? sink)
  const failure = attempt ? attempt.failure() : new AppError('tsa-not-set')
  if (failure) return { ...signed, level: 'B-B', shortfall: failure }
  if (!file) return { ...signed, level: 'B-T', shortfall: undefined }
  const raised = await raiseLevel(file, level, { ...wanted, own: readCertificate(request.key.certificate) })
  return { ...signed, ...file.result(), ...raised }
}

/** An authority that fails leaves the token out where that is accepted; the failure is kept to be told. */
function timestampOf(
  timestamper: Timestamper | undefined,
  acceptLower: boolean,
): { timestamp: SignatureTimestamp; failure: () => AppError | undefined } | undefined {
  if (!timestamper) {
    if (!acceptLower) requireTimestamper(timestamper)
    return undefined
  }
  let failure: AppError | undefined
  // Read once: a token that turns out larger raises it, and the room of this file is kept already.
  const { digest, tokenSize } = timestamper
  const stamp = async (imprint: Uint8Array) => {
    try {
      const token = await timestamper.stamp(imprint)
      if (acceptLower && token.length > tokenSize)
        throw new AppError('signature-too-large', { size: token.length, room: tokenSize })
      return token
    } catch (error) {
      if (!acceptLower || !(error instanceof AppError)) throw error
      failure = error
      return undefined
    }
  }
  return { timestamp: { digest, tokenSize, stamp }, failure: () => failure }
}

/**
 * A lock that forbids every later change (P=1) forbids, in Acrobat and Foxit, the validation data too: where that is to
 * follow, the lock leaves signing open (P=2); the fields stay locked all the same.
 */
function openForLevel({ lock }: Pick<SignRequest, 'lock'>, goesOn: boolean): Pick<SignRequest, 'lock'> {
  return goesOn && lock?.permissions === 1 ? { lock: { ...lock, permissions: 2 } } : {}
}
