import { SigningRole } from '#contract'
import type { LookWords } from '#core/signing/look-lines'
import { UsageError } from './failures.ts'

/** As whom is signed, and what the signature then says of the document. */
export type RoleFlags = {
  role: string
  documentCode?: string
  copyForm?: string
  comment?: string
  arrivalNumber?: string
  arrivalDate?: string
}

/** Refuses an unknown role, and an appendix that would not say whose it is (NĐ 30/2020, PL I, I.II.8.b). */
export function readRole({ role, documentCode }: RoleFlags): SigningRole {
  const known = SigningRole.safeParse(role)
  if (!known.success) {
    throw new UsageError({ vi: `--role: không hiểu “${role}”.`, en: `--role: “${role}” is not understood.` })
  }
  if (known.data === 'appendix' && documentCode === undefined) {
    throw new UsageError({
      vi: 'Phụ lục cần số, ký hiệu của văn bản: --document-code 05/UBND-VP.',
      en: 'An appendix needs the number and symbol of its document: --document-code 05/UBND-VP.',
    })
  }
  return known.data
}

export function readWords(flags: RoleFlags): LookWords {
  const { documentCode, copyForm = 'SAO Y', comment, arrivalNumber, arrivalDate } = flags
  const given = { number: documentCode, form: copyForm, comment, arrivalNumber, arrivalDate }
  return Object.fromEntries(Object.entries(given).filter(([, word]) => word !== undefined))
}
