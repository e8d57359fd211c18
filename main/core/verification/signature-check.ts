import type { SignatureReport } from '#contract'
import type { FindingCode } from '#contract/findings'
import type { PdfDocument } from '../pdf/document.ts'
import type { CoveredContent, CoveredRange } from './covered-content.ts'
import { judgeFindings } from './indication.ts'
import type { LaterChanges, RevisionAnalysis } from './later-revisions.ts'
import { coveredRevision, hasBytesBehind } from './revisions.ts'
import { claimedTimeOf, docMdpOf, type findCoverage, type SignatureDictionary, textOf } from './signature-dictionary.ts'
import type { ValidationContext } from './validation-context.ts'
import { type ContentsResult, verifyContents } from './verify-contents.ts'

/** A signature with the bytes it covers, or why they are not what they have to be. */
export type PlacedSignature = {
  signature: SignatureDictionary
  coverage: ReturnType<typeof findCoverage>
  /** Offset after what it covers. */
  end: number
}

/** What can be said of a signature by itself: its place, its cryptography, what came after. Trust is judged later. */
export type CheckedSignature = {
  signature: SignatureDictionary
  /** What is known so far. */
  report: SignatureReport
  /** Undefined where it does not cover what it has to. */
  result: ContentsResult | undefined
  /** Offset after what it covers. */
  end: number
  /** Index of the revision it covers; undefined where it covers none. */
  revision: number | undefined
  findings: readonly FindingCode[]
}

export type CheckTools = {
  context: ValidationContext
  contentOf: (range: CoveredRange) => CoveredContent
  changesAfter: RevisionAnalysis
  pageOf: (signature: SignatureDictionary) => number | null
}

/**
 * Format, coverage and cryptography of one signature, and what later revisions did to the document.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.2.2 and 5.2.7; ISO 32000-1:2008, 12.8.
 */
export async function checkSignature(
  { signature, coverage, end }: PlacedSignature,
  tools: CheckTools,
): Promise<CheckedSignature> {
  const { document, pool } = tools.context
  const base = describe(signature, tools)
  if (typeof coverage === 'string') {
    return { signature, report: base, result: undefined, end, revision: undefined, findings: [coverage] }
  }
  const { range, contents } = coverage
  const result = await verifyContents(document, { signature, contents, content: tools.contentOf(range), pool })
  const later = changesAfter(range, document, tools.changesAfter)
  const report: SignatureReport = {
    ...base,
    intact: result.crypto.intact,
    digestAlgorithm: result.crypto.digestAlgorithm,
    signatureAlgorithm: result.crypto.signatureAlgorithm,
    coversWholeDocument: range.end === document.source.size && later.index !== undefined,
    revision: (later.index ?? 0) + 1,
    coveredBytes: range.end - (range.gapEnd - range.gapStart),
    modification: later.modification,
    changesAfter: later.changesAfter,
  }
  const findings = [...result.findings, ...later.findings, ...attributeFindings(signature, result)]
  return { signature, report, result, end, revision: later.index, findings }
}

/** What the dictionary itself says, and nothing proved yet. */
function describe(signature: SignatureDictionary, { context: { document }, pageOf }: CheckTools): SignatureReport {
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

function changesAfter(
  range: CoveredRange,
  document: PdfDocument,
  analysis: RevisionAnalysis,
): LaterChanges & { index: number | undefined } {
  const index = coveredRevision(document, range.end)
  const open = { modification: 'forbidden' as const, changesAfter: [], index }
  if (index === undefined) return { ...open, findings: ['covers-no-revision'] }
  const isLast = index === document.revisions.length - 1
  if (isLast && hasBytesBehind(document, range.end)) {
    const change = { revision: index + 1, kind: 'unreadable', detail: `bytes@${String(range.end)}` } as const
    const behind = { ...change, page: null, by: null, judgement: 'forbidden' } as const
    return { ...open, changesAfter: [behind], findings: ['changes-not-analysed'] }
  }
  return { ...analysis(index), index }
}

/** What EN 319 142-1 V1.2.1, 6.3 asks of the signed attributes, where the signature says to follow it. */
export function attributeFindings(signature: SignatureDictionary, { crypto }: ContentsResult): FindingCode[] {
  if (signature.subFilter !== 'ETSI.CAdES.detached' || crypto.signerInfo === undefined) return []
  const findings: FindingCode[] = []
  if (!crypto.namesCertificate) findings.push('signing-certificate-not-named')
  if (crypto.signingTime) findings.push('signing-time-in-cms')
  return findings
}
