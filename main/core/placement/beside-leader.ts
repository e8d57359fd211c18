import type { SigningRole } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import type { FormField } from '#core/pdf/form-fields'
import { findPage } from '#core/pdf/pages'
import type { Place } from '#core/signing/signature-field'
import { placeOfField, ROLE_FIELDS } from './field-places.ts'
import { asSeen, boxOf, onPaper, POINTS_PER_MM, type Rectangle, type Size, seenSize } from './page-space.ts'
import { sealPlace } from './role-places.ts'

/** The seal may stand so far from its place. */
const NEAR = 2 * POINTS_PER_MM
/** Rounding of rectangles, in points. */
const SAME_SIZE = 0.5

type Kept = { field?: string; place: Place }

/**
 * Where the seal stands instead of in the field that was prepared for it: beside the leader's signature, which its signer has
 * put elsewhere since. The prepared field stays empty, for the leader has certified it where it is; DocMDP 2 permits one more.
 *
 * A field of another size than the seal was made by the document's drafter and keeps its place. Undefined where the field
 * stands as it should.
 *
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.8.a; ISO 32000-1:2008, Table 254.
 */
export function besideLeader<Own extends Kept>(
  document: PdfDocument,
  fields: readonly FormField[],
  { own, wanted }: { own: Own; wanted: { role: SigningRole; size: Size; covers: boolean } },
): (Omit<Own, 'field'> & { from: 'text' }) | undefined {
  const leader = wanted.role === 'agency' ? signedPlace(document, fields) : undefined
  if (!leader) return undefined
  const page = boxOf(findPage(document, leader.page))
  const seal = sealPlace(seenSize(page), asSeen(page, leader), wanted)
  const present = asSeen(boxOf(findPage(document, own.place.page)), own.place)
  if (!isSameSize(present, seal) || (own.place.page === leader.page && isNear(present, seal))) return undefined
  const { field: _field, ...kept } = own
  return { ...kept, place: { page: leader.page, ...onPaper(page, seal) }, from: 'text' }
}

/** Where the leader has signed, visibly. */
function signedPlace(document: PdfDocument, fields: readonly FormField[]): Place | undefined {
  const field = fields.find(({ name, fieldType }) => name === ROLE_FIELDS.leader && fieldType === 'Sig')
  return field && document.resolve(field.value) !== null ? placeOfField(document, field) : undefined
}

const isSameSize = (a: Size, b: Size): boolean =>
  Math.abs(a.width - b.width) < SAME_SIZE && Math.abs(a.height - b.height) < SAME_SIZE

const isNear = (a: Rectangle, b: Rectangle): boolean => Math.hypot(a.x - b.x, a.y - b.y) < NEAR
