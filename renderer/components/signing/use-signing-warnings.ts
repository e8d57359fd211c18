import { useQuery } from '@tanstack/react-query'
import { type SigningWarning, signingWarning } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** A warning and the document it concerns. */
export type FileWarning = SigningWarning & { subject: string }

/** What the signer should know of the files, asked one after the other while the list is read. */
export function useSigningWarnings(documents: readonly FrozenDocument[], role: SigningAs) {
  const { client } = useApi()
  return useQuery({
    queryKey: ['signing-warnings', role, documents.map(({ sha256 }) => sha256)],
    queryFn: async ({ signal }) => {
      const found: FileWarning[] = []
      for (const document of documents) {
        if (signal.aborted) break
        const warnings = await warningsOf(client, document, role)
        found.push(...warnings.map((warning) => ({ ...warning, subject: document.subject })))
      }
      return found
    },
    enabled: documents.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** A file that cannot be examined says so; why it cannot be signed either, if so, is told when it is signed. */
function warningsOf(client: Client, { id, sha256 }: FrozenDocument, role: SigningAs): Promise<SigningWarning[]> {
  return client.device.signing.inspect({ id, sha256, role }).catch(() => [signingWarning('not-all-examined')])
}
