import type { Sentence } from '../sentences.ts'
import type { RevocationFacts, SignatureReport } from '../verification.ts'
import { fillIn, formatInstant, type Language } from './format.ts'

const KINDS: Readonly<Record<'ocsp' | 'crl', Sentence>> = {
  ocsp: { vi: 'nơi cấp chứng thư trả lời (OCSP)', en: 'the issuer’s answer (OCSP)' },
  crl: { vi: 'danh sách thu hồi của nơi cấp (CRL)', en: 'the issuer’s revocation list (CRL)' },
}

const SOURCES: Readonly<Record<'file' | 'fetched' | 'kept', Sentence>> = {
  file: { vi: 'kèm trong tệp', en: 'carried in the file' },
  fetched: { vi: 'hỏi khi kiểm tra', en: 'asked for this check' },
  kept: { vi: 'đã hỏi trước đó, còn dùng được', en: 'asked before and still current' },
}

const STATUS = {
  good: { vi: 'Không bị thu hồi', en: 'Not revoked' },
  revoked: { vi: 'Đã bị thu hồi', en: 'Revoked' },
  unknown: { vi: 'Chưa biết có bị thu hồi hay không', en: 'Whether it was revoked is not known' },
} as const satisfies Record<RevocationFacts['status'], Sentence>

const PARTS = {
  since: { vi: ' từ {{time}}', en: ' since {{time}}' },
  because: { vi: ' (lý do: {{reason}})', en: ' (reason: {{reason}})' },
  made: { vi: ' lập lúc {{time}}', en: ' of {{time}}' },
  until: { vi: ', dùng đến {{time}}', en: ', good until {{time}}' },
  none: {
    vi: 'Không xét được: chưa biết chắc nơi nào đã cấp chứng thư của người ký.',
    en: 'Could not be examined: who issued the signer’s certificate is not known for certain.',
  },
} as const satisfies Record<string, Sentence>

/** CRLReason by its name (RFC 5280, 5.3.1). */
const REASONS: ReadonlyMap<string, Sentence> = new Map([
  ['unspecified', { vi: 'không nêu', en: 'not stated' }],
  ['keyCompromise', { vi: 'khóa bị lộ', en: 'the key was compromised' }],
  ['cACompromise', { vi: 'khóa của nơi cấp bị lộ', en: 'the issuer’s key was compromised' }],
  ['affiliationChanged', { vi: 'người giữ đổi đơn vị', en: 'the holder’s affiliation changed' }],
  ['superseded', { vi: 'được thay bằng chứng thư khác', en: 'superseded by another certificate' }],
  ['cessationOfOperation', { vi: 'không còn sử dụng', en: 'no longer used' }],
  ['certificateHold', { vi: 'tạm dừng', en: 'on hold' }],
  ['privilegeWithdrawn', { vi: 'bị rút quyền', en: 'privilege withdrawn' }],
  ['aACompromise', { vi: 'khóa của nơi cấp thuộc tính bị lộ', en: 'the attribute authority was compromised' }],
])

