import { AppError, type FileReport, type SignatureReport } from '#contract'
import type { FindingCode } from '#contract/findings'
import type { ByteSource, ValidationServices } from '#core/ports'
import { type Certificate, displayNameOf, readCertificate } from '../certificates/certificate.ts'
import { openPdf, type PdfDocument } from '../pdf/document.ts'
import { requirePasswordGiven } from '../pdf/file-permissions.ts'
import { type CheckedSignature, provesTime, withLevels } from './baseline-level.ts'
import { type CoveredContent, type CoveredRange, createCoverage } from './covered-content.ts'
import { createDssMemory, type DssMemory, readDssCertificates } from './dss-certificates.ts'
import { judgeFindings, verdictOf } from './indication.ts'
import { analyseRevisions, type LaterChanges, type RevisionAnalysis } from './later-revisions.ts'
import { createPageFinder } from './page-of-widget.ts'
import { coveredRevision, hasBytesBehind } from './revisions.ts'
import {
  claimedTimeOf,
  docMdpOf,
  findCoverage,
  listSignatures,
  type SignatureDictionary,
  textOf,
} from './signature-dictionary.ts'
import { judgeTrust } from './trust.ts'
import { type ContentsResult, verifyContents } from './verify-contents.ts'

const MAX_SIGNATURES = 200
/** Bytes to hash behind the signatures' gaps, all together: honest revisions add up to about one file. */
const MAX_HASHED = { times: 8, atLeast: 256 * 1024 * 1024 }

type Check = {
  document: PdfDocument
  anchors: readonly Certificate[]
  /** Certificates that the file keeps beside its signatures. */
  pool: readonly Certificate[]
  memory: DssMemory
  at: Date
  contentOf: (range: CoveredRange) => CoveredContent
  changesAfter: RevisionAnalysis
  pageOf: (signature: SignatureDictionary) => number | null
}

type Placed = { signature: SignatureDictionary; coverage: ReturnType<typeof findCoverage>; end: number }

/**
 * Checks every signature of a PDF: where it stands and what it covers, its cryptography, what later revisions did, and
 * whether its certificate chains up to an anchor. A bad signature is an answer, not an error. In this first level
 * revocation is not looked at: each signature carries the finding `revocation-not-checked`, which does not by itself
 * prevent TOTAL-PASSED. With no anchors nothing ever passes.
 *
 * @param options.anchors Trusted certificates, DER.
 * @param options.at The time for which to judge; the office's clock, or an instant in the past.
 * @param options.services Who may be asked for issuers and revocation; absent for a validation that stays offline.
 * @returns Signatures in the order in which they cover the file.
 * @throws AppError `pdf-empty`, `not-a-pdf`, `pdf-damaged` (with offset), `pdf-encrypted`, `pdf-password-wrong`, `pdf-unsupported` for a file
 *   that cannot be read as a whole, `certificate-unreadable` for an anchor.
 * @see ETSI EN 319 102-1 V1.3.1, 5; ISO 32000-1:2008, 12.8.
 */
export async function verifyPdf(
  source: ByteSource,
  options: { anchors: readonly Uint8Array[]; at: Date; file: string; services?: ValidationServices | undefined },
): Promise<FileReport> {
  const document = openPdf(source)
  requirePasswordGiven(document)
  const found = listSignatures(document)
  if (found.length > MAX_SIGNATURES) throw new AppError('pdf-unsupported', { signatures: found.length })
  const memory = createDssMemory()
  const check: Check = {
    document,
    anchors: options.anchors.map(readCertificate),
    pool: readDssCertificates(document, memory),
    memory,
    at: options.at,
    contentOf: createCoverage(source),
    changesAfter: analyseRevisions(document),
    pageOf: createPageFinder(document),
  }
  const placed = found.map((signature) => place(document, signature)).sort((a, b) => a.end - b.end)
  requireBoundedWork(placed, source.size)
  const checked: CheckedSignature[] = []
  for (const one of placed) checked.push(await checkOne(one, check))
  const signatures = withLevels(checked, check)
  return {
    file: options.file,
    checkedAt: options.at.toISOString(),
    offline: options.services === undefined,
    revisions: factsOfRevisions(document, checked),
    signatures,
    verdict: verdictOf(signatures),
  }
}

