import { Box } from '@mantine/core'
import type { DocumentDetail } from '#contract'
import { DocumentFacts } from '#renderer/components/document/document-facts.tsx'
import { DocumentHistory } from '#renderer/components/document/document-history.tsx'
import type { PaneView } from '#renderer/components/document/document-pane.tsx'
import { DocumentSignatures } from '#renderer/components/document/document-signatures.tsx'
import { AppendixList } from '#renderer/components/outgoing/appendix-list.tsx'

/** The fields, the signatures or the history of a document. */
export function DocumentSide({ document, view }: { document: DocumentDetail; view: PaneView }) {
  return (
    <Box p="md" pt="sm">
      {view === 'facts' && <DocumentFacts document={document} />}
      {view === 'facts' && <AppendixList document={document} />}
      {view === 'signatures' && <DocumentSignatures document={document} />}
      {view === 'history' && <DocumentHistory document={document} />}
    </Box>
  )
}
