import { useTranslation } from 'react-i18next'
import { type BookId, type DocumentDetail, type DocumentId, isErrorCode, type KeyId } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { type FailureFacts, failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { type Change, useChange } from '#renderer/api/use-change.ts'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import type { Language } from '#renderer/text/i18n.ts'

/** The key that seals at once; none for a number alone. */
export type Seal = { keyId: KeyId; secret: string | undefined }
type Given = { bookId: BookId; issuedDate: string; seal: Seal | null }
type Done = { numbered: DocumentDetail; failure: FailureFacts | null; isSealed: boolean }

/**
 * Number, date and seal as one action. The key is opened first: a wrong PIN costs no number. Once the number is taken, a
 * seal that fails leaves the document among those that wait for it, and says so.
 */
export function useNumberAndSeal(id: DocumentId, onDone: () => void): Change<Given, Done> {
  const { t, i18n } = useTranslation()
  const { client } = useApi()
  const make = async ({ bookId, issuedDate, seal }: Given): Promise<Done> => {
    if (seal) await client.device.keys.open({ id: seal.keyId, ...secretOf(seal) })
    const numbered = await client.office.outgoing.assignNumber({ id, bookId, issuedDate })
    const failure = seal ? await sealNow(client, numbered, seal.keyId) : null
    return { numbered, failure, isSealed: seal !== null && failure === null }
  }
  const said = ({ numbered, failure, isSealed }: Done): string => {
    const code = codeOf(numbered) ?? ''
    if (isSealed) return t('numbering.numberedAndSealed', { code })
    if (!failure) return t('outgoing.numbered', { code })
    return t('numbering.numberedNotSealed', { code, reason: failureSentence(failure, i18n.language as Language) })
  }
  return useChange(make, { said, onDone })
}

const secretOf = ({ secret }: Seal) => (secret === undefined ? {} : { secret })

/** The agency's signature over the file that has its number now. Its failure is an answer. */
async function sealNow(client: Client, numbered: DocumentDetail, keyId: KeyId): Promise<FailureFacts | null> {
  const { id, sha256 } = numbered
  if (sha256 === null) return { code: 'file-missing', details: {} }
  const appendices = numbered.appendices.filter(({ signed }) => !signed).map((appendix) => appendix.sha256)
  try {
    const documents = [{ id, sha256, appendices }]
    const events = await client.device.signing.batch({ documents, role: 'agency', keyId })
    let failure: FailureFacts | null = null
    for await (const event of events) {
      if (event.kind !== 'failed') continue
      failure = { code: isErrorCode(event.code) ? event.code : 'internal', details: event.details }
    }
    return failure
  } catch (error) {
    return failureOf(error)
  }
}
