import type { UsedAlgorithms } from '../certificates/algorithm-dates.ts'
import type { Certificate } from '../certificates/certificate.ts'
import { judgeCrl } from '../revocation/crl.ts'
import { judgeOcsp } from '../revocation/judge-ocsp.ts'
import type { RevocationStatus } from '../revocation/status.ts'
import type { CarriedEvidence } from './carried-evidence.ts'
import { type DssMemory, spendOn } from './dss-certificates.ts'

/** What an OCSP response or a list says of one certificate, whoever asks and for whenever. */
export type JudgedEvidence = {
  status: RevocationStatus
  thisUpdate: Date | undefined
  nextUpdate: Date | undefined
  reachesBackTo: Date | undefined
  /** What it stands on. */
  used: readonly UsedAlgorithms[]
  /** Who signed an OCSP response, where that is another than the issuer. */
  responder?: Certificate | undefined
}

/** What parsing and one check of a signature cost, in the bytes of a budget. */
const COST = { atLeast: 16 << 10, putAside: 1 << 10 }

/**
 * Judges evidence, each once for one certificate; undefined where the budget of the document is used up. Only what the
 * file brings along costs of it: what a service answers is judged whatever the file holds.
 */
export function judgeEvidence(
  { kind, der, source = 'file' }: CarriedEvidence & { source?: 'file' | 'fetched' | 'kept' },
  { certificate, issuer }: { certificate: Certificate; issuer: Certificate },
  memory: DssMemory,
): JudgedEvidence | undefined {
  const answers = memory.answers.get(der) ?? new Map<string, JudgedEvidence>()
  memory.answers.set(der, answers)
  const pair = `${certificate.facts.sha256} ${issuer.facts.sha256}`
  const known = answers.get(pair)
  if (known) return known
  const cost = Math.max(der.length, COST.atLeast)
  if (source === 'file' && !spendOn(memory, 'judged', cost)) return undefined
  const judged = (kind === 'ocsp' ? judgeOcsp : judgeCrl)(der, { certificate, issuer })
  const { status } = judged
  // A list of another issuer is put aside by its name.
  const isOfAnother = status.kind === 'unusable' && status.problem === 'other-issuer'
  if (source === 'file' && isOfAnother) memory.left.judged += cost - COST.putAside
  answers.set(pair, judged)
  return judged
}