/** The revisions of the file, each with the fields of the signatures that cover it and nothing behind it. */
function factsOfRevisions(document: PdfDocument, checked: readonly CheckedSignature[]): FileReport['revisions'] {
  return document.revisions.map(({ end }, index) => ({
    number: index + 1,
    end,
    signatures: checked.filter(({ revision }) => revision === index).map(({ report }) => report.field),
  }))
}

/** Many signatures that each cover the whole of a large file would keep us hashing for hours. */
function requireBoundedWork(placed: readonly Placed[], size: number): void {
  const total = placed.reduce(
    (sum, { coverage }) => sum + (typeof coverage === 'string' ? 0 : coverage.range.end - coverage.range.gapEnd),
    0,
  )
  if (total > Math.max(size * MAX_HASHED.times, MAX_HASHED.atLeast)) {
    throw new AppError('pdf-unsupported', { signatures: placed.length })
  }
}

function place(document: PdfDocument, signature: SignatureDictionary): Placed {
  const coverage = findCoverage(document, signature)
  return { signature, coverage, end: typeof coverage === 'string' ? document.source.size : coverage.range.end }
}

async function checkOne({ signature, coverage, end }: Placed, check: Check): Promise<CheckedSignature> {
  const base = describe(signature, check)
  if (typeof coverage === 'string') {
    return { report: { ...base, ...judgeFindings([coverage]) }, result: undefined, end, revision: undefined }
  }
  const { range, contents } = coverage
  const trust = { anchors: check.anchors, pool: check.pool, at: check.at }
  const content = check.contentOf(range)
  const result = await verifyContents(check.document, { signature, contents, content, trust })
  const later = changesAfter(range, check)
  const time = judgeTime(signature, { check, result })
  const findings = [...result.findings, ...later.findings, ...time.findings, ...attributeFindings(signature, result)]
  const report: SignatureReport = {
    ...base,
    ...judgeFindings(findings),
    ...proved(result),
    trusted: time.trusted,
    signedAt: time.claimedAt?.toISOString() ?? null,
    level: levelOf(signature, result, check),
    coversWholeDocument: range.end === check.document.source.size && later.index !== undefined,
    revision: (later.index ?? 0) + 1,
    coveredBytes: range.end - (range.gapEnd - range.gapStart),
    modification: later.modification,
    changesAfter: later.changesAfter,
  }
  return { report, result, end, revision: later.index }
}

/** What the cryptography says, whatever later revisions and trust say. */
function proved({ crypto, timestamp }: ContentsResult) {
  const { signer, intact, digestAlgorithm, signatureAlgorithm } = crypto
  const time = timestamp?.intact === true ? timestamp.time : undefined
  return {
    signer: signer ? displayNameOf(signer) : '',
    certificate: signer?.facts ?? null,
    intact,
    digestAlgorithm,
    signatureAlgorithm,
    timestamp: time?.toISOString() ?? null,
    timestampAuthority: timestamp?.crypto?.signer ? displayNameOf(timestamp.crypto.signer) : '',
    bestSignatureTime: (timestamp?.trusted === true ? time : undefined)?.toISOString() ?? null,
    provedBy: timestamp?.trusted === true ? ('signature-timestamp' as const) : ('time-of-checking' as const),
    chain: signer ? [signer.facts] : [],
  }
}

