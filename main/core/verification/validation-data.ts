import { type Certificate, isSameCertificate } from '../certificates/certificate.ts'
import { isIssuedBy } from '../certificates/chain.ts'
import { isSameName } from '../certificates/names.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { judgeCrl } from '../revocation/crl.ts'
import { isSelfSigned } from '../revocation/issuers.ts'
import { judgeOcsp } from '../revocation/judge-ocsp.ts'
import { isNotToBeChecked } from '../revocation/pointers.ts'
import { type DssMemory, readDssCertificates, readDssEntries, spendOn } from './dss-certificates.ts'

const MAX_CHAIN = 10

/** What the document security store of a revision holds. */
type Store = {
  certificates: readonly Certificate[]
  ocsps: readonly Uint8Array[]
  crls: readonly Uint8Array[]
  memory: DssMemory
}

/**
 * Whether the security store has what judging these certificates needs: for each the chain up to an anchor or a
 * self-signed certificate, and for every link an OCSP answer or a list that speaks of it and is rightly signed. What these
 * say, and whether they were fresh, is another question.
 *
 * @param question.pool Certificates that come with the signatures.
 * @param question.memory Serves every question of one document.
 * @see ETSI EN 319 142-1 V1.2.1, 6.3 (B-LT: certificate and revocation values).
 */
export function hasValidationData(
  view: ObjectView,
  question: Omit<Known, 'store'> & { leaves: readonly Certificate[]; memory: DssMemory },
): boolean {
  const { memory } = question
  const store: Store = {
    certificates: readDssCertificates(view, memory),
    ocsps: readDssEntries(view, 'OCSPs', memory),
    crls: readDssEntries(view, 'CRLs', memory),
    memory,
  }
  if (store.ocsps.length + store.crls.length === 0) return false
  const pool = [...store.certificates, ...question.pool, ...question.anchors]
  return question.leaves.every((leaf) => isChainProved(leaf, { store, pool, anchors: question.anchors }))
}

type Known = { store: Store; pool: readonly Certificate[]; anchors: readonly Certificate[] }

function isChainProved(leaf: Certificate, { store, pool, anchors }: Known): boolean {
  let at = leaf
  for (let length = 0; length < MAX_CHAIN; length += 1) {
    const certificate = at
    if (anchors.some((anchor) => isSameCertificate(anchor, certificate)) || isSelfSigned(certificate)) return true
    const issuer = pool.find((one) => isIssuerOf(one, certificate, store.memory))
    if (issuer === undefined) return false
    if (!isNotToBeChecked(certificate) && !isSpokenOf(store, certificate, issuer)) return false
    at = issuer
  }
  return false
}

function isIssuerOf(issuer: Certificate, certificate: Certificate, { issued }: DssMemory): boolean {
  if (!isSameName(issuer.subject, certificate.issuer)) return false
  return remembered(issued, pairOf(certificate, issuer), () => isIssuedBy(certificate, issuer))
}

function isSpokenOf({ ocsps, crls, memory }: Store, certificate: Certificate, issuer: Certificate): boolean {
  const isUsable = (judge: typeof judgeOcsp | typeof judgeCrl) => (der: Uint8Array) => {
    const answers = memory.answers.get(der) ?? new Map<string, boolean>()
    memory.answers.set(der, answers)
    return remembered(answers, pairOf(certificate, issuer), () => {
      if (!spendOn(memory, 'judged', der.length)) return false
      const { status } = judge(der, { certificate, issuer })
      // A list of another issuer is put aside by its name.
      if (status.kind === 'unusable' && status.problem === 'other-issuer') memory.left.judged += der.length
      return status.kind !== 'unusable'
    })
  }
  return ocsps.some(isUsable(judgeOcsp)) || crls.some(isUsable(judgeCrl))
}

const pairOf = (certificate: Certificate, issuer: Certificate) => `${certificate.facts.sha256} ${issuer.facts.sha256}`

function remembered(answers: Map<string, boolean>, question: string, find: () => boolean): boolean {
  const known = answers.get(question)
  if (known !== undefined) return known
  const found = find()
  answers.set(question, found)
  return found
}
