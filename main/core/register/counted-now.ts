import type { FileReport } from '#contract'
import type { DocumentRecord } from './document.ts'
import { type Counted, countedAfter } from './standing.ts'
import type { OfficeTransaction } from './store.ts'

/** As what a document counts by a report of its present bytes, or of a revision that is just taken. */
export async function countNow(
  { documents }: Pick<OfficeTransaction, 'documents'>,
  document: DocumentRecord,
  report: FileReport,
): Promise<Counted> {
  const appendices = new Set((await documents.appendices(document.id)).map(({ sha256 }) => sha256))
  const accepted = (await documents.signatures(document.id)).filter(({ revision }) => !appendices.has(revision))
  return countedAfter(report, { document, accepted, revisions: await documents.revisions(document.id) })
}
