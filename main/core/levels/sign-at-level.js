import { AppError } from '#contract'
import { signPdf } from '#core/signing/sign-pdf'
import { growingFile } from './growing-file.ts'
import { isAtLeast, raiseLevel, requireTimestamper } from './raise-level.ts'
/**
 * Signs and raises in one go. The key signs once; the levels above B-T are further updates behind the signature, so that
 * what fails there leaves a whole signature of the level before.
 *
 * @throws AppError What `signPdf` throws; without `acceptLower` also `tsa-*`, `certificate-revoked`, `issuer-not-found`,
 *   `revocation-unavailable`, `validation-data-too-large`.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export async function signAtLevel(request, wanted, sink) {
  const { level } = wanted
  if (level === 'B-B') return { ...(await signPdf(request, sink)), level, shortfall: undefined }
  const stamped = await signWithTimestamp(request, wanted, sink)
  if (stamped.shortfall && !wanted.acceptLower) throw stamped.shortfall
  return stamped
}
async function signWithTimestamp(request, wanted, sink) {
  const { level, acceptLower } = wanted
  const goesOn = isAtLeast(level, 'B-LT')
  const file = goesOn ? growingFile(request.source, sink) : undefined
  const attempt = timestampOf(wanted.timestamper, acceptLower)
  const signing = { ...request, ...openForLevel(request, goesOn), ...(attempt ? { timestamp: attempt.timestamp } : {}) }
  const signed = await signPdf(signing, file ?? sink)
  const failure = attempt ? attempt.failure() : new AppError('tsa-not-set')
  if (failure) return { ...signed, level: 'B-B', shortfall: failure }
  if (!file) return { ...signed, level: 'B-T', shortfall: undefined }
  const raised = await raiseLevel(file, level, wanted)
  return { ...signed, ...file.result(), ...raised }
}
/** An authority that fails leaves the token out where that is accepted; the failure is kept to be told. */
function timestampOf(timestamper, acceptLower) {
  if (!timestamper) {
    if (!acceptLower) requireTimestamper(timestamper)
    return undefined
  }
  let failure
  const stamp = async (imprint) => {
    try {
      return await timestamper.stamp(imprint)
    } catch (error) {
      if (!acceptLower || !(error instanceof AppError)) throw error
      failure = error
      return undefined
    }
  }
  const { digest, tokenSize } = timestamper
  return { timestamp: { digest, tokenSize, stamp }, failure: () => failure }
}
/**
 * A lock that forbids every later change (P=1) forbids, in Acrobat and Foxit, the validation data too: where that is to
 * follow, the lock leaves signing open (P=2); the fields stay locked all the same.
 */
function openForLevel({ lock }, goesOn) {
  return goesOn && lock?.permissions === 1 ? { lock: { ...lock, permissions: 2 } } : {}
}
