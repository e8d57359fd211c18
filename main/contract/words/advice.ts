import { FINDING_CODES } from '../findings.ts'
import type { FileReport, SignatureReport, SubIndication } from '../verification.ts'
import { advice as adviceEn, others as othersEn, someone as someoneEn, standings as standingsEn } from './advice-en.ts'
import {
  type AdviceWords,
  advice as adviceVi,
  others as othersVi,
  someone as someoneVi,
  standings as standingsVi,
} from './advice-vi.ts'
import { fillIn, formatNumber, type Language } from './format.ts'

export type AdviceKind = keyof typeof adviceVi

const WORDS = {
  vi: { advice: adviceVi, someone: someoneVi, others: othersVi, standings: standingsVi },
  en: { advice: adviceEn, someone: someoneEn, others: othersEn, standings: standingsEn },
} as const

/** Findings that say more than the sub-indication they lead to. */
const BY_FINDING: Readonly<Record<string, AdviceKind>> = {
  'byte-range-malformed': 'staged',
  'contents-not-in-gap': 'staged',
  'covers-no-revision': 'staged',
  'content-encapsulated': 'staged',
  'signed-data-malformed': 'damaged',
  'signed-data-too-large': 'damaged',
  'content-type-wrong': 'damaged',
  'document-changed': 'changed',
  'certification-broken': 'changed',
  'locked-field-changed': 'changed',
  'changes-not-analysed': 'changed',
  'signature-type-unknown': 'unknown-kind',
  'algorithm-unknown': 'unknown-kind',
  'no-trust-anchors': 'no-anchors',
  'timestamp-invalid': 'stamp',
  'field-covers-text': 'covered',
  'value-overwritten': 'replaced',
  'signature-covers-text': 'covered',
  'signed-data-irregular': 'irregular',
  // It is the issuer's answer that is weak, not the signature.
  'revocation-weak': 'later',
}

/** What a sub-indication asks of the reader. ETSI EN 319 102-1 V1.3.1, 5.1.3, Tables 5 and 6. */
const BY_SUB_INDICATION: Readonly<Record<SubIndication, AdviceKind>> = {
  FORMAT_FAILURE: 'damaged',
  HASH_FAILURE: 'broken',
  SIG_CRYPTO_FAILURE: 'broken',
  REVOKED: 'revoked',
  REVOKED_NO_POE: 'revoked',
  REVOKED_CA_NO_POE: 'issuer-revoked',
  EXPIRED: 'not-valid-then',
  NOT_YET_VALID: 'not-valid-then',
  SIG_CONSTRAINTS_FAILURE: 'undecided',
  CHAIN_CONSTRAINTS_FAILURE: 'wrong-purpose',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'undecided',
  CRYPTO_CONSTRAINTS_FAILURE: 'weak',
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: 'weak',
  NO_SIGNING_CERTIFICATE_FOUND: 'nobody',
  NO_CERTIFICATE_CHAIN_FOUND: 'stranger',
  OUT_OF_BOUNDS_NO_POE: 'unproved',
  OUT_OF_BOUNDS_NOT_REVOKED: 'unproved',
  NO_POE: 'unproved',
  TRY_LATER: 'later',
  SIGNED_DATA_NOT_FOUND: 'broken',
}

/** What to do about one signature that does not pass. */
export function adviceKindOf({
  indication,
  subIndication,
  findings,
}: Pick<SignatureReport, 'indication' | 'subIndication' | 'findings'>): AdviceKind {
  const byFinding = findings[0] === undefined ? undefined : BY_FINDING[findings[0]]
  const known = byFinding ?? (subIndication === null ? undefined : BY_SUB_INDICATION[subIndication])
  if (indication === 'TOTAL-FAILED') return known === undefined || known === 'undecided' ? 'failed' : known
  return known ?? 'undecided'
}

/** `next` once more, in parts: the tasks in their order, and how the file stands meanwhile (empty where nothing is said). */
export type Advice = AdviceWords & { kind: AdviceKind; steps: readonly string[]; standing: string }

/** What a clerk is told first: accept, return with which reason, or ask whom (NĐ 30/2020/NĐ-CP, Điều 21.2). */
export function adviceOf(report: FileReport, language: Language): Advice {
  const { signatures, verdict } = report
  const concerned = signatures.filter(({ indication }) => indication === verdict).toSorted(byWorstFinding)
  const [worst] = concerned
  const kind = kindOf(report, worst)
  const { advice, standings } = WORDS[language]
  const same = concerned.filter((one) => worst !== undefined && adviceKindOf(one) === adviceKindOf(worst))
  // A timestamp authority is no signer; it is named where nobody else is meant.
  const people = same.filter(({ kind: what }) => what === 'signature')
  const alike = people.length > 0 ? people : same
  const gaps = { n: formatNumber(signatures.length, language), who: whoAre(alike, language) }
  const words = advice[kind]
  const { title, why, next, reason } = words
  // Before the gaps are filled: a name may hold a full stop.
  const sentences = next.split(/(?<=\.) (?=\p{Lu})/u)
  return {
    kind,
    title,
    why: fillIn(why, gaps),
    next: fillIn(next, gaps),
    steps: sentences.filter((one) => !standings.includes(one)).map((one) => fillIn(one, gaps)),
    standing: sentences.filter((one) => standings.includes(one)).join(' '),
    reason: fillIn(reason, gaps),
  }
}

/** The first of the signers by name, and how many more there are. */
function whoAre(signatures: readonly SignatureReport[], language: Language): string {
  const { someone, others } = WORDS[language]
  const [first, ...rest] = [...new Set(signatures.map(({ signer }) => signer || someone))]
  if (first === undefined || rest.length === 0) return first ?? someone
  return fillIn(others, { who: first, n: formatNumber(rest.length, language) })
}

/** What a sub-indication asks of the reader, in one sentence. */
export function subIndicationTodo(subIndication: SubIndication, language: Language): string {
  return WORDS[language].advice[BY_SUB_INDICATION[subIndication]].next
}

function kindOf({ verdict, signatures, unfinished }: FileReport, worst: SignatureReport | undefined): AdviceKind {
  // Where a signature fails that is the worse news, whatever stands at the end.
  if (unfinished && (verdict === 'NO-SIGNATURE' || verdict === 'INDETERMINATE')) return 'cut-off'
  if (worst === undefined) return 'unsigned'
  if (verdict !== 'TOTAL-PASSED') return adviceKindOf(worst)
  const open = signatures.filter(({ findings }) => findings.includes('revocation-not-checked'))
  if (open.length === 0) return 'accept'
  // Where no certificate names whom to ask, no network and no later day brings an answer.
  const isInVain = open.every(({ revocation }) => revocation?.problems.includes('no-service-named') === true)
  return isInVain ? 'accept-unaskable' : 'accept-unchecked'
}

function byWorstFinding(one: SignatureReport, other: SignatureReport): number {
  return rankOf(one) - rankOf(other)
}

function rankOf({ findings }: SignatureReport): number {
  const at = FINDING_CODES.findIndex((code) => code === findings[0])
  return at < 0 ? FINDING_CODES.length : at
}
