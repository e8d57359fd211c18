import { type Certificate, isSameCertificate } from '../certificates/certificate.ts'
import { isIssuedBy } from '../certificates/chain.ts'
import { isSameName } from '../certificates/names.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isSelfSigned } from '../revocation/issuers.ts'
import { isNotToBeChecked } from '../revocation/pointers.ts'
import { type DssMemory, readDssCertificates, readDssEntries } from './dss-certificates.ts'
import { judgeEvidence } from './judged-evidence.ts'

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
    const issuer = pool.find((one) => isSameName(one.subject, certificate.issuer) && isIssuedBy(certificate, one))
    if (issuer === undefined) return false
    if (!isNotToBeChecked(certificate) && !isSpokenOf(store, certificate, issuer)) return false
    at = issuer
  }
  return false
}

function isSpokenOf({ ocsps, crls, memory }: Store, certificate: Certificate, issuer: Certificate): boolean {
  const isUsable = (kind: 'ocsp' | 'crl') => (der: Uint8Array) => {
    const judged = judgeEvidence({ kind, der }, { certificate, issuer }, memory)
    return judged !== undefined && judged.status.kind !== 'unusable'
  }
  return ocsps.some(isUsable('ocsp')) || crls.some(isUsable('crl'))
}
