import { useCallback, useState } from 'react'
import type { FileReport, Sha256 } from '#contract'
import { Failed } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'

export type CheckedFile = {
  id: string
  name: string
  step: 'waiting' | 'uploading' | 'checking' | 'done'
  sha256: Sha256 | null
  report: FileReport | null
  /** That opened an encrypted file: its pages need it too. Forgotten with the file; written nowhere. */
  password?: string
  error: unknown
}

/** Files dropped on the page, checked one after the other; one that cannot be read never stops the others. */
export function useChecks() {
  const { client, uploadPdf } = useApi()
  const [files, setFiles] = useState<readonly CheckedFile[]>([])
  const note = useCallback((id: string, part: Partial<CheckedFile>) => {
    setFiles((before) => before.map((one) => (one.id === id ? { ...one, ...part } : one)))
  }, [])
  const check = useCallback(
    (chosen: readonly File[]): string | undefined => {
      const taken = chosen.map((file) => ({ file, id: crypto.randomUUID() }))
      setFiles((before) => [...before, ...taken.map(({ file, id }) => waiting(id, file.name))])
      const checkAll = async () => {
        for (const { file, id } of taken) {
          try {
            note(id, { step: 'uploading' })
            if (file.size === 0) throw new Failed('pdf-empty', {})
            const { sha256 } = await uploadPdf(file)
            note(id, { step: 'checking', sha256 })
            note(id, {
              step: 'done',
              report: await client.office.verify.file({ sha256, fileName: file.name.slice(-255) }),
            })
          } catch (error) {
            note(id, { step: 'done', error })
          }
        }
      }
      void checkAll()
      return taken[0]?.id
    },
    [client, uploadPdf, note],
  )
  const remove = (id: string) => {
    setFiles((before) => before.filter((one) => one.id !== id))
  }
  /** Checks an encrypted file again with its password, which goes into the call and to the pages of this file. */
  const open = async ({ id, name, sha256 }: CheckedFile, password: string): Promise<void> => {
    if (sha256 === null) return
    note(id, { step: 'checking', error: null })
    try {
      const report = await client.office.verify.file({ sha256, fileName: name.slice(-255), password })
      note(id, { step: 'done', report, password })
    } catch (error) {
      note(id, { step: 'done', error })
    }
  }
  return { files, check, remove, open }
}

function waiting(id: string, name: string): CheckedFile {
  return { id, name, step: 'waiting', sha256: null, report: null, error: null }
}
