import { useQuery } from '@tanstack/react-query'
import type { DocumentId, SigningWarning } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { type FailureCode, type FailureFacts, failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** A warning and the document it concerns. */
export type FileWarning = SigningWarning & { subject: string }
/** Why a file could not be examined: it took too long, nobody answered. */
export type FileProblem = { id: DocumentId; subject: string; failure: FailureFacts }
/** `refused`: those that no key could sign. */
type Found = { warnings: FileWarning[]; problems: FileProblem[]; refused: FileProblem[] }

/** With these nothing is signed, whatever the key: the file is another one, gone, damaged, or its maker forbids it. */
const REFUSALS: ReadonlySet<FailureCode> = new Set([
  ...(['stored-file-changed', 'file-changed', 'file-missing'] as const),
  ...(['not-a-pdf', 'pdf-empty', 'pdf-damaged', 'pdf-encrypted', 'pdf-unsupported'] as const),
  ...(['pdf-form-without-pages', 'signing-forbidden-by-document'] as const),
  ...(['not-found', 'forbidden', 'wrong-state', 'separation-of-duties'] as const),
])

/** What the signer should know of the files, asked one after the other while the list is read; anew for each list. */
export function useSigningWarnings(documents: readonly FrozenDocument[], role: SigningAs) {
  const { client } = useApi()
  return useQuery({
    queryKey: ['signing-warnings', role, documents.map(({ sha256 }) => sha256)],
    queryFn: async ({ signal }) => {
      const found: Found = { warnings: [], problems: [], refused: [] }
      for (const document of documents) {
        if (signal.aborted) break
        await examine(client, document, { role, found })
      }
      return found
    },
    enabled: documents.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** What was confirmed, and of that what can be signed as far as is known yet. */
export function useSignable(frozen: { documents: FrozenDocument[] } | undefined, role: SigningAs) {
  const all = frozen?.documents ?? []
  const { data } = useSigningWarnings(all, role)
  const refused = new Set(data?.refused.map(({ id }) => id))
  return { all, signable: all.filter(({ id }) => !refused.has(id)) }
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
    const failure = failureOf(error)
    const list = REFUSALS.has(failure.code) ? found.refused : found.problems
    list.push({ id, subject, failure })
  }
}
