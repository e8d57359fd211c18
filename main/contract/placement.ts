import { z } from 'zod'

/** Where a signature stands: page (1 is the first), points from the lower left of the page's own space (ISO 32000-1, 8.3.2.3). */
export const SigningPlace = z.object({
  page: z.int().min(1).max(1_000_000),
  x: z.number().min(-20_000).max(20_000),
  y: z.number().min(-20_000).max(20_000),
  width: z.number().min(1).max(20_000),
  height: z.number().min(1).max(20_000),
})
export type SigningPlace = z.infer<typeof SigningPlace>

/** Why a proposed place is only the usual one. */
export const PROPOSAL_FINDINGS = ['page-unreadable', 'page-without-text', 'place-by-default'] as const
export const ProposalFinding = z.enum(PROPOSAL_FINDINGS)
export type ProposalFinding = z.infer<typeof ProposalFinding>

/** Where a document's signature will stand if nobody moves it. */
export const PlaceProposal = z.object({
  place: SigningPlace,
  /** The document's own empty field (it keeps its rectangle), its text, or nothing better than the usual place. */
  from: z.enum(['field', 'text', 'default']),
  findings: z.array(ProposalFinding),
  /** Of the document. */
  pages: z.int(),
})
export type PlaceProposal = z.infer<typeof PlaceProposal>
