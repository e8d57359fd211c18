import { AppError, signingWarning } from '#contract'
import { openPdf } from '#core/pdf/document'
import { requireReadable } from '#core/pdf/file-permissions'
import { countPages, findPage } from '#core/pdf/pages'
import { breathe, createBudget } from './budget.ts'
import { coveredByAnnotations, coveredByPictures } from './covered-text.ts'
import { firstTableWarnings } from './first-table.ts'
import { collectMissingFonts, fontWarnings } from './fonts.ts'
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
export async function shadowWarnings(source, limits) {
  const document = openPdf(source)
  requireReadable(document)
  const budget = createBudget(limits)
  const fonts = new Map()
  const pages = await pageWarnings(document, budget, fonts)
  const form = attempt(() => formWarnings(document, pages.numbers, budget))
  const found = [
    ...pages.warnings,
    ...form,
    ...attempt(() => scriptWarnings(document)),
    ...firstTableWarnings(document),
    ...fontWarnings(fonts),
    ...(await unusedObjects(document, budget)),
  ]
  const all = budget.isSpent ? [...found, signingWarning('not-all-examined')] : found
  return all.toSorted((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note'))
}
async function pageWarnings(document, budget, fonts) {
  const warnings = []
  const numbers = new Map()
  const seen = new Set()
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
function warningsOf(document, page, { off, budget }) {
  const marks = marksOf(document, page, budget)
  return [
    ...coveredByPictures(marks, page),
    ...coveredByAnnotations(document, marks, page),
    ...hiddenLayersOf(document, page, off),
    ...pageScripts(document, page),
  ]
}
/** A page or a form that cannot be read is another matter: whether the file can be signed is asked elsewhere. */
function attempt(examine) {
  try {
    return examine()
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
