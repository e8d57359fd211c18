import { useState } from 'react'
import type { Sha256 } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'

export type UploadedPdf = { sha256: Sha256; size: number; fileName: string }
type State = { share: number | null; error: unknown }

/** Stages one PDF and tells how far it is; `share` is null while nothing is under way. */
export function useUpload(onUploaded: (file: UploadedPdf) => void) {
  const { uploadPdf } = useApi()
  const [{ share, error }, setState] = useState<State>({ share: null, error: null })
  const upload = (file: File) => {
    setState({ share: 0, error: null })
    uploadPdf(file, (now) => {
      setState({ share: now, error: null })
    }).then(
      (staged) => {
        setState({ share: null, error: null })
        onUploaded({ ...staged, fileName: file.name })
      },
      (failure: unknown) => {
        setState({ share: null, error: failure })
      },
    )
  }
  return { upload, share, error }
}
