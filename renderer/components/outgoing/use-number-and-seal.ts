import { useTranslation } from 'react-i18next'
import {
  type BookId,
  type DocumentDetail,
  type DocumentId,
  type FailureDetails,
  isErrorCode,
  type KeyId,
} from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { type FailureFacts, failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { type Change, useChange } from '#renderer/api/use-change.ts'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import type { Language } from '#renderer/text/i18n.ts'
import { shortfallSentence } from '#renderer/text/shortfall-sentence.ts'

/** The key that seals at once; none for a number alone. */
export type Seal = { keyId: KeyId; secret: string | undefined }
type Given = { bookId: BookId; issuedDate: string; seal: Seal | null }
type Lower = { level: string; code: string; details: FailureDetails }
type Sealed = { failure: FailureFacts | null; lower: Lower | null }
type Done = Sealed & { numbered: DocumentDetail; isSealed: boolean }

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
    const sealed = seal ? await sealNow(client, numbered, seal.keyId) : NOT_SEALED
    return { numbered, ...sealed, isSealed: seal !== null && sealed.failure === null }
  }
  const said = ({ numbered, failure, lower, isSealed }: Done): string => {
    const code = codeOf(numbered) ?? ''
    if (lower) {
      const reason = shortfallSentence(lower, i18n.language as Language)
      return t('numbering.numberedAndSealedLower', { code, level: lower.level, reason })
    }
    if (isSealed) return t('numbering.numberedAndSealed', { code })
    if (!failure) return t('outgoing.numbered', { code })
    return t('numbering.numberedNotSealed', { code, reason: failureSentence(failure, i18n.language as Language) })
  }
  return useChange(make, { said, onDone })
}

const secretOf = ({ secret }: Seal) => (secret === undefined ? {} : { secret })

const NOT_SEALED: Sealed = { failure: null, lower: null }

const errorCode = (code: string) => (isErrorCode(code) ? code : 'internal')

/** The agency's signature over the file that has its number now. Its failure, or a lower level, is an answer. */
async function sealNow(client: Client, numbered: DocumentDetail, keyId: KeyId): Promise<Sealed> {
  const { id, sha256 } = numbered
  if (sha256 === null) return { failure: { code: 'file-missing', details: {} }, lower: null }
  const appendices = numbered.appendices.filter(({ signed }) => !signed).map((appendix) => appendix.sha256)
  try {
    const documents = [{ id, sha256, appendices }]
    const events = await client.device.signing.batch({ documents, role: 'agency', keyId })
    let sealed = NOT_SEALED
    for await (const event of events) {
      if (event.kind === 'failed') {
        sealed = { failure: { code: errorCode(event.code), details: event.details }, lower: null }
      } else if (event.kind === 'signed' && event.level !== null && event.shortfall !== null) {
        sealed = { failure: null, lower: { level: event.level, ...event.shortfall } }
      }
    }
    return sealed
  } catch (error) {
    return { failure: failureOf(error), lower: null }
  }
}
