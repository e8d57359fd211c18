import { useEffect, useRef } from 'react'
import type { DocumentId } from '#contract'
import { useSigningJobs } from '#renderer/components/signing/signing-jobs.ts'
import { SigningJobsProvider } from '#renderer/components/signing/signing-jobs-provider.tsx'

/** A page that asks for these documents to be signed. */
export function SignAtOnce({ ids }: { ids: readonly DocumentId[] }) {
  return (
    <SigningJobsProvider>
      <Asking ids={ids} />
    </SigningJobsProvider>
  )
}

function Asking({ ids }: { ids: readonly DocumentId[] }) {
  const { ask } = useSigningJobs()
  const first = useRef(ask)
  useEffect(() => {
    if (ids.length > 0) first.current(ids, 'leader')
  }, [ids])
  return <p>Trang</p>
}