/** Why a service or an entry of the file said nothing that can be relied on. */
const PROBLEMS: ReadonlyMap<string, Sentence> = new Map([
  ['no-service-named', { vi: 'chứng thư không ghi nơi hỏi', en: 'the certificate names nobody to ask' }],
  ['service-unreachable', { vi: 'máy chủ không trả lời', en: 'the server does not answer' }],
  ['service-answer-unreadable', { vi: 'trả lời không đọc được', en: 'the answer cannot be read' }],
  ['malformed', { vi: 'trả lời sai cấu trúc', en: 'the answer is malformed' }],
  ['not-successful', { vi: 'máy chủ từ chối trả lời', en: 'the server refused to answer' }],
  ['unknown-certificate', { vi: 'nơi cấp không biết chứng thư này', en: 'the issuer does not know this certificate' }],
  ['not-yet-valid', { vi: 'trả lời mang giờ ở tương lai', en: 'the answer’s time lies in the future' }],
  ['outdated', { vi: 'trả lời đã quá cũ', en: 'the answer is outdated' }],
  ['signed-by-a-stranger', { vi: 'trả lời do người lạ ký', en: 'the answer is signed by a stranger' }],
  [
    'responder-not-authorised',
    { vi: 'người trả lời không được nơi cấp ủy quyền', en: 'the responder is not authorised by the issuer' },
  ],
  ['signature-wrong', { vi: 'chữ ký trên trả lời không đúng', en: 'the answer’s signature is wrong' }],
  ['other-issuer', { vi: 'trả lời của nơi cấp khác', en: 'the answer is of another issuer' }],
  ['nonce-wrong', { vi: 'không trả lời đúng câu hỏi đã gửi', en: 'it does not answer the question sent' }],
  ['partial-list', { vi: 'danh sách không đầy đủ', en: 'the list is not complete' }],
  [
    'weak-algorithm',
    { vi: 'trả lời ký bằng thuật toán nay đã quá yếu', en: 'the answer’s signature uses too weak an algorithm' },
  ],
  [
    'responder-revoked',
    { vi: 'chứng thư của người trả lời đã bị thu hồi', en: 'the responder’s own certificate was revoked' },
  ],
  [
    'not-proved-in-time',
    {
      vi: 'không chứng minh được dữ liệu thu hồi trong tệp có từ trước khi chữ ký mất hiệu lực',
      en: 'nothing proves that the revocation data of the file is old enough',
    },
  ],
  [
    'after-expiry',
    { vi: 'trả lời lập sau khi chứng thư hết hạn', en: 'the answer was made after the certificate had expired' },
  ],
  [
    'too-many-questions',
    { vi: 'tệp có quá nhiều chứng thư nên không hỏi thêm', en: 'the file has too many certificates to ask about' },
  ],
  [
    'too-much-evidence',
    {
      vi: 'tệp kèm quá nhiều dữ liệu thu hồi nên không xét hết',
      en: 'the file carries more revocation data than is examined',
    },
  ],
  ['cancelled', { vi: 'bị dừng giữa chừng', en: 'stopped midway' }],
])

/** What is known of the revocation of a certificate, from whom and of when; or why nothing is. */
export function revocationWords(facts: RevocationFacts | null, language: Language): string {
  if (facts === null) return PARTS.none[language]
  const { status, kind, source } = facts
  const head = `${STATUS[status][language]}${status === 'revoked' ? revokedWords(facts, language) : ''}`
  if (status === 'unknown') {
    const problems = [...new Set(facts.problems)].map((problem) => PROBLEMS.get(problem)?.[language] ?? problem)
    return problems.length === 0 ? `${head}.` : `${head}: ${problems.join('; ')}.`
  }
  if (kind === null) return `${head}.`
  const from = source === null ? '' : `, ${SOURCES[source][language]}`
  return `${head}: ${KINDS[kind][language]}${datesWords(facts, language)}${from}.`
}

function revokedWords({ revokedAt, reason }: RevocationFacts, language: Language): string {
  const since = revokedAt === null ? '' : fillIn(PARTS.since[language], { time: formatInstant(revokedAt) })
  const why = REASONS.get(reason)?.[language] ?? reason
  return since + (why === '' ? '' : fillIn(PARTS.because[language], { reason: why }))
}

function datesWords({ producedAt, nextUpdate }: RevocationFacts, language: Language): string {
  const made = producedAt === null ? '' : fillIn(PARTS.made[language], { time: formatInstant(producedAt) })
  return made + (nextUpdate === null ? '' : fillIn(PARTS.until[language], { time: formatInstant(nextUpdate) }))
}

const PROOFS: Readonly<Record<SignatureReport['provedBy'], Sentence>> = {
  'signature-timestamp': {
    vi: 'Không muộn hơn {{time}}, nhờ dấu thời gian của chữ ký.',
    en: 'No later than {{time}}, by the timestamp of the signature.',
  },
  'document-timestamp': {
    vi: 'Không muộn hơn {{time}}, nhờ dấu thời gian của cả văn bản.',
    en: 'No later than {{time}}, by a timestamp of the whole document.',
  },
  'time-of-checking': {
    vi: 'Không có dấu thời gian tin cậy: chỉ chắc chắn rằng chữ ký đã có khi kiểm tra.',
    en: 'No trusted timestamp: certain is only that the signature existed when it was checked.',
  },
}

/** Since when the signature is proved to have existed, and by what. ETSI EN 319 102-1, 5.5. */
export function proofWords(
  { bestSignatureTime, provedBy }: Pick<SignatureReport, 'bestSignatureTime' | 'provedBy'>,
  language: Language,
): string {
  const proof = bestSignatureTime === null ? 'time-of-checking' : provedBy
  return fillIn(PROOFS[proof][language], bestSignatureTime === null ? {} : { time: formatInstant(bestSignatureTime) })
}
