import type { AnchorPurpose } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { TrustedAnchor, ValidationServices } from '../ports.ts'
import type { CarriedEvidence } from './carried-evidence.ts'
import { createDssMemory, type DssMemory, readDssCertificates, readDssEntries } from './dss-certificates.ts'

/** Evidence of revocation, wherever it comes from; nothing of it has been judged. */
export type Evidence = CarriedEvidence & {
  source: 'file' | 'fetched' | 'kept'
  /** Offset after the bytes that hold it: a timestamp over them proves that it existed; undefined outside the file. */
  end: number | undefined
}

/** A document timestamp that counts: everything of the file before `end` existed at `time`. */
export type Proof = { time: Date; end: number }

/** What the judgements of one document share. */
export type ValidationContext = {
  document: PdfDocument
  anchors: readonly Certificate[]
  /** Those of the anchors that a chain of this purpose may end at. */
  anchorsFor: Record<'signing' | 'timestamping', readonly Certificate[]>
  /** The control time: for when is judged. */
  at: Date
  services: ValidationServices | undefined
  memory: DssMemory
  /** Material to build chains with, trusted no more than any other; it grows by what is fetched. */
  pool: Certificate[]
  evidence: Evidence[]
  /** What services said, by certificate and issuer. */
  asked: Map<string, { found: Evidence[]; problems: string[] }>
  proofs: Proof[]
  left: { questions: number; fetches: number; searches: number }
}

/** A document has a handful of signers and authorities; one with hundreds may not keep us asking and searching. */
const BUDGET = { questions: 60, fetches: 20, searches: 2000 }

export function createValidationContext(
  document: PdfDocument,
  options: { anchors: readonly TrustedAnchor[]; at: Date; services?: ValidationServices | undefined },
): ValidationContext {
  const memory = createDssMemory()
  const inStore = (list: 'OCSPs' | 'CRLs', kind: Evidence['kind']): Evidence[] =>
    readDssEntries(document, list, memory).map((der) => ({ kind, der, source: 'file', end: memory.ends.get(der) }))
  return {
    document,
    ...readAnchors(options.anchors),
    at: options.at,
    services: options.services,
    memory,
    pool: readDssCertificates(document, memory),
    evidence: [...inStore('OCSPs', 'ocsp'), ...inStore('CRLs', 'crl')],
    asked: new Map(),
    proofs: [],
    left: { ...BUDGET },
  }
}

function readAnchors(given: readonly TrustedAnchor[]): Pick<ValidationContext, 'anchors' | 'anchorsFor'> {
  const anchors = given.map((anchor) =>
    anchor instanceof Uint8Array
      ? { certificate: readCertificate(anchor), purpose: 'both' as const }
      : { certificate: readCertificate(anchor.der), purpose: anchor.purpose },
  )
  const without = (other: AnchorPurpose) =>
    anchors.filter(({ purpose }) => purpose !== other).map(({ certificate }) => certificate)
  return {
    anchors: anchors.map(({ certificate }) => certificate),
    anchorsFor: { signing: without('timestamps'), timestamping: without('signatures') },
  }
}

/** Puts certificates into the pool, each once. */
export function addToPool(context: ValidationContext, certificates: readonly Certificate[]): void {
  const known = new Set(context.pool.map(({ facts }) => facts.sha256))
  for (const certificate of certificates) {
    if (known.has(certificate.facts.sha256)) continue
    known.add(certificate.facts.sha256)
    context.pool.push(certificate)
  }
}

/**
 * The earliest time at which the bytes of the file before `end` are proved to have existed: by the document timestamps
 * over them that count, else only now.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.6.2.3 (POE extraction).
 */
export function provedTimeOf({ proofs, at }: ValidationContext, end: number | undefined): Date {
  if (end === undefined) return at
  return proofs.reduce((earliest, proof) => (proof.end > end && proof.time < earliest ? proof.time : earliest), at)
}
