import { useQuery } from '@tanstack/react-query'
import type { SigningWarning } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { type FailureFacts, failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** A warning and the document it concerns. */
export type FileWarning = SigningWarning & { subject: string }
/** Why a file could not be examined: it is gone, damaged, or took too long. */
export type FileProblem = { subject: string; failure: FailureFacts }
type Found = { warnings: FileWarning[]; problems: FileProblem[] }

/** What the signer should know of the files, asked one after the other while the list is read. */
export function useSigningWarnings(documents: readonly FrozenDocument[], role: SigningAs) {
  const { client } = useApi()
  return useQuery({
    queryKey: ['signing-warnings', role, documents.map(({ sha256 }) => sha256)],
    queryFn: async ({ signal }) => {
      const found: Found = { warnings: [], problems: [] }
      for (const document of documents) {
        if (signal.aborted) break
        await examine(client, document, { role, found })
      }
      return found
    },
    enabled: documents.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

async function examine(
  client: Client,
  { id, sha256, subject }: FrozenDocument,
  { role, found }: { role: SigningAs; found: Found },
): Promise<void> {
  try {
    const warnings = await client.device.signing.inspect({ id, sha256, role })
    found.warnings.push(...warnings.map((warning) => ({ ...warning, subject })))
  } catch (error) {
    found.problems.push({ subject, failure: failureOf(error) })
  }
}
