import { AppError, type ProposalFinding, type SigningRole } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import { type FormField, listFields } from '#core/pdf/form-fields'
import { countPages, findPage } from '#core/pdf/pages'
import type { Place } from '#core/signing/signature-field'
import { besideLeader } from './beside-leader.ts'
import { findParts, lastTextLine } from './document-parts.ts'
import { placeOfField, ROLE_FIELDS, rectOf, standsOn } from './field-places.ts'
import { linesOf, overlaps } from './lines.ts'
import {
  asSeen,
  boxOf,
  onPaper,
  type PageBox,
  POINTS_PER_MM,
  type Rectangle,
  type Size,
  seenSize,
  uprightWords,
} from './page-space.ts'
import {
  type FoundPlace,
  initialPlace,
  leaderPlace,
  PAGE_OF,
  plainPlace,
  type SeenPage,
  sealPlace,
  stampPlace,
  topRightPlace,
} from './role-places.ts'
import type { Word } from './words.ts'

/** Pages that are looked through from the end for the signature block: what follows it are appendices. */
const MOST_PAGES = 8

/** What is to be placed: its size, that of the leader's signature beside it, and whether a seal's image is shown. */
export type Wanted = { role: SigningRole; size: Size; leader: Size; covers: boolean }

/** Field and place of a signature. `from`: the document's own field, its text, or nothing better than the usual place. */
export type Proposal = {
  field?: string
  place: Place
  from: 'field' | 'text' | 'default'
  findings: readonly ProposalFinding[]
  pages: number
}

type Reading = { document: PdfDocument; fields: readonly FormField[]; words: (page: number) => Promise<Word[]> }
type NamedArea = Rectangle & { name: string }
type NumberedPage = Omit<SeenPage, 'taken'> & { number: number; box: PageBox; taken: readonly NamedArea[] }

/**
 * Proposes where a signature of a role stands: the document's own empty field, which keeps its rectangle; else the place
 * that the law gives it, found in the page's text; else the usual place, with a finding that says why.
 *
 * @throws AppError `pdf-damaged`, `page-not-found`.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.7, II.8 and III.1; Phần II, Mục I.3.
 */
export async function proposePlace(
  document: PdfDocument,
  wanted: Wanted,
  readWords: (page: number) => Promise<Word[]>,
): Promise<Proposal> {
  const fields = listFields(document)
  const own = emptyFieldFor(document, fields, wanted.role)
  if (own) return besideLeader(document, fields, { own, wanted }) ?? own
  const findings = new Set<ProposalFinding>()
  const words = (page: number) => readOrNote(readWords, page, findings)
  const { place, found, page } = await placeFor({ document, fields, words }, wanted)
  if (!found && findings.size === 0) findings.add(page.lines.length === 0 ? 'page-without-text' : 'place-by-default')
  const name = wanted.role === 'plain' ? undefined : ROLE_FIELDS[wanted.role]
  const isFree = name !== undefined && fields.every((field) => field.name !== name)
  return {
    ...(isFree ? { field: name } : {}),
    place: { page: page.number, ...onPaper(page.box, place) },
    from: found ? 'text' : 'default',
    findings: [...findings],
    pages: countPages(document),
  }
}

/** A page that cannot be read is a finding: the document is signed at the usual place. */
async function readOrNote(
  readWords: (page: number) => Promise<Word[]>,
  page: number,
  findings: Set<ProposalFinding>,
): Promise<Word[]> {
  try {
    return await readWords(page)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'page-unreadable') throw error
    findings.add('page-unreadable')
    return []
  }
}

