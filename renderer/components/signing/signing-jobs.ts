import { createContext, useContext } from 'react'
import type { DocumentId } from '#contract'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** The one place that signs: pages ask for documents to be signed, the sheet and the strip below the pages do the rest. */
export type SigningJobs = {
  /** Opens the sheet with these documents; while a batch runs, that one is shown. */
  ask: (ids: readonly DocumentId[], role: SigningAs) => void
}

export const SigningJobsContext = createContext<SigningJobs | null>(null)

export function useSigningJobs(): SigningJobs {
  const jobs = useContext(SigningJobsContext)
  if (!jobs) throw new Error('useSigningJobs outside SigningJobsProvider')
  return jobs
}