/** What the dictionary itself says, and nothing proved yet. */
function describe(signature: SignatureDictionary, { document, pageOf }: Check): SignatureReport {
  const { dict } = signature
  return {
    field: document.encrypted ? '' : signature.field.name,
    kind: signature.isDocumentTimestamp ? 'document-timestamp' : 'signature',
    signer: '',
    ...judgeFindings(['signed-data-malformed']),
    intact: false,
    trusted: false,
    signedAt: claimedTimeOf(document, dict)?.toISOString() ?? null,
    timestamp: null,
    timestampAuthority: '',
    bestSignatureTime: null,
    provedBy: 'time-of-checking',
    revocation: null,
    chain: [],
    level: 'unknown',
    coversWholeDocument: false,
    revision: 1,
    revisions: document.revisions.length,
    coveredBytes: 0,
    fileLength: document.source.size,
    modification: 'forbidden',
    changesAfter: [],
    subFilter: signature.subFilter,
    digestAlgorithm: '',
    signatureAlgorithm: '',
    reason: textOf(document, dict, 'Reason'),
    location: textOf(document, dict, 'Location'),
    docMdp: docMdpOf(document, dict),
    page: pageOf(signature),
    certificate: null,
  }
}

function changesAfter(range: CoveredRange, check: Check): LaterChanges & { index: number | undefined } {
  const { document } = check
  const index = coveredRevision(document, range.end)
  const open = { modification: 'forbidden' as const, changesAfter: [], index }
  if (index === undefined) return { ...open, findings: ['covers-no-revision'] }
  const isLast = index === document.revisions.length - 1
  if (isLast && hasBytesBehind(document, range.end)) return { ...open, findings: ['changes-not-analysed'] }
  return { ...check.changesAfter(index), index }
}

type TimeAnswer = { trusted: boolean; claimedAt: Date | undefined; findings: readonly FindingCode[] }

function judgeTime(
  signature: SignatureDictionary,
  { check, result }: { check: Check; result: ContentsResult },
): TimeAnswer {
  const { crypto, timestamp } = result
  if (signature.isDocumentTimestamp) return judgeAuthority(result, check)
  const claimedAt = claimedTimeOf(check.document, signature.dict) ?? crypto.signingTime
  if (crypto.signer === undefined) return { trusted: false, claimedAt, findings: [] }
  const isProof = timestamp?.intact === true && timestamp.trusted
  const answer = judgeTrust({
    signer: crypto.signer,
    pool: [...result.certificates, ...check.pool],
    anchors: check.anchors,
    provedAt: (isProof ? timestamp.time : undefined) ?? check.at,
    claimedAt,
  })
  return { ...answer, claimedAt }
}

function judgeAuthority({ timestamp }: ContentsResult, { anchors }: Check): TimeAnswer {
  const trusted = timestamp?.trusted === true
  const problem = anchors.length === 0 ? 'no-trust-anchors' : 'no-chain'
  return { trusted, claimedAt: timestamp?.time, findings: trusted ? ['revocation-not-checked'] : [problem] }
}

/** What EN 319 142-1 V1.2.1, 6.3 asks of the signed attributes, where the signature says to follow it. */
function attributeFindings(signature: SignatureDictionary, { crypto }: ContentsResult): FindingCode[] {
  if (signature.subFilter !== 'ETSI.CAdES.detached' || crypto.signerInfo === undefined) return []
  const findings: FindingCode[] = []
  if (!crypto.namesCertificate) findings.push('signing-certificate-not-named')
  if (crypto.signingTime) findings.push('signing-time-in-cms')
  return findings
}

/** B-B or B-T by what is in the signature itself. */
function levelOf(signature: SignatureDictionary, result: ContentsResult, { anchors }: Check): SignatureReport['level'] {
  if (signature.isDocumentTimestamp || result.crypto.signerInfo === undefined) return 'unknown'
  const isBaseline = signature.subFilter === 'ETSI.CAdES.detached' && attributeFindings(signature, result).length === 0
  if (!isBaseline) return 'CMS'
  return provesTime(result.timestamp, anchors) ? 'B-T' : 'B-B'
}
