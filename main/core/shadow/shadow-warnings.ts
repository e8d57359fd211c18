import { AppError, type SigningWarning, signingWarning } from '#contract'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { requireReadable } from '#core/pdf/file-permissions'
import { listFields } from '#core/pdf/form-fields'
import type { PdfObject } from '#core/pdf/objects'
import { countPages, findPage, type PdfPage } from '#core/pdf/pages'
import type { ByteSource } from '#core/ports'
import { type Budget, breathe, createBudget, type Limits, MAX_TOLD } from './budget.ts'
import { coveredByAnnotations, coveredByPictures } from './covered-text.ts'
import { firstTableWarnings } from './first-table.ts'
import { collectMissingFonts, fontWarnings, type MissingFonts } from './fonts.ts'
import { formWarnings } from './form-warnings.ts'
import { hiddenLayersOf, layersOff } from './layers.ts'
import { marksOf } from './page-marks.ts'
import { pageScripts, scriptWarnings } from './scripts.ts'
import { unusedObjects } from './unused-objects.ts'

/**
 * What a signer should know of a file before signing it: what is prepared so that a later revision, or another reader, shows
 * something else under the same signature. Nothing here says that a file is bad; each finding is to be looked at. The work is
 * bounded and gives way in between; where it was cut short, that is a finding too.
 *
 * @param limits For tests.
 * @returns Warnings first, then notes.
 * @throws AppError What opening a PDF throws; `pdf-encrypted`.
 * @see Mainka, Mladenov, Rohlmann: Shadow Attacks (NDSS 2021): hide, replace, hide and replace.
 */
export async function shadowWarnings(source: ByteSource, limits?: Limits): Promise<SigningWarning[]> {
  const document = openPdf(source)
  requireReadable(document)
  const budget = createBudget(limits)
  const fonts: MissingFonts = new Map()
  const pages = await pageWarnings(document, budget, fonts)
  const form = attempt(() => formWarnings(document, pages.numbers, budget))
  const found = [
    ...attempt(() => restrictionWarnings(document)),
    ...pages.warnings,
    ...form,
    ...attempt(() => scriptWarnings(document)),
    ...firstTableWarnings(document),
    ...fontWarnings(fonts),
    ...(await unusedObjects(document, budget)),
  ]
  const told = fewOfEach(found)
  const all = budget.isSpent ? [...told, signingWarning('not-all-examined')] : told
  return all.toSorted((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note'))
}

/** The first few of each kind, and that there are more: what nobody reads to the end warns of nothing. */
function fewOfEach(found: readonly SigningWarning[]): SigningWarning[] {
  const counts = new Map<string, number>()
  const isTold = found.map(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= MAX_TOLD
  })
  const rest = found.filter((_, index) => !isTold[index])
  if (rest.length === 0) return [...found]
  const severity = rest.some((left) => left.severity === 'warning') ? 'warning' : 'note'
  return [...found.filter((_, index) => isTold[index]), { ...signingWarning('more-alike'), severity }]
}

/** An encrypted file that opens without its owner's password, and then may not be signed. */
function restrictionWarnings(document: PdfDocument): SigningWarning[] {
  if (!document.cipher || document.cipher.permissions.addFields) return []
  const hasField = listFields(document).some(
    ({ fieldType, value }) => fieldType === 'Sig' && document.resolve(value) === null,
  )
  return document.cipher.permissions.fillIn && hasField ? [] : [signingWarning('owner-password-needed')]
}

type Pages = { warnings: SigningWarning[]; numbers: ReadonlyMap<number, number> }

async function pageWarnings(document: PdfDocument, budget: Budget, fonts: MissingFonts): Promise<Pages> {
  const warnings: SigningWarning[] = []
  const numbers = new Map<number, number>()
  const seen = new Set<PdfObject>()
  const off = layersOff(document)
  for (let number = 1; number <= countPages(document) && budget.take('pages'); number += 1) {
    attempt(() => {
      const page = findPage(document, number)
      numbers.set(page.ref.num, number)
      warnings.push(...warningsOf(document, page, { off, budget }))
      collectMissingFonts(document, page, fonts, seen)
      return []
    })
    await breathe()
  }
  return { warnings, numbers }
}

function warningsOf(
  document: PdfDocument,
  page: PdfPage,
  { off, budget }: { off: ReadonlyMap<number, string>; budget: Budget },
): SigningWarning[] {
  const marks = marksOf(document, page, budget)
  return [
    ...coveredByPictures(marks, page, budget),
    ...coveredByAnnotations(document, marks, { page, budget }),
    ...hiddenLayersOf(document, page, off),
    ...pageScripts(document, page),
  ]
}

/** A page or a form that cannot be read is another matter: whether the file can be signed is asked elsewhere. */
function attempt(examine: () => SigningWarning[]): SigningWarning[] {
  try {
    return examine()
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
