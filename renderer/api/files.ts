import { type ErrorCode, isErrorCode, Sha256 } from '#contract'
import { Failed } from '#renderer/api/failure.ts'

export type Uploaded = { sha256: Sha256; size: number }

/**
 * Where a file's bytes are; the same relative address on every door, answered by range. With `upTo` the file as it was
 * when it ended there.
 */
export function fileUrl(sha256: Sha256, upTo?: number): string {
  return upTo === undefined ? `/files/${sha256}` : `/files/${sha256}?upTo=${String(upTo)}`
}

/**
 * Stages a PDF and resolves with its digest. `onProgress` is told a share between 0 and 1.
 * XMLHttpRequest, because fetch does not report how much of an upload has left.
 */
export function uploadPdf(file: Blob, onProgress: (share: number) => void = () => undefined): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/files')
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/pdf')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      const answer = request.response as unknown
      if (request.status < 300 && isUploaded(answer)) resolve(answer)
      else reject(new Failed(codeOf(answer), detailsOf(answer)))
    }
    request.onerror = () => {
      reject(new Failed('unreachable', {}))
    }
    request.send(file)
  })
}

function isUploaded(answer: unknown): answer is Uploaded {
  return typeof answer === 'object' && answer !== null && 'sha256' in answer && Sha256.safeParse(answer.sha256).success
}

function codeOf(answer: unknown): ErrorCode {
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined
  return isErrorCode(code) ? code : 'internal'
}

function detailsOf(answer: unknown): Record<string, unknown> {
  const holder = answer as { data?: unknown; details?: unknown } | null
  const details = holder?.data ?? holder?.details
  return typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {}
}
