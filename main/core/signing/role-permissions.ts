import type { SigningRole } from '#contract'
import { numberFieldsOf } from '#core/fields/number-fields'
import type { PdfDocument } from '#core/pdf/document'
import { hasSignature } from '#core/pdf/form-fields'
import type { SignRequest } from './sign-pdf.ts'

/** Who may be the first to sign an office's own document. */
const FIRST: ReadonlySet<SigningRole> = new Set(['initial', 'leader'] as const)

/**
 * What a signature of a role permits afterwards in a document that was prepared for its number: the first one certifies that
 * only fields are filled and signatures added (DocMDP 2); the agency's locks all fields, so that number and date stay. A
 * document that was not prepared is signed without either.
 *
 * The agency's lock sets no permissions of its own (P): readers that forbid every further byte after P 1 would reject the
 * validation data and timestamps of long-term levels, and the receiver's stamp.
 *
 * @see ISO 32000-1:2008, 12.8.2.2, 12.8.2.4.
 */
export function permissionsFor(role: SigningRole, document: PdfDocument): Pick<SignRequest, 'certify' | 'lock'> {
  if (numberFieldsOf(document).length === 0) return {}
  if (role === 'agency') return { lock: { action: 'All' } }
  return FIRST.has(role) && !hasSignature(document) ? { certify: 2 } : {}
}