function emptyFieldFor(document: PdfDocument, fields: readonly FormField[], role: SigningRole): Proposal | undefined {
  const empty = fields.filter(({ fieldType, value }) => fieldType === 'Sig' && document.resolve(value) === null)
  const reserved = new Set<string>(Object.values(ROLE_FIELDS))
  const others = empty.filter(({ name }) => !reserved.has(name))
  const named = role === 'plain' ? undefined : empty.find(({ name }) => name === ROLE_FIELDS[role])
  const only = (role === 'leader' || role === 'plain') && others.length === 1 ? others[0] : undefined
  const field = named ?? only
  const place = field && placeOfField(document, field)
  return field && place && { field: field.name, place, from: 'field', findings: [], pages: countPages(document) }
}

async function placeFor(reading: Reading, wanted: Wanted): Promise<FoundPlace & { page: NumberedPage }> {
  const where = PAGE_OF[wanted.role]
  const page = where === 'block' ? await pageOfBlock(reading) : await seenPage(reading, where === 'first' ? 1 : -1)
  if (wanted.role === 'initial' && page.parts.block && !page.parts.lastLine && page.number > 1) {
    // The signature block begins a page: the text ends on the one before.
    const before = await seenPage(reading, page.number - 1)
    const lastLine = lastTextLine(before.lines)
    if (lastLine) {
      const parts = { ...before.parts, lastLine }
      return { ...initialPlace({ ...before, parts }, wanted.size), page: before }
    }
  }
  return { ...onPage(reading, page, wanted), page }
}

/** The page of the signature block, from the end; the last page where none has one. */
async function pageOfBlock(reading: Reading): Promise<NumberedPage> {
  const last = await seenPage(reading, -1)
  let page = last
  for (let back = 1; !page.parts.block && back < MOST_PAGES && page.number > 1; back += 1) {
    page = await seenPage(reading, last.number - back)
  }
  return page.parts.block ? page : last
}

async function seenPage(reading: Reading, wanted: number): Promise<NumberedPage> {
  const page = findPage(reading.document, wanted)
  const box = boxOf(page)
  const size = seenSize(box)
  const lines = linesOf(uprightWords(box, await reading.words(page.number)))
  const taken = reading.fields.flatMap((field) => {
    const rect = standsOn(reading.document, field, page) ? rectOf(reading.document, field) : undefined
    return rect ? [{ name: field.name, ...asSeen(box, rect) }] : []
  })
  return { number: page.number, box, size, lines, parts: findParts(lines, size), taken }
}

function onPage(reading: Reading, page: NumberedPage, wanted: Wanted): FoundPlace {
  const { size } = wanted
  switch (wanted.role) {
    case 'leader':
      return leaderPlace(page, size)
    case 'agency': {
      const signed = signedLeader(reading, page)
      const leader = signed ? { place: signed, found: true } : leaderPlace(page, wanted.leader)
      return { place: sealPlace(page.size, leader.place, wanted), found: leader.found }
    }
    case 'initial':
      return initialPlace(page, size)
    case 'incoming':
    case 'comment':
      return stampPlace(page, size)
    case 'appendix':
    case 'copy':
      return { place: topRightPlace(page.size, size), found: true }
    case 'plain':
      return { place: plainPlace(page.size, size), found: true }
  }
}

/** Where the leader has signed on this page: by the field's name, else what stands between position and name. */
function signedLeader({ document, fields }: Reading, page: NumberedPage): Rectangle | undefined {
  const signed = new Set(
    fields.filter(({ fieldType, value }) => fieldType === 'Sig' && document.resolve(value) !== null).map(nameOf),
  )
  const places = page.taken.filter(({ name }) => signed.has(name))
  const between = leaderPlace(page, { width: 40 * POINTS_PER_MM, height: 20 * POINTS_PER_MM })
  const middle = { ...centreOf(between.place), width: 1, height: 1 }
  const named = places.find(({ name }) => name === ROLE_FIELDS.leader)
  return named ?? (between.found ? places.find((place) => overlaps(place, middle)) : undefined)
}

const nameOf = ({ name }: { name: string }): string => name
const centreOf = ({ x, y, width, height }: Rectangle) => ({ x: x + width / 2, y: y + height / 2 })
